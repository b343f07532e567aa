"""Grades, gaps, sums and indices: numbers without words.

In come typed frames, out go frames of numbers and ids; no language, no labels, no drawing.
"""

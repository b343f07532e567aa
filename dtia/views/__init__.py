"""Frames in one language: every row with its labels, its sources and the edition of the data.

In comes `Data` and a language, out go labelled frames; nothing is counted or chosen here.
"""

"""Gaps, paces and grades that were worked out by hand from data/raw."""

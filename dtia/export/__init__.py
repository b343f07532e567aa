"""What writers take away: pictures, workbooks, documents and tables for programs.

In comes a work (described tables, pictures and words), out goes one file; no number is made here.
"""

from dtia.export.everything import everything
from dtia.export.saving import DOCUMENT, ENDINGS, place_of, save
from dtia.export.work import Piece, Work

__all__ = ["DOCUMENT", "ENDINGS", "Piece", "Work", "everything", "place_of", "save"]

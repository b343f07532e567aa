"""What writers take away: pictures, workbooks, documents, tables for programs, all the data.

In comes a work (described tables, pictures and words) or a data folder, out goes one file; no
number is made here.
"""

from dtia.export.archive import archive
from dtia.export.everything import everything
from dtia.export.saving import ARCHIVE, DOCUMENT, ENDINGS, place_of, save
from dtia.export.work import Piece, Work

__all__ = [
    "ARCHIVE", "DOCUMENT", "ENDINGS", "Piece", "Work", "archive", "everything", "place_of", "save",
]  # fmt: skip

"""Files of acts made for a test."""

from __future__ import annotations

from io import BytesIO

from docx import Document


def word(*lines: str) -> bytes:
    """Return a Word document with one paragraph a line."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    held = BytesIO()
    document.save(held)
    return held.getvalue()

"""What a curator works with: two states of the tables, and what moved between them.

Folders or revisions come in; changes, and how they are told, go out. Never changes a table.
"""

from dtia.curate.changes import Changes, changes
from dtia.curate.revisions import at, fitted

__all__ = ["Changes", "at", "changes", "fitted"]

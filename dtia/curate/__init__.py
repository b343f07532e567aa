"""What a curator works with: what moved between two states, and rows on their way into the tables.

Folders, revisions and workbooks come in; changes, workbooks and raw files go out. A raw table is
changed by `importing.write` and `mending.write` alone, whole and together.
"""

from dtia.curate.changes import Changes, changes
from dtia.curate.revisions import at, fitted

__all__ = ["Changes", "at", "changes", "fitted"]

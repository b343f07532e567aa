"""Pages: notebooks and views set as HTML that needs no network and runs no script of a cell.

In come stories, drawings and views, out go whole pages as text; what a page says is made elsewhere.
"""

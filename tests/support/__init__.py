"""What several tests use: the project and its copies, pages, browser, kernel, made-up tables."""

import sys

# jsonschema looks for this grammar of addresses, which comes with JupyterLab and takes seconds to
# load; no schema of a chart or a notebook needs it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

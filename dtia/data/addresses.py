"""Addresses of the web: which host they lead to, if they lead anywhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# The name of a machine that others can reach: it has a domain; or its number.
HOST = re.compile(r"\w([\w-]*\w)?(\.\w([\w-]*\w)?)+\.?|[0-9a-f.]*:[0-9a-f:.]*")


def web_host(url: str) -> str:
    """Return the host of a web address; blank for what is none, or cannot be understood."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") and HOST.fullmatch(host) else ""

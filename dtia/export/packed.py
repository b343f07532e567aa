"""Files of Office as zips: the same content gives the same bytes, and says its language."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"
LANGUAGE = re.compile(r"<dc:language>[^<]*</dc:language>|<dc:language/>")
# The earliest time that a zip can state.
TIME = (1980, 1, 1, 0, 0, 0)


def packed(content: bytes, language: str) -> bytes:
    """Return a file of Office with the time of every part fixed, and its language named."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == CORE:
                part = _in_language(part.decode(), language).encode()
            info = ZipInfo(name, TIME)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            # Windows and Linux would differ in the system that they name.
            info.create_system = 0
            new.writestr(info, part)
    return made.getvalue()


def _in_language(core: str, language: str) -> str:
    named = f"<dc:language>{language}</dc:language>"
    end = "</cp:coreProperties>"
    return LANGUAGE.sub("", core).replace(end, named + end)

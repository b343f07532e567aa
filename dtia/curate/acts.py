"""Acts as files: which ones a place holds, their text read apart from this process, their hash."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dtia.curate import extraction
from dtia.curate.extraction import KINDS, MOST_BYTES, MOST_MEMORY, Paragraph, Refused, paragraphs
from dtia.errors import UnreadableAct
from dtia.folder import display

# Seconds that the text of one act may take.
MOST_SECONDS = 60
# Signals that end a process without memory: a library gave up (SIGTRAP, SIGABRT) or was stopped.
ENDED_BY = (5, 6, 9)


@dataclass(frozen=True)
class Act:
    """The text of one act: its file, the SHA-256 of it, its paragraphs."""

    path: Path
    sha256: str
    paragraphs: list[Paragraph]


def files_at(place: Path) -> list[Path]:
    """Return the act at a place, or the acts in a folder, by name.

    Raises UnreadableAct where there is none.
    """
    if not place.exists():
        raise UnreadableAct("act_missing", place=display(place))
    if place.is_dir():
        found = sorted(path for path in place.iterdir() if path.suffix.lower() in KINDS)
        if not found:
            raise UnreadableAct("act_none", place=display(place), kinds=", ".join(KINDS))
        return found
    if place.suffix.lower() not in KINDS:
        raise UnreadableAct("act_kind", place=display(place), kinds=", ".join(KINDS))
    return [place]


def text_of(path: Path) -> Act:
    """Read the text of an act in a process of its own.

    Raises UnreadableAct, in one sentence, for a scan, a file that is locked, broken, too large or
    no document, and for one that takes more than MOST_SECONDS.
    """
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableAct("act_big", place=display(path), most=MOST_BYTES // 10**6)
    content = path.read_bytes()
    told = _plain(content) if path.suffix.lower() == ".txt" else _apart(path)
    if isinstance(told, dict):
        code = told.pop("code")
        raise UnreadableAct(code, place=display(path), **told)
    sha256 = hashlib.sha256(content).hexdigest()
    return Act(path, sha256, [Paragraph(*each) for each in told])


def words_of(path: Path) -> str:
    """Return the words of an archived page; of what is no act, all that is in it.

    Raises UnreadableAct, as `text_of` does.
    """
    if path.suffix.lower() not in KINDS:
        return path.read_text(encoding="utf-8", errors="replace")
    return " ".join(paragraph.text for paragraph in text_of(path).paragraphs)


def _plain(content: bytes) -> Any:
    try:
        return paragraphs(content, ".txt")
    except Refused as refused:
        return {"code": refused.code, **refused.values}


def _apart(path: Path) -> Any:
    """Return what the other process tells of a file: its paragraphs, or why there are none."""
    # -P: the folder of the program is no place for modules.
    command = [sys.executable, "-P", str(extraction.__file__), str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {"code": "act_slow", "most": MOST_SECONDS}
    try:
        return json.loads(done.stdout)
    except ValueError:
        # It ended without a word: for want of memory, or because the file broke the reader.
        memory = -done.returncode in ENDED_BY or any(
            word in done.stderr for word in (b"MemoryError", b"bad_alloc", b"memory")
        )
        return {"code": "act_memory" if memory else "act_broken", "most": MOST_MEMORY // 10**6}

"""Files written whole: a reader, and the run after a killed one, finds the old file or the new.

Every file is written beside its place under a name that no other run has, flushed to the disk, and
then renamed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from types import TracebackType
from typing import Any

from dtia.errors import CannotWrite
from dtia.folder import display
from dtia.i18n import LANGS, Lang, text

# Why a place cannot be written, by the number of the fault: a text of the section `place`.
REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "not_allowed",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.EISDIR: "is_folder",
    errno.ELOOP: "loop",
    errno.ENAMETOOLONG: "too_long",
    errno.ENOENT: "gone",
}
PRIVATE = re.compile(r"dtia-(\d+)-\w+")
PART = re.compile(r"\.dtia-(\d+)-[0-9a-f]{12}\.part")
# Seconds between the tries to replace a file that a virus scanner or an index may hold for a while.
PATIENCE = (0.05, 0.2, 0.8) if os.name == "nt" else ()
MEGABYTE = 1_000_000
MANIFEST = "dtia-files.json"
# The files that this process is writing.
_open_parts: set[Path] = set()


class Together:
    """Files that belong together: each is complete before the first one takes its place.

    A set of renames is not one step, so the file written last should be the one that tells which
    others are whole. What was written is dropped where the work ends in a fault.
    """

    def __init__(self) -> None:
        self.parts: dict[Path, Path] = {}
        self.made: list[Path] = []

    def __enter__(self) -> Together:
        return self

    def write(self, path: Path, content: str | bytes) -> None:
        """Write a file beside its place; text is UTF-8 with LF line ends. Raises CannotWrite."""
        place = Path(os.path.realpath(path))
        with explained(path):
            self._make(place.parent)
            part = self.parts[place] = _new_part(place.parent)
            with part.open("xb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())

    def __exit__(
        self, kind: type[BaseException] | None, _: object, __: TracebackType | None
    ) -> None:
        with _uninterrupted():
            try:
                if kind is None:
                    self._replace()
            finally:
                self._drop()

    def _make(self, folder: Path) -> None:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        if missing:
            folder.mkdir(parents=True, exist_ok=True)
            self.made += missing

    def _replace(self) -> None:
        for place in self.parts:
            with explained(place):
                _not_held(place)
        for place, part in list(self.parts.items()):
            with explained(place, held=True):
                _patiently(part.replace, place)
            _open_parts.discard(self.parts.pop(place))

    def _drop(self) -> None:
        for part in self.parts.values():
            with suppress(OSError):
                part.unlink()
            _open_parts.discard(part)
        for folder in self.made:
            with suppress(OSError):  # one that holds files stays
                folder.rmdir()


def write_all(files: Mapping[Path, str | bytes]) -> list[Path]:
    """Write files together, all or none, and return their places. Raises CannotWrite."""
    with Together() as together:
        for path, content in files.items():
            together.write(path, content)
    return list(files)


def write(path: Path, content: str | bytes) -> None:
    """Write one file whole. Raises CannotWrite."""
    with Together() as files:
        files.write(path, content)


def ready(folder: Path, files: Iterable[Path] = (), room: int = 0) -> None:
    """Make sure, before long work, that a folder can take files, and that `files` can be replaced.

    Makes no folder. `room` is in bytes. Raises CannotWrite, which names the place and says why.
    """
    with explained(folder):
        nearest = _nearest(Path(os.path.realpath(folder)))
        sweep(nearest)
        _try(nearest)
        if shutil.disk_usage(nearest).free < room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    for path in files:
        with explained(path):
            if path.exists() and not path.is_file():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            _not_held(path)


def sweep(folder: Path) -> None:
    """Delete what killed runs left in a folder."""
    with suppress(OSError):
        for path in Path(os.path.realpath(folder)).iterdir():
            named = PART.fullmatch(path.name)
            if named and path not in _open_parts and not _runs(int(named[1])):
                with suppress(OSError):
                    path.unlink()


@contextmanager
def explained(path: Path, held: bool = False) -> Iterator[None]:
    """Word faults of the system at a place, as CannotWrite.

    `held`: the place is a file to be replaced, in a folder that could be written.
    """
    try:
        yield
    except OSError as error:
        held = isinstance(error, PermissionError) and (held or (os.name == "nt" and path.is_file()))
        said = reason(error, "held" if held else "")
        raise CannotWrite("cannot_write", place=display(path), reason=said) from error


def reason(error: OSError, known: str = "") -> dict[Lang, str]:
    """Word a fault of the system in each language, as one of the texts of `place`."""
    key = known or REASONS.get(error.errno or 0, "other")
    return {lang: text(f"place.{key}", lang, error=error.strerror) for lang in LANGS}


# The private folders of this process.
OWN: set[str] = set()


def private_folder() -> TemporaryDirectory[str]:
    """Make a folder that ends with this process, and delete what killed ones left of theirs."""
    places = Path(gettempdir())
    for old in places.glob("dtia-*-*"):
        named = PRIVATE.fullmatch(old.name)
        if named and old.name not in OWN and not _runs(int(named[1])):
            shutil.rmtree(old, ignore_errors=True)
    with explained(places):
        folder = TemporaryDirectory(prefix=f"dtia-{os.getpid()}-", ignore_cleanup_errors=True)
    OWN.add(Path(folder.name).name)
    return folder


def sealed(content: bytes) -> dict[str, Any]:
    """Return size and hash of a file, as a manifest tells them."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def manifest(files: dict[str, dict[str, Any]], **more: object) -> str:
    """Return a manifest: what is known of each file, by name."""
    listed = {**more, "files": dict(sorted(files.items()))}
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def is_whole(content: bytes, entry: Any) -> bool:
    """Say whether a file is the one that an entry of a manifest describes."""
    return isinstance(entry, dict) and all(entry.get(k) == v for k, v in sealed(content).items())


def _nearest(folder: Path) -> Path:
    """Return the folder, or the one that it is to be made in."""
    for place in (folder, *folder.parents):
        with suppress(FileNotFoundError):
            place.stat()
            if not place.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            return place
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _try(folder: Path) -> None:
    """Write a small file in a folder: only that tells whether one may."""
    part = _new_part(folder)
    try:
        with part.open("xb") as file:
            file.write(bytes(4096))
    finally:
        with suppress(OSError):
            part.unlink()
        _open_parts.discard(part)


def _new_part(folder: Path) -> Path:
    part = folder / f".dtia-{os.getpid()}-{secrets.token_hex(6)}.part"
    _open_parts.add(part)
    return part


def _not_held(place: Path) -> None:
    """Raise PermissionError where Windows would not replace a file that a program has open."""
    if os.name == "nt" and place.exists():
        place.open("r+b").close()


def _patiently(replace: Callable[[Path], object], place: Path) -> None:
    for wait in PATIENCE:
        try:
            replace(place)
            return
        except PermissionError:
            time.sleep(wait)
    replace(place)


def _runs(pid: int) -> bool:
    """Say whether another process of this number is at work."""
    if pid == os.getpid():
        return False
    if sys.platform == "win32":
        import ctypes

        # PROCESS_QUERY_LIMITED_INFORMATION; os.kill would end the process.
        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait while files take their places."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if pressed and callable(before):
        before(signal.SIGINT, None)

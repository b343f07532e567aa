"""Data for others: one zip with the clean tables, what they mean, how to cite them, checksums."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import polars as pl
import polars.selectors as cs

from dtia.data import Data
from dtia.data.clean import CLEAN
from dtia.data.codebook import clean_columns
from dtia.data.datapackage import descriptor
from dtia.data.dataset import to_csv
from dtia.data.whole import PACKAGE, read_whole
from dtia.errors import MissingData
from dtia.folder import PACKAGED, display, project_of
from dtia.i18n import LANGS, date, text

# How the data are cited, and under which licence they are.
CITATION, LICENCE = "CITATION.cff", "LICENSE-DATA"
SUMS = "SHA256SUMS"
# From how many rows polars tells the types of columns; other programs look at more.
FIRST = 100
# The earliest time that a zip can state.
TIME = (1980, 1, 1, 0, 0, 0)


def archive(data: Data, folder: Path) -> bytes:
    """Return a zip of the tables in `folder`, which `data` were loaded from.

    It holds each clean table as CSV and as Parquet, `datapackage.json`, a codebook, a README in
    both languages, citation, licence and checksums. The same data give the same bytes. Raises
    MissingData where a table is not as it was built.
    """
    read_whole(folder)
    tables = {f"{name}.csv": to_csv(numbers_first(getattr(data, name))) for name in CLEAN}
    files = tables | {f"{name}.parquet": _parquet(getattr(data, name), data) for name in CLEAN}
    files[PACKAGE] = descriptor(data, tables).encode()
    files["CODEBOOK.md"] = f"# Codebook\n\n{clean_columns()}\n".encode()
    files["README.md"] = readme(data).encode()
    files |= {name: paper(folder, name) for name in (CITATION, LICENCE)}
    files[SUMS] = checksums(files).encode()
    return packed(files)


def numbers_first(frame: pl.DataFrame) -> pl.DataFrame:
    """Move to the top, for each column whose numbers begin late, the first row that holds one.

    Programs tell the type of a column from its first rows: a column blank there would be text. All
    other rows keep their order.
    """
    typed = frame.select(~cs.string())
    begin = [column.is_not_null().arg_max() for column in typed if column.count()]
    late = sorted({row for row in begin if row is not None and row >= FIRST})
    if not late:
        return frame
    place = pl.int_range(frame.height)
    return pl.concat([frame[late], frame.filter(~place.is_in(late))])


def readme(data: Data) -> str:
    """Return what the zip says of itself, in both languages."""
    tables = {lang: "\n".join(_told(data, name) for name in CLEAN) for lang in LANGS}
    return "\n\n---\n\n".join(
        text(
            "archive.readme", lang, version=data.version, as_of=date(data.as_of, lang),
            year=data.as_of[:4], tables=tables[lang],
        ).strip()
        for lang in LANGS
    ) + "\n"  # fmt: skip


def _told(data: Data, name: str) -> str:
    frame: pl.DataFrame = getattr(data, name)
    return f"- `{name}.csv`, `{name}.parquet`: {frame.height} × {frame.width}"


def _parquet(frame: pl.DataFrame, data: Data) -> bytes:
    made = BytesIO()
    frame.write_parquet(made, metadata={"version": data.version, "licence": "CC-BY-4.0"})
    return made.getvalue()


def paper(folder: Path, name: str) -> bytes:
    """Return a paper that stands beside the data: those of the project, else dtia's own."""
    places = (project_of(folder), PACKAGED, Path(__file__).parents[2])
    found = next((place / name for place in places if (place / name).is_file()), None)
    if found is None:
        raise MissingData("no_paper", place=display(project_of(folder)), name=name)
    return found.read_bytes()


def checksums(files: dict[str, bytes]) -> str:
    """Return the lines that `sha256sum --check` reads."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    )


def packed(files: dict[str, bytes]) -> bytes:
    """Return a zip of some files, in the order of their names and with fixed times."""
    made = BytesIO()
    with ZipFile(made, "w") as zipped:
        for name, content in sorted(files.items()):
            info = ZipInfo(name, TIME)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
            # Windows and Linux would differ in the system that they name.
            info.create_system = 3
            zipped.writestr(info, content)
    return made.getvalue()

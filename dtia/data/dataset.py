"""Read the raw tables as text, load the clean ones, write what was built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs

from dtia.data.clean import CLEAN
from dtia.data.columns import polars_schema
from dtia.data.raw import RAW
from dtia.data.reading import FILE, LINE, Raw, cast, read_raw
from dtia.data.whole import Digest, fingerprint, read_whole, write_csv
from dtia.errors import InvalidData, MissingData
from dtia.folder import display, find_folder
from dtia.i18n import Lang
from dtia.version import __version__


@dataclass(frozen=True, eq=False)
class Data:
    """Everything an analysis needs: the registers, and the clean tables built from them."""

    units: pl.DataFrame
    indicators: pl.DataFrame
    bases: pl.DataFrame
    methods: pl.DataFrame
    regions: pl.DataFrame
    categories: pl.DataFrame
    documents: pl.DataFrame
    sources: pl.DataFrame
    national_references: pl.DataFrame
    comparability: pl.DataFrame
    left_out: pl.DataFrame
    searched: pl.DataFrame
    glossary: pl.DataFrame
    dti_versions: pl.DataFrame
    dti_weights: pl.DataFrame
    weights: pl.DataFrame
    tiles: pl.DataFrame
    phrase_exceptions: pl.DataFrame
    corrections: pl.DataFrame
    double_readings: pl.DataFrame
    adjudication: pl.DataFrame
    targets: pl.DataFrame
    observations: pl.DataFrame
    gaps: pl.DataFrame
    coverage: pl.DataFrame
    dti_totals: pl.DataFrame
    agreement: pl.DataFrame
    version: str
    as_of: str
    # The fingerprint of the raw tables that the clean ones were built from.
    built_from: str
    # The folder that it was loaded from.
    folder: Path | None = None
    # Rules that an analyst changed: rule_id, grade before, grade now, why.
    loosened: tuple[tuple[str, str, str, str], ...] = ()


def load(folder: Path | str | None = None, *, lang: Lang = "vi", stale: bool = False) -> Data:
    """Load the registers and the clean tables.

    Without an argument, the nearest `data` folder at or above the current one is used, so it
    works from the notebooks; where there is none, the data that the package carries. Raises
    MissingData where `dtia build` has not been run, where a clean table is not as it was built,
    and, unless `stale`, where the raw tables have changed since; InvalidData, worded in `lang`,
    where a raw table cannot be read.
    """
    folder = Path(folder) if folder else find_folder()
    tables, built_from = read_whole(folder)
    raw, problems = read_raw(folder, lang)
    if problems:
        raise InvalidData(problems)
    if not stale and fingerprint(raw) != built_from:
        raise MissingData("raw_newer", place=display(folder / "raw"))
    clean = {
        name: pl.read_csv(content, schema=polars_schema(CLEAN[name]))
        for name, content in tables.items()
    }
    return replace(assemble(registers(raw), clean, built_from), folder=folder)


def registers(raw: Raw) -> dict[str, pl.DataFrame]:
    """Return the typed registers of the raw tables, without targets and observations."""
    return {
        name: cast(raw[name], model).drop(FILE, LINE)
        for name, (_, model, _) in RAW.items()
        if name not in CLEAN
    }


def assemble(
    known: dict[str, pl.DataFrame], clean: dict[str, pl.DataFrame], built_from: str
) -> Data:
    """Put registers and clean tables together, with their version and as-of date."""
    tables: dict[str, Any] = {**known, **clean}
    return Data(**tables, version=version_of(clean), as_of=as_of(known), built_from=built_from)


def as_of(known: Mapping[str, pl.DataFrame]) -> str:
    """Return the day up to which the data are: the last one on which a page was read."""
    dates = pl.concat([known["sources"]["accessed_on"], known["searched"]["searched_on"]])
    return str(dates.max() or "")


def to_csv(frame: pl.DataFrame) -> bytes:
    """Write a frame as CSV in UTF-8: blank for null, LF line ends, decimals as `50.0`.

    Programs tell the type of a column from its first rows: after a hundred whole numbers without
    a point, a decimal would be a fault.
    """
    file = BytesIO()
    write_csv(frame, file)
    return file.getvalue()


def version_of(clean: dict[str, pl.DataFrame]) -> str:
    """Return the data version: the release and a hash over the values of the clean tables."""
    digest = Digest()
    # Whole numbers without `.0`: how values are written in files does not change what they are.
    whole = cs.float().cast(pl.String).str.strip_suffix(".0")
    for name in CLEAN:
        write_csv(clean[name], digest, whole)
    return f"{__version__}+{digest.sha256.hexdigest()[:10]}"

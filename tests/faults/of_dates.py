"""Slips in dates, and between dates."""

from __future__ import annotations

from collections.abc import Iterator

from faults.planting import Change, Kind, Spot, in_cell, in_cells, rows_of

DATES = [
    ("units", "valid_from"), ("units", "valid_to"), ("documents", "issued_on"),
    ("sources", "published_on"), ("sources", "accessed_on"), ("searched", "searched_on"),
    ("observations", "period"), ("weights", "period"),
]  # fmt: skip
WHOLE = {"valid_from", "valid_to", "accessed_on", "searched_on"}
WRITTEN: dict[str, Change] = {
    "day first": lambda spot: "/".join(reversed(spot.cell.split("-"))) if _long(spot) else None,
    "with slashes": lambda spot: spot.cell.replace("-", "/") if "-" in spot.cell else None,
    "no such day": lambda spot: f"{spot.cell[:4]}-02-30",
    "no such month": lambda spot: f"{spot.cell[:4]}-13",
    "two digits of the year": lambda spot: spot.cell[2:],
    "of the nineteenth century": lambda spot: f"18{spot.cell[2:]}",
    "digits of the year turned": lambda spot: (
        f"{spot.cell[0]}{spot.cell[2]}{spot.cell[1]}" + spot.cell[3:]
    ),
    "with a time": lambda spot: f"{spot.cell}T00:00" if _long(spot) else None,
    "a serial of Excel": lambda spot: "44504",
    "in words": lambda spot: f"tháng 3 năm {spot.cell[:4]}",
    "one digit for the month": lambda spot: f"{spot.cell[:4]}-3",
    "a range of years": lambda spot: f"{spot.cell[:4]}-{int(spot.cell[:4]) + 4}",
}
ISSUED = {row["document_id"]: row["issued_on"] for row in rows_of("documents")}
PAGES = {row["source_id"]: row for row in rows_of("sources")}


def date_kinds() -> Iterator[Kind]:
    for table, column in DATES:
        for name, change in WRITTEN.items():
            yield in_cell(table, column, name, _where_there(change))
        if not column.startswith("valid"):
            yield in_cell(table, column, "to come", _where_there(_to_come))
        if column in WHOLE:
            yield in_cell(table, column, "a year alone", _where_there(lambda spot: spot.cell[:4]))
            month = _where_there(lambda spot: spot.cell[:7])
            yield in_cell(table, column, "a month alone", month)
    yield in_cell("sources", "accessed_on", "before it was published", _read_too_soon)
    yield in_cell("sources", "accessed_on", "blank beside an archived copy", _archived)
    yield in_cell("sources", "published_on", "after it was read", _published_late)
    yield in_cell("sources", "published_on", "before the act that it quotes", _before_the_act)
    yield in_cell("documents", "issued_on", "another year than its id", _another_year)
    yield in_cell("documents", "issued_on", "blank beside an id with a year", _blank_date)
    yield in_cell("observations", "period", "after the page was read", _after_reading)
    yield in_cell("searched", "searched_on", "before the page was published", _searched_soon)
    yield in_cell("units", "valid_from", "a day late", _day("2025-07-02"))
    yield in_cell("units", "valid_to", "a day late", _day("2025-07-01"))
    yield in_cell("units", "valid_from", "blank", _of_a_province)
    yield in_cell("units", "valid_to", "blank", _of_a_province)
    yield in_cells(
        "units", "the days swapped",
        lambda s: {"valid_from": s.row["valid_to"], "valid_to": s.row["valid_from"]}
        if s.row["level"] == "province" else None, "valid_from", "valid_to",
    )  # fmt: skip
    yield in_cells("sources", "published and accessed swapped", _swapped, "accessed_on",
                   "published_on")  # fmt: skip
    yield in_cell("targets", "horizon_year", "before the act was issued", _due_too_soon)
    yield in_cell("targets", "horizon_year", "two digits", lambda spot: spot.cell[2:])
    yield in_cell("targets", "horizon_year", "far away", lambda spot: "2130")
    yield in_cell("dti_versions", "first_year", "of the version before", _earlier_first)
    yield in_cell("dti_versions", "last_year", "before the first", _last_first)
    yield in_cell("dti_versions", "last_year", "left open", lambda s: "" if s.cell else None)


def _where_there(change: Change) -> Change:
    return lambda spot: change(spot) if spot.cell else None


def _long(spot: Spot) -> bool:
    return len(spot.cell) == 10


def _to_come(spot: Spot) -> str:
    return f"{spot.random.choice(['2035', '2099'])}{spot.cell[4:]}"


def _read_too_soon(spot: Spot) -> str | None:
    published = spot.row["published_on"]
    return f"{int(published[:4]) - 1}-03-04" if spot.cell and published else None


def _archived(spot: Spot) -> str | None:
    return "" if spot.row["archive_sha256"] else None


def _published_late(spot: Spot) -> str | None:
    accessed = spot.row["accessed_on"]
    return "2026-11-25" if spot.cell and accessed and accessed < "2026-11-25" else None


def _before_the_act(spot: Spot) -> str | None:
    acts = {r["document_id"] for r in rows_of("targets") if r["source_id"] == spot.row["source_id"]}
    [act] = acts if len(acts) == 1 else [""]
    issued = ISSUED.get(act, "")
    if not issued or any(r["source_id"] == spot.row["source_id"] for r in rows_of("observations")):
        return None
    others = {r["source_id"] for r in rows_of("targets") if r["document_id"] == act}
    known = [s for s in others - {spot.row["source_id"]} if PAGES[s]["published_on"]]
    return f"{int(issued[:4]) - 1}-12-30" if spot.cell and known else None


def _another_year(spot: Spot) -> str | None:
    year = spot.row["document_id"][-4:]
    return f"{int(year) - 1}{spot.cell[4:]}" if spot.cell.startswith(year) else None


def _blank_date(spot: Spot) -> str | None:
    return "" if spot.cell and spot.row["document_id"][-4:] == spot.cell[:4] else None


def _after_reading(spot: Spot) -> str | None:
    page = PAGES[spot.row["source_id"]]
    alone = sum(r["source_id"] == spot.row["source_id"] for r in rows_of("observations")) > 1
    if not page["published_on"] or not alone or int(page["published_on"][:4]) > 2024:
        return None
    return f"{int(page['published_on'][:4]) + 1}"


def _searched_soon(spot: Spot) -> str | None:
    published = PAGES[spot.row["source_id"]]["published_on"]
    return f"{int(published[:4]) - 1}-10-11" if published else None


def _day(day: str) -> Change:
    return lambda spot: day if spot.cell and spot.row["level"] == "province" else None


def _of_a_province(spot: Spot) -> str | None:
    return "" if spot.cell and spot.row["level"] == "province" else None


def _swapped(spot: Spot) -> dict[str, str] | None:
    published, accessed = spot.row["published_on"], spot.row["accessed_on"]
    both = len(published) == 10 and accessed and published != accessed
    return {"published_on": accessed, "accessed_on": published} if both else None


def _due_too_soon(spot: Spot) -> str | None:
    issued = ISSUED.get(spot.row["document_id"], "")
    return f"{int(issued[:4]) - 1}" if issued and spot.cell else None


def _earlier_first(spot: Spot) -> str | None:
    first = int(spot.cell)
    return str(first - 1) if any(r["last_year"] == str(first - 1) for r in _versions()) else None


def _last_first(spot: Spot) -> str | None:
    return str(int(spot.row["first_year"]) - 1) if spot.cell else None


def _versions() -> list[dict[str, str]]:
    return rows_of("dti_versions")

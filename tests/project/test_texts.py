"""Every text is asked for by the code, and every text that the code asks for is there.

A key stands in the code as a whole, or is put together from a section and a name that is known
only at run time. For each way of putting one together, a function says which names there can be.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from dtia.curate.extraction import UNREADABLE
from dtia.data.raw import RAW
from dtia.data.vocabulary import (
    COMPARED,
    COVERAGE,
    GAP_KINDS,
    GRADES,
    KINDS,
    LANGUAGES,
    NUMERIC,
    READ,
    REASONS,
    RULED,
    SOUND,
    STATES,
    STATUSES,
    TIERS,
    TOPICS,
    UNITS,
    VERDICTS,
)
from dtia.export.references import Reference
from dtia.i18n import texts
from support.asked import constants, faults, given, lists, named, patterns, templates


def allowed(table: str, column: str) -> set[str]:
    """The values that a column of a raw table may take."""
    [values] = [
        check.statistics["allowed_values"]
        for check in RAW[table][1].to_schema().columns[column].checks
        if "allowed_values" in check.statistics
    ]
    return set(values)


@cache
def vocabulary() -> dict[str, set[str]]:
    """Ways of putting a key together of which each name has its text."""
    return {
        "action.{}": allowed("corrections", "action"),
        "axis.{}": set(UNITS),
        "certainty.{}": allowed("corrections", "status"),
        "comparator.{}": set(NUMERIC),
        "compared.{}": set(COMPARED),
        "coverage.{}": set(COVERAGE),
        "decision.{}": allowed("adjudication", "decision"),
        "error.{}": faults()
        | {"stray_argument", "missing_argument", "many_arguments"}
        | set(UNREADABLE),
        "field.{}": allowed("adjudication", "field"),
        "flag.{}": allowed("observations", "flag"),
        "grade.{}": set(GRADES),
        "kind.{}": set(KINDS),
        "map_label.{}": allowed("units", "era"),
        "plan_type.{}": set(RULED["plan_type"]),
        "protocol.{}": allowed("double_readings", "protocol"),
        "read.{}": set(READ),
        "relation.{}": allowed("targets", "comparator"),
        "reason.{}": set(REASONS),
        "status.{}": set(STATUSES),
        "gap_kind.{}": set(GAP_KINDS),
        "table.gaps_{}": set(GAP_KINDS),
        "tier.{}": set(TIERS),
        "topic.{}": set(TOPICS),
        # A scorecard may find that what was measured does not settle the matter.
        "verdict.{}": {*VERDICTS, "unsettled"},
    }


@cache
def said() -> dict[str, set[str]]:
    """Ways of which a name stands among the strings of the modules that put it together."""
    return {
        "chart.{}": {
            *constants("charts/coverage.py"),
            *(f"coverage_title_{era}" for era in allowed("units", "era")),
        },
        "map_label.{}": allowed("units", "era"),
        "chart.quarter_{}": {"1", "2", "3", "4"},
        "chart.{}_subtitle": constants("charts/targets.py"),
        "chart.scorecard_{}": constants("charts/counts.py", "views"),
        "chart.scorecard_title_{}": constants("charts/counts.py", "views"),
        "book.{}": constants("curate/codelists.py", "curate/layout.py"),
        "book.for_{}": constants("curate/codelists.py", "curate/workbook.py"),
        "book.head_{}": constants("curate/workbook.py"),
        "book.passed_{}": {"source_id", "locator", "sentence", "reason"},
        "import.{}": constants("curate/importing.py", "curate/typed.py"),
        "import.mend_{}": constants("curate/typed.py"),
        "import.n_{}": constants("cli/curating.py"),
        "todo.{}": constants("analysis/todo.py"),
        "broken.{}": constants("data", "check/letters.py", "check/found.py"),
        "agreed.{}": constants("check/agreed.py"),
        "agreed.mend_{}": constants("check/agreed.py"),
        "check.{}": constants("check/curation.py", "check/quotes.py"),
        "check.column_{}": constants("data/forms.py"),
        "check.no_{}": constants("check/values.py"),
        "check.not_{}": constants("check/schemas.py"),
        "check.wrong_{}": constants("check/values.py"),
        "choice.{}": constants("analysis/ambition.py"),
        "cli.step_{}": constants("cli"),
        "column.{}": lists("tables", "charts", "views", "curate/proposed.py")
        | given("tooltip", "charts"),
        "date.{}": constants("check/dates.py"),
        "date.mend_{}": constants("check/dates.py"),
        "export.{}": constants("export"),
        "export.note_{}": constants("export"),
        "export.part_{}": constants("export/cells.py"),
        "export.source_{}": set(Reference._fields),
        "finding.{}": constants("findings"),
        "finding.province_{}": constants("findings"),
        "part.{}": constants("findings/titles.py"),
        "claim.{}": constants("findings/titles.py", "door"),
        "front.{}": constants("analysis/headlines.py"),
        "front.and_{}": constants("analysis/headlines.py"),
        "headline.{}": {
            *constants("findings", "analysis/headlines.py"),
            *(f"silent_{era}" for era in allowed("units", "era")),
            *(f"graded_{grade}" for grade in SOUND),
        },
        "hint.{}": constants("check/curation.py", "check/schemas.py"),
        "letters.{}": constants("data/letters.py"),
        "letters.mend_{}": constants("data/letters.py"),
        "mend.{}": constants("data", "check/letters.py", "check/found.py"),
        "page.{}": templates(),
        "page.mark_{}": constants("report/marks.py"),
        "pick.{}": constants("report/picker.py"),
        "number.{}": constants("check/numbers.py"),
        "on_map.{}": constants("check/maps.py"),
        "on_map.mend_{}": constants("check/maps.py"),
        "yardstick.{}": constants("check/yardsticks.py")
        | {*STATES, *(f"{state}_undated" for state in STATES)},
        "yardstick.mend_{}": constants("check/yardsticks.py"),
        "outcome.{}": constants("findings/claims.py", "charts/alttext.py", "door"),
        "order.{}": constants("check/orders.py") | {"era_valid_from", "era_valid_to"},
        "order.mend_{}": constants("check/orders.py") | {"era_valid_from", "era_valid_to"},
        "saved_as.{}": constants("data/forms.py"),
        "place.{}": constants("files.py"),
        "answer.{}": constants("door/sentences.py"),
        "asked.{}": constants("door"),
        "form.{}": constants("door/answers.py"),
        "help.{}": named("door"),
        "mixed.{}": constants("charts"),
        "moved.{}": constants("curate", "cli/diff.py"),
        "notebook.{}": constants("report"),
        "gap_sign.{}": constants("charts/gaps.py"),
        "peers.{}": constants("analysis/dti.py"),
        "province_part.{}": constants("door/on_provinces.py"),
        "question.{}": named("door"),
        "reliability_part.{}": constants("door/on_sources.py"),
        "scorecard_by.{}": {name.removesuffix("_label") for name in constants("views")},
        "read.as.{}": {"targets", "observations"},
        "read.doubt.{}": constants("curate/reading.py", "curate/origins.py"),
        "read.passed.{}": constants("curate/reading.py"),
        "script.mend_{}": constants("check/cells.py"),
        "sheet.{}": constants("export/everything.py") | set(GAP_KINDS),
        "silence.{}": constants("door/sentences.py"),
        "wanted.{}": constants("door"),
        "standing.{}": constants("charts/standings.py", "views/standings.py"),
        "unit.{}_one": constants("i18n.py"),
        "unit.{}": {*UNITS, *constants("analysis/pairs.py")},
    }


def unused(keys: set[str]) -> set[str]:
    """Return those of the keys that the code neither names nor can put together."""
    made = {way.format(name) for way, names in (vocabulary() | said()).items() for name in names}
    made |= {f"{field}.{value}" for field, values in RULED.items() for value in values}
    # The lists of a workbook take these sections whole.
    made |= {f"document_kind.{kind}" for kind in allowed("documents", "kind")}
    made |= {f"language.{name}" for name in LANGUAGES}
    return keys - made - constants() - templates()


def test_every_text_is_used() -> None:
    assert unused(set(texts("vi"))) == set()


def test_every_way_of_putting_a_key_together_is_known_and_leads_to_texts() -> None:
    sections = {key.split(".")[0] for key in texts("vi")}
    assert patterns(sections) == vocabulary().keys() | said().keys()
    wanted = {way.format(name) for way, names in vocabulary().items() for name in names}
    assert wanted - texts("vi").keys() == set()
    for way, names in said().items():
        assert {way.format(name) for name in names} & texts("vi").keys(), way


def test_every_text_that_is_named_exists() -> None:
    sections = {key.split(".")[0] for key in texts("vi")}
    named = {name for name in constants() | templates() if re.fullmatch(r"[a-z_]+\.\w+", name)}
    keys = {name for name in named if name.split(".")[0] in sections}
    assert keys - texts("vi").keys() == set()


@pytest.mark.parametrize("section", sorted({key.split(".")[0] for key in texts("vi")}))
def test_a_text_that_nothing_asks_for_is_noticed_in_every_section(section: str) -> None:
    planted = f"{section}.nothing_asks_for_this"
    assert unused({*texts("vi"), planted}) == {planted}

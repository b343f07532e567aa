"""How far two figures can be compared: each field, each kind of rule, and the reasons in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.analysis import grade, pair
from dtia.analysis.comparability import described, graded, suffixed
from dtia.data import Data
from dtia.data.vocabulary import COMPARED, GRADES
from dtia.i18n import LANGS, Lang, texts
from dtia.views import explain
from support.made_up import RULES, only, registers
from support.project import Run, SetCell, line_of

FEW = settings(deadline=None, max_examples=8)
KNOWN = registers()
MADE_UP = KNOWN["comparability"]
Cells = dict[str, Any]


PAIR = {
    **dict.fromkeys((*COMPARED, "territory", "act"), pl.String), "observed": pl.Boolean,
}  # fmt: skip
PAIR |= {f"{name}_b": dtype for name, dtype in PAIR.items()}


def sides(
    territories: tuple[str, str] = ("here", "there"),
    acts: tuple[str | None, str | None] = ("one", "other"),
    measured: tuple[bool, bool] = (False, False),
    **columns: tuple[str | None, str | None],
) -> pl.DataFrame:
    """A pair of figures alike in all they are compared on, but for the given columns."""
    alike = {"indicator_id": "i", "tier": "all", "base_id": "b", "year": "2030"}
    alike |= {"form": "number", "dated": "stated"}
    both = {name: (alike.get(name),) * 2 for name in COMPARED} | columns
    cells = {**both, "territory": territories, "act": acts, "observed": measured}
    row = {f"{name}{end}": pair[i] for name, pair in cells.items() for i, end in enumerate(ENDS)}
    return pl.DataFrame([row], schema=PAIR)


ENDS = ("", "_b")


def grades(
    rules: pl.DataFrame, *pairs: pl.DataFrame, across: tuple[str, ...] = ()
) -> list[tuple[str, str | None]]:
    """The grade and the reasons of some pairs, which have to be the same in both orders."""
    there = pl.concat(pairs)
    back = there.select(
        (pl.col(f"{name}_b") if not name.endswith("_b") else pl.col(name[:-2])).alias(name)
        for name in there.columns
    )
    shown = graded(pl.concat([there, back]), rules, across).select("grade", "reasons").rows()
    assert shown[: len(pairs)] == shown[len(pairs) :]
    return shown[: len(pairs)]


REAL = {
    "equal in everything": ({}, "A", None),
    "GRDP and GDP": ({"base_id": ("grdp", "gdp")}, "B", "gdp_grdp"),
    "records, and records without state secrets": (
        {"base_id": ("records_not_secret", "records")}, "B", "records_secrecy",
    ),
    "people of 15 and the population": (
        {"base_id": ("population", "people_15_plus")}, "C", "accounts_15_population",
    ),
    "bases without a rule": ({"base_id": ("smes", "population")}, "D", "base_id_differs"),
    "a base and none": ({"base_id": ("smes", None)}, "D", "base_id_differs"),
    "the two methods of the digital economy": (
        {"method": ("value_added", "ministry_estimate")}, "D", "method_estimate_value_added",
    ),
    "a method and an unknown one": (
        {"method": ("value_added", "unstated")}, "D", "method_unstated_value_added_targets",
    ),
    "a method and a value of an unknown one": (
        {"method": ("value_added", "unstated"), "measured": (False, True)}, "C",
        "method_unstated_value_added",
    ),
    "two targets of unknown method": ({"method": ("unstated", "unstated")}, "A", None),
    "a target and a value of unknown method": (
        {"method": ("unstated", "unstated"), "measured": (False, True)}, "C",
        "method_unstated_both",
    ),
    "two values of unknown method": (
        {"method": ("unstated", "unstated"), "measured": (True, True)}, "A", None,
    ),
    "an annual plan and a programme": (
        {"plan_type": ("programme", "annual_plan")}, "C", "plan_annual_programme",
    ),
    "types of plan without a rule of their own": (
        {"plan_type": ("programme", "congress_resolution")}, "C", "plan_type_differs",
    ),
    "a plan of unknown type": (
        {"plan_type": ("unstated", "annual_plan")}, "B", "plan_unstated_annual_plan",
    ),
    "two plans of unknown type": (
        {"plan_type": ("unstated", "unstated")}, "B", "plan_unstated_both",
    ),
    "one plan of unknown type": (
        {"plan_type": ("unstated", "unstated"), "acts": ("one", "one")}, "A", None,
    ),
    "a plan and a measured value": (
        {"plan_type": (None, "annual_plan"), "measured": (True, False)}, "A", None,
    ),
    "a period that the reader inferred": (
        {"dated": ("inferred", "stated")}, "C", "period_inferred",
    ),
    "two periods that the reader inferred": (
        {"dated": ("inferred", "inferred")}, "C", "periods_inferred",
    ),
    "a rank among 63 and one among 34": (
        {"base_id": ("provinces_63", "provinces_34")}, "D", "ranks_63_34",
    ),
    "ranks by two sets of DTI indicators": (
        {"rank_version": ("1726_QD-BTTTT_2020", "922_QD-BTTTT_2022")}, "C", "rank_version_differs",
    ),
    "scores by two sets of DTI indicators": (
        {"score_version": ("922_QD-BTTTT_2022", "405_QD-BKHCN_2025")}, "D",
        "score_version_differs",
    ),
    "a target of a score, whose set is not known": (
        {"score_version": ("922_QD-BTTTT_2022", None), "measured": (True, False)}, "A", None,
    ),
    "level 4 and full-process": (
        {"indicator_id": ("gov.online_service_level4", "gov.online_service_full")}, "C",
        "level4_full_process",
    ),
    "indicators without a rule": (
        {"indicator_id": ("soc.smartphone", "gov.online_service_full")}, "D",
        "indicator_id_differs",
    ),
    "the main index and the pillar": (
        {"indicator_id": ("dti.activity_society", "dti.pillar_society")}, "D",
        "dti_activity_pillar_society",
    ),
    "two tiers": ({"tier": ("province", "commune")}, "D", "tier_differs"),
    "two tiers of two types of plan, where both are compared": (
        {"tier": ("province", "commune"), "plan_type": ("annual_plan", "programme"),
         "across": ("plan_type", "tier")}, "A", None,
    ),
    "two tiers, where tiers are compared": (
        {"tier": ("province", "commune"), "across": ("tier",)}, "A", None,
    ),
    "two years of two territories": ({"year": ("2025", "2030")}, "C", "year_differs"),
    "two years of one territory": (
        {"year": ("2025", "2030"), "territories": ("here", "here")}, "A", None,
    ),
    "a target without a year": ({"year": (None, "2030")}, "A", None),
    "a category and a number": ({"form": ("category", "number")}, "D", "category_against_number"),
    "a category and a direction": (
        {"form": ("category", "direction")}, "D", "category_against_number",
    ),
    "the worst of two differences, with both reasons": (
        {"base_id": ("gdp", "grdp"), "plan_type": ("annual_plan", "programme")}, "C",
        "gdp_grdp;plan_annual_programme",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REAL)
def test_a_pair_takes_the_grade_of_its_rule_in_either_order(data: Data, case: str) -> None:
    cells, expected, reasons = REAL[case]
    columns = {name: values for name, values in cells.items() if name != "across"}
    found = grades(data.comparability, sides(**columns), across=cells.get("across", ()))
    assert found == [(expected, reasons)]


@pytest.mark.parametrize("field", COMPARED)
def test_each_field_has_a_general_rule_that_any_difference_takes(field: str) -> None:
    [(rule, _, _, _, expected, _)] = [r for r in RULES if r[1] == field and r[2] == "*"]
    silent = field in ("plan_type", "year", "rank_version", "score_version")
    pairs = [sides(**{field: values}) for values in (("x", "y"), ("x", None), (None, None))]
    unlike, alike = (expected, rule), ("A", None)
    assert grades(MADE_UP, *pairs) == [unlike, alike if silent else unlike, alike]
    assert grades(MADE_UP, *pairs, across=(field,)) == [alike] * 3


def test_no_method_beside_an_unknown_one_is_another_method() -> None:
    pair_ = sides(method=(None, "unstated"), measured=(False, True))
    assert grades(MADE_UP, pair_) == [("D", "method_differs")]


def test_a_rule_may_name_a_value_beside_itself() -> None:
    rule = {"rule_id": "same", "field": "base_id", "value_a": "b", "value_b": "b", "grade": "C"}
    rules = pl.concat([MADE_UP, pl.DataFrame([rule])], how="diagonal")
    assert grades(rules, sides()) == [("C", "same")]


def test_pairs_keep_their_order_and_number_and_none_raise_nothing() -> None:
    pairs = pl.concat([sides(base_id=values) for values in BASES])
    shown = graded(pairs, MADE_UP)
    assert shown["base_id"].to_list() == [a for a, _ in BASES]
    assert shown["grade"].to_list() == ["B", "A", "D", "C", "D"]
    assert shown.columns == [*pairs.columns, "grade", "reasons"]
    assert graded(pairs.clear(), MADE_UP).height == 0


BASES: list[tuple[str | None, str | None]] = [
    ("people", "residents"), ("b", "b"), ("cows", "people"), ("people", "adults"), ("b", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def figures(data: Data) -> pl.DataFrame:
    """Every promised and measured figure, as it is compared."""
    compared = [*COMPARED, "territory", "act", "observed"]
    both = (described(frame, vars(data)) for frame in (data.targets, data.observations))
    return pl.concat(frame.select(compared) for frame in both).unique(maintain_order=True)


def test_the_order_of_two_real_figures_never_matters(data: Data, figures: pl.DataFrame) -> None:
    numbered = figures.with_row_index("n")
    near = numbered.join(
        suffixed(numbered), left_on="indicator_id", right_on="indicator_id_b", coalesce=False
    )
    far = numbered.sample(5000, with_replacement=True, seed=1).hstack(
        suffixed(numbered.sample(5000, with_replacement=True, seed=2))
    )
    pairs = pl.concat([near, far]).unique(["n", "n_b"])
    there = graded(pairs, data.comparability)
    swapped = {name: f"{name}_b" for name in numbered.columns}
    swapped |= {after: before for before, after in swapped.items()}
    back = graded(pairs.rename(swapped), data.comparability)
    assert there.height == pairs.height
    assert there.select("grade", "reasons").equals(back.select("grade", "reasons"))


def test_a_real_figure_is_of_grade_a_with_itself_unless_a_rule_says_otherwise(
    data: Data, figures: pl.DataFrame
) -> None:
    itself = graded(figures.hstack(suffixed(figures)), data.comparability)
    inferred = pl.col("dated") == "inferred"
    for unsure, expected in ((False, ("A", None)), (True, ("C", "periods_inferred"))):
        found = itself.filter(inferred == unsure).select("grade", "reasons")
        assert found.unique().rows() == [expected]


@FEW
@given(st.data())
def test_any_two_rows_are_graded_alike_in_both_orders(data: Data, draw: st.DataObject) -> None:
    tables = st.sampled_from([data.targets, data.observations])
    drawn = [
        frame.row(draw.draw(st.integers(0, frame.height - 1)), named=True)
        for frame in (draw.draw(tables), draw.draw(tables))
    ]
    assert grade(data, *drawn) == grade(data, *reversed(drawn)) in GRADES


def test_a_figure_is_a_frame_of_one_row_or_its_dict(data: Data) -> None:
    one, other = data.targets.head(1), data.targets.tail(1)
    dicts = (only(one), only(other))
    assert pair(data, one, other).equals(pair(data, *dicts))
    with pytest.raises(ValueError, match="One figure is one row; this frame has 2"):
        grade(data, data.targets.head(2), one)


def real(data: Data, unit_id: str, indicator_id: str, **more: Any) -> Cells:
    return only(data.targets.filter(unit_id=unit_id, indicator_id=indicator_id, **more))


@pytest.mark.parametrize(
    ("lang", "first", "act"),
    [
        ("vi", "B: tương đương theo quy tắc", "(749/QĐ-TTg)"),
        ("en", "B: equivalent by a rule", "(749/QĐ-TTg)"),
    ],
)
def test_an_explanation_names_the_grade_the_reason_and_the_act(
    data: Data, lang: Lang, first: str, act: str
) -> None:
    at = {"indicator_id": "gov.records_online", "tier": "commune", "horizon_year": 2030}
    local, nation = real(data, "quang_tri_63", **at), real(data, "viet_nam", **at)
    words = explain(data, local, nation, lang).splitlines()
    reason = only(data.comparability.filter(rule_id="records_secrecy"))[f"reason_{lang}"]
    assert words == [first, f"{reason} {act}"]
    assert explain(data, local, local, lang) == texts(lang)["grade.A"]


def test_every_rule_has_a_grade_and_a_reason_in_both_languages(data: Data) -> None:
    rules = data.comparability
    for lang in LANGS:
        assert rules[f"reason_{lang}"].str.strip_chars().str.len_chars().min() > 0
        assert all(f"grade.{letter}" in texts(lang) for letter in GRADES)
    assert set(rules["grade"]) <= set(GRADES)
    assert rules["rule_id"].is_unique().all()
    assert sorted(rules.filter(value_a="*", value_b="*")["field"]) == sorted(COMPARED)


RULE_FAULTS = {
    # a rule, the cell that is changed, and what is said of it
    "form,*,*": ("value_b", "number", "value_a: * stands for any value, and so has to stand in"),
    "gdp_grdp": ("reason_vi", "", "reason_vi: the cell is empty"),
    "level4_full_process": ("grade", "E", "grade: 'E' is not one of the values"),
    "records_secrecy": (
        "document_id", "nowhere", "document_id: 'nowhere' is not in data/raw/documents.csv",
    ),
    "full_any,": ("rule_id", "filing_handling", "rule_id: same key as data/raw/comparability.csv"),
    "ranks_63_34": ("against", "target", "against: 'target' is not one of the values"),
}  # fmt: skip


def test_a_rule_of_no_known_field_may_be_the_general_one_of_another(
    set_cell: SetCell, dtia: Run
) -> None:
    for rule, column, value in (
        ("form,*,*", "value_b", "number"), ("services_eligible", "field", "value"),
    ):  # fmt: skip
        set_cell("comparability.csv", line_of("comparability.csv", rule), column, value)
    code, output = dtia("check", "--lang", "en")
    assert code == 1
    assert "field: 'value' is not one of the values" in output
    assert "no general rule" not in output


def test_faulty_rules_are_reported_all_at_once(set_cell: SetCell, dtia: Run) -> None:
    for rule, (column, value, _) in RULE_FAULTS.items():
        set_cell("comparability.csv", line_of("comparability.csv", rule), column, value)
    code, output = dtia("check", "--lang", "en")
    assert code == 1
    for _, _, expected in RULE_FAULTS.values():
        assert expected in output, output


def test_a_rule_repeated_with_its_values_swapped_is_reported(project: Path, dtia: Run) -> None:
    path = project / "data/raw/comparability.csv"
    first = line_of("comparability.csv", "gdp_grdp,")
    # The same two bases against a measured value: that is another rule.
    added = "grdp_gdp,base_id,grdp,gdp,,C,Một lý do khác,Another reason,\n"
    added += "seen,base_id,grdp,gdp,observation,C,Một lý do khác,Another reason,\n"
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    code, output = dtia("check", "--lang", "en")
    assert code == 1
    assert f"same key as data/raw/comparability.csv:{first}" in output
    assert output.count("same key") == 1

"""An analyst changes the grade of one rule: what follows, and what is said of it."""

from __future__ import annotations

import polars as pl
import pytest

from dtia import views
from dtia.analysis import loosen
from dtia.data import Data
from dtia.errors import UnknownName
from dtia.i18n import LANGS, Lang

WHY = "nine in ten inhabitants are of that age"
ACCOUNTS = "accounts_15_population"
TARGET = ["kind", "unit_id", "indicator_id", "tier", "horizon_year", "document_id", "base_id",
          "method"]  # fmt: skip
# A rule and another grade: looser, stricter, and back to none at all.
CHANGES = [(ACCOUNTS, "B"), ("gdp_grdp", "D")]


def names(rule: str) -> pl.Expr:
    return pl.col("reasons").fill_null("").str.split(";").list.contains(rule)


@pytest.fixture(scope="module", params=CHANGES, ids=[rule for rule, _ in CHANGES])
def changed(data: Data, request: pytest.FixtureRequest) -> tuple[str, str, Data]:
    rule, grade = request.param
    return rule, grade, loosen(data, rule, grade, WHY)


def test_only_gaps_that_rest_on_the_rule_change(data: Data, changed: tuple[str, str, Data]) -> None:
    rule, _, after = changed
    everything = data.gaps.columns
    gone = data.gaps.join(after.gaps, on=everything, how="anti", nulls_equal=True)
    new = after.gaps.join(data.gaps, on=everything, how="anti", nulls_equal=True)
    assert gone.height and new.height
    # Another reference may take the place of one that rested on the rule, or make room for it.
    resting = pl.concat([gone.filter(names(rule)), new.filter(names(rule))]).select(TARGET)
    for rows in (gone, new):
        alone = rows.join(resting, on=TARGET, how="anti", nulls_equal=True)
        assert set(alone["kind"]) <= {"leader", "merger", "collective"}, alone
    alike = gone.filter(kind="national").select(TARGET)
    assert alike.join(new, on=TARGET, how="anti", nulls_equal=True).is_empty()


def test_gaps_that_name_the_rule_take_at_least_its_grade(
    changed: tuple[str, str, Data],
) -> None:
    rule, grade, after = changed
    graded = after.gaps.filter(names(rule), pl.col("grade").is_not_null())
    assert graded.filter(pl.col("grade") < grade).is_empty()
    if grade == "D":
        assert graded["gap_low"].is_null().all()
    else:
        # trên 50 % of the population (Phổ Yên) against từ 80 % of people aged 15 and over
        pho_yen = graded.filter(kind="national", unit_id="pho_yen_thai_nguyen_63")
        assert pho_yen.select("gap_low", "grade").rows() == [(-30, grade)]


def test_the_original_is_left_as_it_was(data: Data, changed: tuple[str, str, Data]) -> None:
    rule, grade, after = changed
    before = data.comparability
    assert data.loosened == ()
    assert dict(before.select("rule_id", "grade").iter_rows())[rule] != grade
    assert after.comparability.filter(pl.col("rule_id") != rule).equals(
        before.filter(pl.col("rule_id") != rule)
    )
    assert after.comparability.filter(rule_id=rule)["grade"].to_list() == [grade]
    assert after.targets is data.targets and after.observations is data.observations
    assert after.version == data.version


@pytest.mark.parametrize("lang", LANGS)
def test_the_edition_of_every_view_names_the_change_and_its_reason(
    data: Data, changed: tuple[str, str, Data], lang: Lang
) -> None:
    rule, grade, after = changed
    shown = views.targets(after, "soc.payment_account", lang, 2030)["edition"].unique().to_list()
    plain = views.targets(data, "soc.payment_account", lang, 2030)["edition"].unique().to_list()
    assert len(shown) == len(plain) == 1
    assert shown[0].startswith(plain[0])
    assert views.gaps(after, "national", lang)["edition"].unique().to_list() == shown
    added = shown[0].removeprefix(plain[0])
    assert all(part in added for part in (rule, f" {grade}", WHY))


def test_a_change_taken_back_restores_every_gap_and_both_stay_on_record(
    data: Data, changed: tuple[str, str, Data]
) -> None:
    rule, grade, after = changed
    before = "C" if rule == ACCOUNTS else "B"
    assert after.loosened == ((rule, before, grade, WHY),)
    again = loosen(after, rule, before, "it was right as it stood")
    assert again.gaps.equals(data.gaps)
    assert again.loosened == (*after.loosened, (rule, grade, before, "it was right as it stood"))


@pytest.mark.parametrize("grade", ["E", "", "a", "AB"])
def test_a_grade_that_is_none_is_refused(data: Data, grade: str) -> None:
    with pytest.raises(ValueError, match="A rule takes a grade of A, B, C, D"):
        loosen(data, ACCOUNTS, grade, WHY)


@pytest.mark.parametrize("why", ["", "  ", "\n"])
def test_a_change_without_a_reason_is_refused(data: Data, why: str) -> None:
    with pytest.raises(ValueError, match="and a reason"):
        loosen(data, ACCOUNTS, "B", why)


@pytest.mark.parametrize("rule", ["", "accounts", "soc.payment_account"])
def test_a_rule_that_is_not_on_file_is_refused(data: Data, rule: str) -> None:
    with pytest.raises(UnknownName, match="No rule is called"):
        loosen(data, rule, "B", WHY)

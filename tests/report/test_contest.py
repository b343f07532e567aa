"""What names a figure in a report of an error, and where such a report goes."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from dtia.data import Data
from dtia.i18n import LANGS, Lang, text
from dtia.report import contest
from dtia.report.sources_page import sources_page

IDS = {
    "unit_id": "dien_bien_34", "indicator_id": "gov.records_online", "tier": "commune",
    "horizon_year": "2030", "document_id": "an_act",
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_names_version_province_indicator_tier_year_and_ids(
    data: Data, lang: Lang
) -> None:
    said = contest.told(data, lang)(IDS)
    indicator = data.indicators.filter(indicator_id="gov.records_online")[f"name_{lang}"].item()
    province = {"vi": "Điện Biên", "en": "Dien Bien"}[lang]
    tier = text("tier.commune", lang)
    assert data.version in said and f"{province}, {indicator}, {tier}, 2030 [" in said
    assert said.endswith("[dien_bien_34/gov.records_online/commune/2030/an_act]")


def test_without_an_address_there_is_no_mail_and_with_one_its_text_goes_along(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert contest.ADDRESS == "" == contest.link("x")
    page = sources_page(data, "vi")
    assert contest.form(data, "vi") in page and "mailto:" not in page
    monkeypatch.setattr(contest, "ADDRESS", "mailto:errors@example.org")
    assert unquote(contest.link("Huế & 1")) == "mailto:errors@example.org?body=Huế & 1"
    assert 'href="mailto:errors@example.org?body=dtia' in sources_page(data, "vi")
    monkeypatch.setattr(contest, "ADDRESS", "https://example.org/errors")
    assert contest.link("Huế") == "https://example.org/errors"

"""The pages of provinces: what they hold, what they weigh, and how they print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pypdf import PdfReader

from dtia import views
from dtia.charts.fonts import FEW_LETTERS
from dtia.data import Data
from dtia.data.units import same_territory, territory
from dtia.errors import UnknownName
from dtia.files import MANIFEST
from dtia.i18n import LANGS, Lang, text
from dtia.report import province_page as profilepages
from dtia.report import province_rows as profilerows
from dtia.report.pages import REPORT, SOURCES
from dtia.report.province_page import choose, profile_ids, profile_pages, profile_place
from dtia.report.sources_page import sources_page
from dtia.views import province as profile
from dtia.views import scorecard
from support.browser import opened
from support.hostile import ATTACKS
from support.names import FOUND, NOT_FOUND
from support.project import Run, keep_cells, keep_notebooks

HEAVIEST = 150_000
SHEETS = 2


def words_of(html: str) -> str:
    """Return what a reader sees of a page, without its style."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"[ \n]+", " ", unescape(re.sub(r"<[^>]+>", "", body)))


def cut(html: str, lang: Lang) -> bool:
    """Tell whether a page says that it leaves rows out."""
    return text("profile_page.more", lang, n="|").split("|")[1] in words_of(html)


def size(data: Data, unit: str) -> int:
    ids = territory(data.units, unit)
    return sum(
        frame.filter(pl.col("unit_id").is_in(ids)).height
        for frame in (data.targets, data.observations)
    )


@pytest.fixture(scope="module")
def shared(data: Data) -> dict[Lang, profilerows.Shared]:
    return {lang: profilerows.shared(data, lang) for lang in LANGS}


@pytest.fixture(scope="module")
def profiles(data: Data, shared: dict[Lang, profilerows.Shared]) -> dict[tuple[str, Lang], str]:
    """Every page in both languages, without its drawing."""
    return {
        (unit, lang): profilepages.profile_page(data, unit, shared[lang], "", lang)
        for unit in profile_ids(data)
        for lang in LANGS
    }


@pytest.fixture(scope="module")
def printed(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report with the profiles of the fullest provinces and of a silent one."""
    folder = tmp_path_factory.mktemp("report")
    fullest = sorted(profile_ids(data), key=lambda unit: -size(data, unit))[:3]
    stated = sorted(profile_ids(data), key=lambda unit: -promised(data, unit))[:2]
    for lang in LANGS:
        chosen = dict.fromkeys([*fullest, *stated, "bac_kan_63", "ninh_binh_34"])
        for place, html in profile_pages(data, list(chosen), lang):
            path = folder / place
            path.parent.mkdir(exist_ok=True)
            path.write_text(html, encoding="utf-8")
    return folder / "profiles"


def promised(data: Data, unit: str) -> int:
    return data.targets.filter(pl.col("unit_id").is_in(territory(data.units, unit))).height


def test_every_province_of_both_maps_has_one_page_a_territory(data: Data) -> None:
    provinces = data.units.filter(level="province")["unit_id"].to_list()
    twins = dict(same_territory(data.units).iter_rows())
    assert len(provinces) == 63 + 34
    for lang in LANGS:
        places = {unit: profile_place(data, unit, lang) for unit in provinces}
        assert len(set(places.values())) == len(provinces) - len(twins)
        assert all(places[old] == places[new] for old, new in twins.items())
    assert sorted(profile_ids(data)) == sorted(set(provinces) - set(twins))
    assert profile_place(data, "quang_tri_63", "vi") == "profiles/quang-tri-63.html"
    assert profile_place(data, "ha_noi_63", "en") == "profiles/ha-noi-34.en.html"


def test_every_page_is_light_static_and_written_in_the_letters_it_carries(
    profiles: dict[tuple[str, Lang], str],
) -> None:
    for (unit, lang), html in profiles.items():
        # Drawings come on top of this; the heaviest pages are weighed with theirs below.
        assert len(html.encode()) < HEAVIEST - 30_000, (unit, lang)
        assert "<script" not in html and "script-src 'none'" in unescape(html)
        assert {ord(letter) for letter in words_of(html)} <= set(FEW_LETTERS), (unit, lang)


def test_the_figures_of_a_page_are_those_of_the_data(
    data: Data, profiles: dict[tuple[str, Lang], str]
) -> None:
    whole = {key: html for key, html in profiles.items() if not cut(html, key[1])}
    assert len(whole) > len(profiles) * 0.9
    for (unit, lang), html in whole.items():
        said = words_of(html)
        targets, values = (make(data, unit, lang) for make in (profile.promises, profile.measured))
        for row in (*targets.iter_rows(named=True), *values.iter_rows(named=True)):
            assert row["value_label"] in said, (unit, lang, row["value_label"])
            assert row["indicator_name"] in said
        counts = targets["indicator_id"].n_unique(), values.height
        if targets.height:
            assert text(
                "profile_page.known", lang, targets=targets.height, indicators=counts[0],
                documents=targets["document_id"].drop_nulls().n_unique(), observations=counts[1],
            ) in said  # fmt: skip
        else:
            assert text("finding.province_silent", lang) in said


def test_every_target_and_every_value_stands_in_one_row(
    data: Data, shared: dict[Lang, profilerows.Shared]
) -> None:
    for unit in profile_ids(data):
        targets = profilerows.own(data, unit, shared["vi"].targets)
        acts = profilerows.acts(data, targets, "vi")
        rows = profilerows.merged(targets, shared["vi"], {}, acts, "vi")
        assert sum(len(row["basis"]) for row in rows) == targets.height == promised(data, unit)
        assert sum(act["targets"] for act in acts) == targets["document_id"].count()
        series = profilerows.measured(data, unit, shared["vi"], "vi")
        entries = sum(len(row["basis"]) for row in series)
        assert entries == profile.measured(data, unit, "vi").height


@pytest.mark.parametrize(
    ("lang", "row"),
    [
        ("vi", "2025 > 50% ≥ 80% (người dân từ 15 tuổi trở lên) −30 điểm C"),
        ("en", "2025 > 50% ≥ 80% (people aged 15 and over) −30 points C"),
    ],
)
def test_a_target_stands_beside_the_nations_with_gap_grade_and_reason(
    profiles: dict[tuple[str, Lang], str], lang: Lang, row: str
) -> None:
    html = re.sub(r"</t[dh]>", " ", profiles["dak_lak_63", lang])
    assert row in words_of(html).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("lang", LANGS)
def test_verdicts_of_2025_are_counted_as_in_the_scorecard(
    data: Data, profiles: dict[tuple[str, Lang], str], lang: Lang
) -> None:
    card = scorecard(data, lang, 2025)
    for unit in profile_ids(data)[::3]:
        own = card.filter(pl.col("unit_id").is_in(territory(data.units, unit)))
        said = words_of(profiles[unit, lang])
        for verdict, n in own["verdict_label"].value_counts().iter_rows():
            assert f"{n} {verdict}" in said, (unit, verdict)


def test_what_has_no_place_is_counted_in_words(
    data: Data, shared: dict[Lang, profilerows.Shared], monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = "quang_ninh_34"
    targets = profilerows.own(data, unit, shared["vi"].targets)
    rows = profilerows.merged(targets, shared["vi"], {}, [], "vi")
    core = [row for row in rows if row["topic"] in profilepages.CORE]
    most = {"core": 4, "others": 1, "values": 1, "acts": 1, "sources": 1}
    monkeypatch.setattr(profilepages, "MOST", most)
    monkeypatch.setattr(profilepages, "ROOM", 11)
    monkeypatch.setattr(profilepages, "LEAST_MEASURED", 6)
    said = words_of(profilepages.profile_page(data, unit, shared["vi"], "", "vi"))
    hidden = {
        "core": len(core) - 4 + sum(bool(row["at_issue"]) for row in core),
        "others": len(rows) - len(core) - 1,
        "measured": len(profilerows.measured(data, unit, shared["vi"], "vi")) - 6,
        "acts": len(profilerows.acts(data, targets, "vi")) - 1,
    }
    for n in hidden.values():
        assert n > 0 and text("profile_page.more", "vi", n=n) in said
    assert re.search(r"Còn [1-9]\d* nguồn nữa", said)
    assert re.search(r"và [1-9]\d* số liệu cũ hơn", said)
    # What is cut comes from the end of each topic, and no topic is said to have none for it.
    assert "soc.payment_account" in targets["indicator_id"]
    assert data.indicators.filter(indicator_id="soc.payment_account")["name_vi"][0] in said
    assert said.count(f": {text('coverage.not_found', 'vi')}") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_links_lead_to_the_report_its_sources_the_other_language_and_kin(
    data: Data, profiles: dict[tuple[str, Lang], str], lang: Lang
) -> None:
    other: Lang = "en" if lang == "vi" else "vi"
    anchors = set(re.findall(r' id="([^"]+)"', sources_page(data, lang)))
    places = {Path(profile_place(data, unit, lang)).name for unit in profile_ids(data)}
    for unit in profile_ids(data):
        html = profiles[unit, lang]
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        links = {unescape(link) for link in re.findall(r'href="([^"]+)"', html)}
        away = {f"../{REPORT[lang]}?tinh={unit}", Path(profile_place(data, unit, other)).name}
        assert away <= links
        for link in links - away:
            place, _, anchor = link.partition("#")
            if not place:
                assert anchor in ids, (unit, link)
            elif place == f"../{SOURCES[lang]}":
                assert not anchor or anchor in anchors, (unit, link)
            else:
                assert place in places or re.match("https?://", link), (unit, link)
    assert "quang-tri-34" in profiles["quang_tri_63", lang]
    assert "quang-binh-63" in profiles["quang_tri_34", lang]


def test_vietnamese_words_on_an_english_page_say_their_language(
    data: Data,
    profiles: dict[tuple[str, Lang], str],
    shared: dict[Lang, profilerows.Shared],
) -> None:
    source = data.sources.filter(source_id="chinhphu_dti_2022")["publisher"]
    html = profiles["quang_ninh_34", "en"]
    named = re.findall(r' lang="vi">([^<]+)<', html)
    published = {
        row["who"] for row in profilerows.sources(data, numbered(data, shared["en"]), "en")
    }
    assert published <= {unescape(name) for name in named} | set(source)
    assert ' lang="vi"' not in re.sub(r'<html lang="vi">', "", profiles["quang_ninh_34", "vi"])


def numbered(data: Data, common: profilerows.Shared) -> dict[str, int]:
    return profilerows.numbered(profilerows.measured(data, "quang_ninh_34", common, "en"))


def test_the_same_data_give_the_same_bytes(data: Data) -> None:
    first, second = (list(profile_pages(data, ["tra_vinh_63"], "vi")) for _ in range(2))
    assert first == second and "<svg" in first[0][1]


def test_others_are_counted_once_and_the_own_figures_are_all_drawn(
    data: Data, shared: dict[Lang, profilerows.Shared]
) -> None:
    stated = views.among(data, shared["vi"].national)
    assert stated["grade"].is_in(["A", "B", "C"]).all()
    for land in ("ha_noi_34", "tra_vinh_63", "ho_chi_minh_63"):
        frame = views.strips(stated, land)
        for (place,), rows in frame.group_by("place"):
            same = stated.filter(place=place)
            own = same.filter(land=land)
            assert set(rows.filter(part="own")["value"]) == set(own["value_low"])
            others = same.filter(pl.col("land") != land, pl.col("grade").is_in(["A", "B"]))
            assert rows["n"].sum() == others["land"].n_unique()
            assert set(rows.filter(part="nation")["value"]) == set(same["reference_low"])
    assert views.strips(stated, "bac_kan_63").is_empty()


@pytest.fixture
def hostile(data: Data) -> Data:
    """Data in which every text that a page shows tries to run a script or to leave its style."""
    attack = "; ".join([*ATTACKS, '"}</style>', "\\"])
    columns = {
        "units": ["name_vi", "name_en"], "indicators": ["name_vi", "name_en"],
        "bases": ["label_vi", "label_en"], "sources": ["publisher", "title"],
        "documents": ["number", "title_vi", "title_en"],
        "categories": ["label_vi", "label_en"],
    }  # fmt: skip
    frames: dict[str, Any] = {
        name: getattr(data, name).with_columns(
            pl.concat_str(pl.lit(attack), c, ignore_nulls=True).alias(c) for c in of
        )
        for name, of in columns.items()
    }
    frames["sources"] = frames["sources"].with_columns(url=pl.lit("javascript:hacked()"))
    return replace(data, **frames)


def test_texts_that_hold_markup_are_shown_and_not_run(
    browser: Any, hostile: Data, tmp_path: Path
) -> None:
    for place, html in profile_pages(hostile, ["quang_tri_63"], "en"):
        path = tmp_path / Path(place).name
        path.write_text(html, encoding="utf-8")
        assert html.count("</style>") == 1 and "javascript:" not in html
        assert all(escape(attack, quote=False) in html for attack in ATTACKS)
        with opened(browser, path) as (page, heard):
            assert page.locator("script, img").count() == 0
            assert page.evaluate("typeof window.hacked") == "undefined"
            assert all(attack in page.locator("body").inner_text() for attack in ATTACKS)
            assert heard == [f"request: {path.as_uri()}"]


def shown(printed: Path) -> Iterator[Path]:
    yield from sorted(printed.glob("*.html"))


def test_a_page_asks_for_nothing_says_nothing_and_fits_a_telephone(
    browser: Any, printed: Path
) -> None:
    for path in shown(printed):
        assert path.stat().st_size < HEAVIEST
        with opened(browser, path) as (page, heard):
            faces = page.evaluate("[...document.fonts].map(f => f.status)")
            assert set(faces) == {"loaded"}
            page.set_viewport_size({"width": 360, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            assert heard == [f"request: {path.as_uri()}"]


def test_the_fullest_and_the_emptiest_profile_print_on_two_sheets_at_most(
    browser: Any, data: Data, printed: Path
) -> None:
    for path in shown(printed):
        with opened(browser, path) as (page, _):
            sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
            name = page.locator("h1").inner_text().split(": ", 1)[1]
        assert 1 <= len(sheets) <= SHEETS, path.name
        for n, sheet in enumerate(sheets, 1):
            said = " ".join(sheet.extract_text().split())
            assert said.count(name) >= 1 and data.version in said and f"{n}/{len(sheets)}" in said


def test_a_province_that_outgrows_two_sheets_says_what_it_leaves_out(
    browser: Any, data: Data, tmp_path: Path
) -> None:
    crowd = ["quang_ninh_63", "ho_chi_minh_63", "da_nang_63", "hue_34", "ha_noi_63"]
    one = pl.col("unit_id").replace(dict.fromkeys(crowd, "tra_vinh_63"))
    crowded = replace(
        data,
        targets=data.targets.with_columns(one),
        observations=data.observations.with_columns(one),
        gaps=data.gaps.with_columns(one),
    )
    for lang in LANGS:
        [(place, html)] = profile_pages(crowded, ["tra_vinh_63"], lang)
        path = tmp_path / Path(place).name
        path.write_text(html, encoding="utf-8")
        assert cut(html, lang)
        assert len(html.encode()) < HEAVIEST
        with opened(browser, path) as (page, _):
            assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) <= SHEETS


@pytest.mark.parametrize(
    ("name", "era", "unit"),
    [
        ("quang tri", "63", "quang_tri_63"), ("Quảng Trị", "34", "quang_tri_34"),
        ("QUANG NINH", None, "quang_ninh_34"), ("ha_noi_63", "63", "ha_noi_34"),
        ("Phu Yen", None, "phu_yen_63"),
    ],
)  # fmt: skip
def test_a_province_is_found_without_accents(
    data: Data, name: str, era: str | None, unit: str
) -> None:
    assert choose(data, name, era, "vi", None) == unit


@pytest.mark.parametrize("lang", LANGS)
def test_a_name_of_two_territories_asks_or_explains(data: Data, lang: Lang) -> None:
    heard: list[str] = []
    ask = lambda question: heard.append(question) or "34"  # noqa: E731
    assert choose(data, "dak lak", None, lang, ask) == "dak_lak_34"
    with pytest.raises(UnknownName) as caught:
        choose(data, "dak lak", None, lang, None)
    assert [caught.value.said(lang)] == heard
    old, new = {"vi": ("Đắk Lắk (cũ)", "Đắk Lắk (mới)"), "en": ("Dak Lak (old)", "Dak Lak (new)")}[
        lang
    ]
    assert f"--era 63: {old}; --era 34: {new}" in heard[0]
    for name, near in (("Quang Nihn", "Quang Ninh"), ("Việt Nam", ""), ("Phổ Yên", "")):
        with pytest.raises(UnknownName) as caught:
            choose(data, name, None, lang, None)
        assert name in str(caught.value) and near in str(caught.value)


def test_every_way_of_writing_a_name_leads_to_its_profile_or_to_a_question(data: Data) -> None:
    for name in FOUND:
        for n, era in enumerate(["63", "34"][: len(name.meant)]):
            answer = lambda question, era=era: era if "--era" in question else ""  # noqa: E731
            found = choose(data, name.written, name.era, "vi", answer)
            assert found == name.meant[n], (name, era)
    for name in NOT_FOUND:
        with pytest.raises(UnknownName):
            choose(data, name.written, name.era, "vi", lambda _: "34")


def test_the_command_writes_both_pages_and_says_where(dtia: Run, project: Path) -> None:
    code, output = dtia("profile", "lai chau", "--lang", "en")
    assert code == 0
    for name in ("lai-chau-34.html", "lai-chau-34.en.html"):
        assert f"report/profiles/{name}" in output
        assert (project / "report" / "profiles" / name).exists()
    assert text("profile_page.unlinked", "en") in output


def test_a_name_that_is_open_or_unknown_is_wrong_use(dtia: Run) -> None:
    code, output = dtia("profile", "Quang Tri")
    assert code == 2 and "--era 63: Quảng Trị (cũ); --era 34: Quảng Trị (mới)" in output
    code, output = dtia("profile", "Quang Nihn", "--lang", "en")
    assert code == 2 and "nearest: Quang Ninh" in output
    code, output = dtia("profile", "Phú Yên", "--era", "34")
    assert code == 2 and "Phú Yên là một phần của Đắk Lắk (mới) từ ngày 01/7/2025" in output
    code, output = dtia("profile", "Đắk Lắk", "--era", "64")
    assert code == 2 and "63" in output and "34" in output


def test_a_profile_is_set_by_a_label_or_a_short_name(dtia: Run, project: Path) -> None:
    for name, place in (("Quảng Trị (cũ)", "quang-tri-63"), ("Hanoi", "ha-noi-34")):
        code, output = dtia("profile", name)
        assert code == 0 and f"report/profiles/{place}.html" in output


@pytest.mark.report
def test_the_report_sets_all_profiles_unless_told_not_to(
    dtia: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [notebook] = keep_notebooks(project, "05_payment_accounts")
    keep_cells(notebook, "payment_accounts_2025")
    chosen = ["bac_kan_63", "ninh_binh_34"]
    monkeypatch.setattr(profilepages, "profile_ids", lambda data: chosen)
    assert dtia("report", "--no-figures", "--no-profiles")[0] == 0
    assert not (project / "report" / "profiles").exists()
    assert 'href="profiles/' not in (project / "report" / REPORT["vi"]).read_text("utf-8")
    code, output = dtia("report", "--no-figures", "--lang", "en")
    assert code == 0 and text("cli.step_profiles", "en", n=2, of=2, name="vi") in output
    assert sorted(path.name for path in (project / "report" / "profiles").iterdir()) == [
        "bac-kan-63.en.html", "bac-kan-63.html", "ninh-binh-34.en.html", "ninh-binh-34.html",
    ]  # fmt: skip
    listed = json.loads((project / "report" / MANIFEST).read_text("utf-8"))["files"]
    assert {f"profiles/{path.name}" for path in (project / "report" / "profiles").iterdir()} < {
        *listed
    }


def test_a_profile_leads_back_to_the_report_with_its_province_picked(
    profiles: dict[tuple[str, Lang], str],
) -> None:
    for (unit, lang), html in profiles.items():
        assert f'href="../{REPORT[lang]}?tinh={unit}"' in html


def test_a_profile_offers_the_text_of_a_report_of_an_error(
    data: Data, profiles: dict[tuple[str, Lang], str]
) -> None:
    said = words_of(profiles["dak_lak_34", "en"])
    assert f"dtia {data.version}, error in: Dak Lak (new); indicator: …; tier: …; year: …" in said

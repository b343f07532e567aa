"""Tab offers what an argument of a question may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

import dtia
from dtia.data import Data
from dtia.data.vocabulary import GAP_KINDS
from dtia.door.completion import offered
from support.kernel import PATIENCE, private_places
from support.project import ROOT

ACCOUNTS = "soc.payment_account"


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ('ask.province("', "Hà Nội"),
        ('ask.province("quang t', "Quảng Trị"),
        ('ask.province("hanoi', "Hà Nội"),
        ('ask.province("sai gon', "TP. Hồ Chí Minh"),
        ('ask.compare(["Phú Yên", "dak l', "Đắk Lắk"),
        ("found = ask.what_if('QUANG NI", "Quảng Ninh"),
        ('ask.gaps("national", province="hue', "Huế"),
        ('ask.targets("soc.pay', ACCOUNTS),
        ('ask.targets("dan so co tai khoan', "Dân số có tài khoản thanh toán điện tử"),
        ('ask.compare(["Phú Yên", "Huế"], ["econ.digital_share_grdp", "soc.payment_a', ACCOUNTS),
        ('ask.gaps("national", indicator="soc.payment_a', ACCOUNTS),
        ('ask.gaps("', "national"),
        ('ask.gaps("national", "soc.payment_account", verdict="cao', "above"),
        ('ask.province("Huế", "', "targets"),
        ('ask.reliability("', "agreement"),
        ('ask.findings("tai khoan', "payment_accounts"),
    ],
)
def test_names_are_offered_where_a_question_takes_them(data: Data, before: str, first: str) -> None:
    _, options = offered(before, {"ask": dtia.ask("vi", data)})
    assert first in [name for name, _ in options][:20]


@pytest.mark.parametrize(
    "before",
    [
        "ask.targets(", 'print("quang', 'ask.nothing("q', 'other.province("q', "", 'ask.find("t',
        'ask.targets("x", "',
    ],
)  # fmt: skip
def test_nothing_is_offered_elsewhere(data: Data, before: str) -> None:
    assert offered(before, {"ask": dtia.ask("vi", data)})[1] == []


@pytest.mark.kernel
def test_a_kernel_completes_without_accents_and_shows_the_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, place in private_places(tmp_path / "home").items():
        monkeypatch.setenv(name, place)
    manager, client = start_new_kernel(cwd=str(ROOT / "notebooks"))
    try:
        client.execute("import dtia\nask = dtia.ask('vi')", reply=True, timeout=PATIENCE)
        typed = 'ask.compare(["Phú Yên", "dak'
        reply = client.complete(typed, reply=True, timeout=PATIENCE)["content"]
        assert reply["matches"][0] == "Đắk Lắk"
        assert typed[reply["cursor_start"] : reply["cursor_end"]] == "dak"
        kinds = client.complete('ask.gaps("', reply=True, timeout=PATIENCE)["content"]
        assert set(kinds["matches"]) == set(GAP_KINDS)
        shown = client.inspect("ask.targets", 8, reply=True, timeout=PATIENCE)["content"]
        assert '>>> ask.targets("econ.digital_share_grdp", 2030)' in shown["data"]["text/plain"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)

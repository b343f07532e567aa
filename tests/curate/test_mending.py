"""`dtia fix` mends what is certain, and leaves every other byte as it is."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

from support.project import Run, snapshot

FILE = "data/raw/targets/payment_accounts.csv"


def planted(project: Path, *changes: tuple[str, str]) -> bytes:
    """Change the first place of each text in a raw table, and return the file as it was."""
    path = project / FILE
    whole = path.read_bytes()
    text = whole.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())
    return whole


def test_what_is_certain_is_mended_and_shown_first(dtia: Run, project: Path) -> None:
    phrase = "giao dịch thanh toán không dùng tiền mặt đạt 20-25%/năm"
    whole = planted(
        project,
        (phrase, f"{normalize('NFD', phrase)} "),
        ("viet_nam,soc.cashless_ecommerce", "cả nước,soc.cashless_ecommerce"),
        ("2025,eq,50,", '2025,eq,"50,0",'),
    )  # fmt: skip
    before = snapshot(project / "data")
    code, output = dtia("fix", "--lang", "en")
    assert code == 0 and "payment_accounts.csv:2: unit_id: 'cả nước' › 'viet_nam'" in output
    assert "payment_accounts.csv:2: value: '50,0' › '50.0'" in output
    assert "Nothing was written" in output and snapshot(project / "data") == before
    code, output = dtia("fix", "--write", "--lang", "en")
    assert code == 0 and "Cells mended: 3" in output
    assert (project / FILE).read_bytes() == whole.replace(b"2025,eq,50,", b"2025,eq,50.0,", 1)


def test_what_may_mean_two_things_and_broken_lines_stay(dtia: Run, project: Path) -> None:
    planted(
        project,
        ("2025,eq,50,", '2025,eq,"1,234",'),
        ("quang_tri_63,soc.cashless_platforms", "Quảng Trị,soc.cashless_platforms"),
        ("viet_nam,soc.cashless_growth,all,2025", 'viet_nam,"soc.cash"less_growth ,all,2025'),
    )
    before = snapshot(project / "data")
    code, output = dtia("fix", "--write", "--lang", "en")
    assert code == 0 and "nothing that is certain" in output
    assert snapshot(project / "data") == before


def test_a_file_that_is_no_table_is_left_alone_and_named(dtia: Run, project: Path) -> None:
    path = project / FILE
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    before = snapshot(project / "data")
    code, output = dtia("fix", "--write", "--lang", "en")
    assert code == 0 and f"{FILE}: left alone" in output
    assert snapshot(project / "data") == before

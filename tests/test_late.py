"""A module that is put off is the module, only later."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from dtia.late import put_off
from support.project import ROOT

SLOW = "loaded = True\nfrom slow_words.inner import twice, half\n"
INNER = "def twice(number):\n    return number * 2\n\n\ndef half(number):\n    return number / 2\n"


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that takes its functions from a module of its own."""
    place = tmp_path / "slow_words"
    place.mkdir()
    (place / "__init__.py").write_text(SLOW)
    (place / "inner.py").write_text(INNER)
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("slow_words", "slow_words.inner"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    put_off("slow_words", "twice")


def test_a_function_loads_its_module_when_it_is_called(slow: None) -> None:
    twice = importlib.import_module("slow_words").twice
    assert "slow_words.inner" not in sys.modules
    assert twice(3) == 6 and twice(number=4) == 8
    assert "slow_words.inner" in sys.modules
    assert sys.modules["slow_words"].twice is sys.modules["slow_words.inner"].twice


def test_anything_else_that_is_asked_for_loads_it_too(slow: None) -> None:
    assert importlib.import_module("slow_words").half(3) == 1.5
    assert sys.modules["slow_words"].loaded is True


def test_a_module_within_is_loaded_as_ever(slow: None) -> None:
    assert importlib.import_module("slow_words.inner").half(3) == 1.5
    assert importlib.import_module("slow_words").twice(3) == 6


def test_what_is_not_installed_stays_so() -> None:
    put_off("no_such_words", "twice")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_words")


@pytest.mark.report
def test_a_chart_is_drawn_without_the_grammar_of_addresses() -> None:
    lines = (
        "import sys, dtia, altair, jsonschema\n"
        "print('rfc3987_syntax.syntax_helpers' in sys.modules)\n"
        "judge = jsonschema.Draft202012Validator\n"
        "iri = judge({'format': 'iri'}, format_checker=judge.FORMAT_CHECKER)\n"
        "print(iri.is_valid('https://vi.wikipedia.org/wiki/Huế'), iri.is_valid('no address'))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert ran.stdout.split() == ["False", "True", "False"]


def test_help_is_told_without_what_reads_tables_and_draws() -> None:
    heavy = {"altair", "IPython", "jinja2", "nbformat", "pandera", "polars", "vl_convert"}
    asked = (
        "import sys; from dtia.cli.app import app; app(['--help'], standalone_mode=False); "
        f"print('loaded:', *sorted({heavy} & sys.modules.keys()))"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert told.stdout.splitlines()[-1] == "loaded:"


def said(lines: str) -> list[str]:
    """Run lines in a process of their own, and return what they print."""
    done = subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, cwd=ROOT, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_what_is_left_out_is_missing_only_within() -> None:
    lines = (
        "import sys\n"
        "from dtia.late import left_out\n"
        "with left_out('wave'):\n"
        "    try:\n"
        "        import wave\n"
        "    except ModuleNotFoundError as error:\n"
        "        print(error)\n"
        "import wave\n"
        "with left_out('wave'):\n"
        "    import wave as again\n"
        "print(again is wave)\n"
    )
    assert said(lines) == ["No module named 'wave'", "True"]


def test_a_bare_package_gives_its_modules_and_whoever_asks_later_gets_it_whole() -> None:
    lines = (
        "import sys\n"
        "from dtia.late import bare\n"
        "with bare('email'):\n"
        "    from email.charset import Charset\n"
        "print('email' in sys.modules, Charset.__module__)\n"
        "import email\n"
        "import email.charset\n"
        "with bare('email'):\n"
        "    print(sys.modules['email'] is email, callable(email.message_from_string), end=' ')\n"
        "print(email.charset is sys.modules['email.charset'])\n"
    )
    assert said(lines) == ["False email.charset", "True True True"]


@pytest.mark.parametrize(
    ("command", "unused"),
    [
        ("check", ["pandas", "altair", "rich"]),
        ("build --check", ["pandas", "altair", "nltk.translate"]),
    ],
)
def test_a_command_does_not_load_what_it_has_no_use_for(command: str, unused: list[str]) -> None:
    lines = (
        "import sys\n"
        "from dtia.cli.app import app\n"
        f"app({command.split()!r}, standalone_mode=False)\n"
        f"print([name for name in {unused!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, cwd=ROOT, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr

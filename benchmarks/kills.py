"""Kill every command that writes at each of its file operations in turn, and then at random.

    python -m uv run --group test python benchmarks/kills.py

Runs on Linux in a small copy of the project. After each kill every file has to be the old or the
new one, whole; `load()` has to give the old version, the new one, or to say "run dtia build"; and
the next run has to leave one version and nothing else. Prints how many kills did, and each fault.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "build": ["build"],
    "profile": ["profile", "phu_yen_63"],
    "figures": ["figures"],
    "report": ["report"],
    "export": ["export", "so-lieu.xlsx", "--indicator", "soc.payment_account"],
    "import": ["import", "bang.csv", "--write"],
    "fix": ["fix", "--write"],
}
# What writes raw tables leaves a build that is old.
ON_RAW = ("import", "fix")
# What builds nothing, and needs a build that is new.
ON_BUILT = ("profile", "export")
# Everything is imported once; each run is a fork.
FORK = multiprocessing.get_context("fork")
WRITING = {"os.rename", "os.mkdir", "os.remove", "os.rmdir"}
KILLED, NEVER = 9, 10**9
ENDS = {".png": b"IEND\xaeB`\x82", ".pdf": b"%%EOF"}

Tree = dict[str, bytes]


def small_project(place: Path) -> Path:
    """Copy the data and a notebook of one chart."""
    shutil.copytree(ROOT / "data", place / "data")
    story = json.loads((ROOT / "notebooks/05_payment_accounts.ipynb").read_text(encoding="utf-8"))
    kept = ("n05-intro-vi", "n05-intro-en", "n05-language", "n05-setup", "payment_accounts_2025")
    story["cells"] = [cell for cell in story["cells"] if cell["id"] in kept]
    (place / "notebooks").mkdir()
    (place / "notebooks/05_payment_accounts.ipynb").write_text(json.dumps(story), encoding="utf-8")
    return place


def rows_to_take(project: Path) -> None:
    """Write a CSV file with rows of two topics, so that two raw tables change together."""
    made = []
    for topic, unit, old, new in (
        ("digital_economy", "quang_tri_63,econ.digital_share_grdp,", "2030", "2028"),
        ("payment_accounts", "viet_nam,soc.cashless_ecommerce_share,", "2025", "2027"),
    ):
        path = project / f"data/raw/targets/{topic}.csv"
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        made += [next(row for row in rows if row.startswith(unit)).replace(old, new)]
    (project / "bang.csv").write_text("\n".join([header, *made, ""]), encoding="utf-8")


def blanks(project: Path) -> None:
    """Put blanks behind cells of two raw tables, for `fix` to take away."""
    for name in ("digital_economy", "payment_accounts"):
        path = project / f"data/raw/targets/{name}.csv"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(",current,\n", ",current ,\n", 3), encoding="utf-8")


def edit(project: Path) -> None:
    """Give a province another name, which stands in most clean tables and on every page."""
    units = project / "data/raw/units.csv"
    text = units.read_text(encoding="utf-8")
    units.write_text(text.replace(",Phú Yên,", ",Phú Yên cũ,"), encoding="utf-8")


def tree(project: Path) -> Tree:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file()
    }


def run(
    project: Path, arguments: list[str], kill_at: int = NEVER, after: float | None = None
) -> int:
    """Run a command; kill it before its n-th file operation, or after some seconds.

    Returns its exit code, or minus the signal that ended it.
    """
    process = FORK.Process(target=_command, args=(project, arguments, kill_at))
    process.start()
    process.join(after)
    if process.is_alive():
        process.kill()
        process.join()
    assert process.exitcode is not None
    return process.exitcode


def _command(project: Path, arguments: list[str], kill_at: int) -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os.chdir(project)
    done = 0

    def operation() -> None:
        nonlocal done
        done += 1
        if done == kill_at:
            os._exit(KILLED)

    def heard(event: str, details: tuple[Any, ...]) -> None:
        place = str(details[0]) if details else ""
        writes = event in WRITING or (event == "open" and details[2] & (os.O_WRONLY | os.O_RDWR))
        if writes and place.startswith(str(project)):
            operation()

    flush = os.fsync

    def flushed(number: Any) -> None:
        operation()  # what is still in the buffer of the process is lost
        flush(number)

    os.fsync = flushed
    sys.addaudithook(heard)
    from dtia.cli.app import app

    app(arguments)


def loaded(project: Path) -> list[str]:
    """Return what `load()` gives, strictly and `stale`, in a process of its own."""
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_load, args=(project, there))
    process.start()
    said: list[str] = here.recv()
    process.join()
    return said


def _load(project: Path, answer: Any) -> None:
    from dtia.data import load
    from dtia.errors import MissingData

    said = []
    for stale in (False, True):
        try:
            said.append(load(project / "data", stale=stale).version)
        except MissingData as error:
            said.append(str(error))
        except BaseException as error:
            said.append(f"{type(error).__name__}: {error}")
    answer.send(said)


def faults(project: Path, old: Tree, new: Tree, versions: set[str]) -> list[str]:
    """Return what is wrong after a kill."""
    found = []
    now = tree(project)
    for name in sorted(old.keys() | new.keys() | now.keys()):
        if name.endswith(".part"):
            continue
        content, wanted = now.get(name), {old.get(name), new.get(name)}
        end = ENDS.get(Path(name).suffix)
        whole = content is not None and end is not None and content.rstrip().endswith(end)
        if content not in wanted and not whole:
            found.append(f"{name} is neither old nor new")
    for said in loaded(project):
        if said not in versions and "run in a Terminal: dtia build" not in said:
            found.append(f"load() gives {said}")
    return found


def recovered(project: Path, arguments: list[str], new: Tree) -> list[str]:
    """Run the command to its end and return what is wrong then."""
    code = run(project, arguments)
    now = tree(project)
    differing = [
        name
        for name in sorted(new.keys() | now.keys())
        if now.get(name) != new.get(name)
        and not (Path(name).suffix in ENDS or Path(name).name == "dtia-files.json")
    ]
    return [f"exit code {code}"] * (code != 0) + [
        f"{name} differs or is left" for name in differing
    ]


class Trial:
    """A command with its old and its new state, and where it is killed."""

    def __init__(self, name: str, old: Path, place: Path) -> None:
        self.name, self.arguments = name, COMMANDS[name]
        self.start, self.place = place / f"{name}-start", place / f"{name}-run"
        shutil.copytree(old, self.start)
        edit(self.start)
        if name == "import":
            rows_to_take(self.start)
        if name == "fix":
            blanks(self.start)
        if name in ON_BUILT:
            assert run(self.start, ["build"]) == 0
        self.old = tree(self.start)
        self.again()
        begun = time.monotonic()
        assert run(self.place, self.arguments) == 0
        self.seconds = time.monotonic() - begun
        self.new = tree(self.place)
        self.versions = {loaded(old)[1], loaded(self.place)[1]}

    def again(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.start, self.place)

    def kill(self, said: str, **when: Any) -> tuple[int, list[str]]:
        """Kill one run and return its exit code and what was wrong after it."""
        self.again()
        code = run(self.place, self.arguments, **when)
        if code == 0:
            return code, []
        wrong = faults(self.place, self.old, self.new, self.versions)
        wrong += recovered(self.place, self.arguments, self.new)
        for fault in wrong:
            print(f"  {self.name} {said}: {fault}", flush=True)
        return code, wrong


def at_operations(trial: Trial, numbers: Iterable[int]) -> tuple[int, int]:
    """Kill a command before some of its file operations: how often it was, how often it was bad."""
    hit = bad = 0
    for number in numbers:
        code, wrong = trial.kill(f"operation {number}", kill_at=number)
        if code == 0:
            break
        hit += 1
        bad += bool(wrong)
    return hit, bad


def at_random(trials: list[Trial], kills: int, seed: int) -> tuple[int, int]:
    """Kill commands in turn at random times, until so many were still running.

    Returns how many runs that took, and how many ended badly.
    """
    chance, runs, hit, bad = random.Random(seed), 0, 0, 0
    while hit < kills:
        trial = trials[runs % len(trials)]
        after = chance.uniform(0, trial.seconds)
        code, wrong = trial.kill(f"after {after:.2f} s", after=after)
        runs += 1
        hit += code != 0
        bad += bool(wrong)
    return runs, bad


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("commands", nargs="*", choices=[*COMMANDS, []], help="all by default")
    parser.add_argument("--at", type=int, action="append", help="these operations, not every one")
    parser.add_argument("--random", type=int, default=200, help="kills at random times")
    parser.add_argument("--seed", type=int, default=13, help="of the random times")
    return parser.parse_args()


def main() -> int:
    import dtia.build
    import dtia.cli.pages
    import dtia.curate.importing
    import dtia.curate.mending
    import dtia.door
    import dtia.export.workbook
    import dtia.report.index_page
    import dtia.report.province_page  # noqa: F401 (imported before the forks)

    wanted = asked()
    names = wanted.commands or list(COMMANDS)
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        old = small_project(Path(folder) / "old")
        for name in names:
            assert name in ON_RAW or run(old, COMMANDS[name]) == 0, name
        trials = [Trial(name, old, Path(folder)) for name in names]
        for trial in trials:
            hit, bad = at_operations(trial, wanted.at or count(1))
            print(f"{trial.name}: killed at {hit} file operations, {bad} ended badly", flush=True)
            worst += bad
        if wanted.random:
            runs, bad = at_random(trials, wanted.random, wanted.seed)
            print(f"killed {wanted.random} of {runs} runs at random times, {bad} ended badly")
            worst += bad
    return int(worst > 0)


if __name__ == "__main__":
    sys.exit(main())

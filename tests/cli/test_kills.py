"""A command that is killed leaves files that are old or new; the next run leaves one version."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from support.project import ROOT


@pytest.mark.report  # it takes as long
@pytest.mark.skipif(sys.platform != "linux", reason="each run is a fork")
def test_a_killed_build_leaves_whole_files_and_the_next_one_leaves_one_version() -> None:
    # Before the first file is flushed, between two renames, and before the last one.
    where = ["--at", "4", "--at", "12", "--at", "14", "--random", "0"]
    ended = subprocess.run(
        [sys.executable, "benchmarks/kills.py", *where, "build"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    told = ended.stdout + ended.stderr
    assert "killed at 3 file operations, 0 ended badly" in told, told

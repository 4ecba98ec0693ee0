"""What a machine cannot run is said loudly, and in continuous integration it fails."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def without_browser(*words: str, ci: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", *words)
    environment = {**os.environ, "CI": ci, "STATION_CHROMIUM": ""}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_missing_browser_is_said_in_the_last_line() -> None:
    said = without_browser("tests.browser.chromium", "--left-out", ci="")

    assert said.returncode == 0
    assert "*** LEFT OUT" in said.stdout.strip().splitlines()[-1]


def test_a_missing_browser_fails_in_continuous_integration() -> None:
    assert without_browser("tests.browser.chromium", "--left-out", ci="true").returncode == 1


def test_tests_in_the_browser_are_counted_as_left_out_and_not_as_passed() -> None:
    nearby = (str(HERE / "test_locks.py"), "tests/browser")
    said = without_browser("pytest", "-p", "no:cacheprovider", *nearby, ci="")

    assert said.returncode == 0, said.stdout
    assert "LEFT OUT" in said.stdout
    assert "deselected" in said.stdout.splitlines()[-1]

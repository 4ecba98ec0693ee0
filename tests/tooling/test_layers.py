"""The layers' contracts and the banned calls are seen to break, not only to hold."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
TREE: Final = (
    "core/rules.py",
    "storage/rows.py",
    "bot/turn.py",
    "bot/dialogs/intake.py",
    "bot/channels/telegram.py",
    "bot/channels/web.py",
    "bot/messengers/talks.py",
    "bot/delivery/courier.py",
    "bot/weixin/door.py",
)
PLANTS: Final = (
    ("storage/rows.py", "import bot.turn", "bot stands on storage, storage on core"),
    ("core/rules.py", "import storage.rows", "bot stands on storage, storage on core"),
    ("core/rules.py", "import time", "core is pure"),
    ("core/rules.py", "import sqlmodel", "core is pure"),
    ("bot/dialogs/intake.py", "import bot.channels.web", "a dialog knows no channel"),
    ("bot/dialogs/intake.py", "import storage.rows", "a dialog knows no channel and no table"),
    ("bot/channels/web.py", "import bot.channels.telegram", "channels do not know each other"),
    (
        "bot/messengers/talks.py",
        "import bot.channels.web",
        "what channels share knows none of them",
    ),
)
CALLS: Final = (
    "from datetime import datetime, UTC\n\nNOW = datetime.now(UTC)\n",
    "import time\n\nNOW = time.time()\n",
    "from unittest import mock\n\nDOUBLE = mock.Mock()\n",
)


def plant(folder: Path, bad: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A house of empty rooms with one bad import in it, and what the linter says of it."""
    for name in TREE:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(bad.get(name, ""))
    return run(
        str(Path(sys.executable).with_name("lint-imports")),
        f"--config={ROOT / 'pyproject.toml'}",
        "--no-cache",
        cwd=folder,
    )


def run(*words: str, cwd: Path = ROOT, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=cwd, input=stdin, capture_output=True, text=True, check=False)


def ruff(code: str, path: str) -> str:
    words = ("check", "--select=TID251", "--no-cache", "--output-format=concise", "-")
    return run(sys.executable, "-m", "ruff", *words, f"--stdin-filename={path}", stdin=code).stdout


def test_an_empty_house_keeps_every_contract(tmp_path: Path) -> None:
    said = plant(tmp_path, {})

    assert said.returncode == 0, said.stdout + said.stderr
    assert "5 kept, 0 broken" in said.stdout


@pytest.mark.parametrize(("path", "line", "contract"), PLANTS)
def test_a_bad_import_breaks_its_contract(
    tmp_path: Path, path: str, line: str, contract: str
) -> None:
    said = plant(tmp_path, {path: line})

    broken = [row for row in said.stdout.splitlines() if row.endswith("BROKEN")]
    assert said.returncode == 1
    assert any(row.startswith(contract) for row in broken)


@pytest.mark.parametrize("code", CALLS)
def test_a_banned_call_is_found(code: str) -> None:
    assert "TID251" in ruff(code, "bot/turn.py")


def test_only_the_clock_reads_the_clock() -> None:
    assert "TID251" not in ruff(CALLS[0], "bot/clock.py")

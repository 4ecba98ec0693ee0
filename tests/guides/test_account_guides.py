"""The guides to accounts at WeChat and WeCom name variables, commands and codes that there are."""

import re
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import PREFIX, Settings
from bot.weixin.errors import WHAT_TO_DO, Errcode

ROOT: Final = Path(__file__).parents[2]
GUIDES: Final = {name: ROOT / "docs" / f"{name}.md" for name in ("wechat", "wecom")}
VARIABLE: Final = re.compile(r"`(STATION_[A-Z_]+|…_[A-Z_]+)")
COMMAND: Final = re.compile(r"`(station(?: [a-z]+)+)")
STEP: Final = re.compile(r"^(\d+)\. \*\*", re.MULTILINE)
CODES: Final = re.compile(r"^\| (\d{5,6}(?:, \d{5,6})*) \|", re.MULTILINE)


def told(name: str) -> str:
    return GUIDES[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", GUIDES)
def test_an_account_is_connected_in_ten_steps(name: str) -> None:
    assert [int(n) for n in STEP.findall(told(name))] == list(range(1, 11))


@pytest.mark.parametrize("name", GUIDES)
def test_every_variable_of_a_guide_is_a_setting(name: str) -> None:
    whole = PREFIX + name.upper()
    named = {found.replace("…", whole) for found in VARIABLE.findall(told(name))}
    known = {PREFIX + field.upper() for field in Settings.model_fields}

    assert len(named) > 5
    assert named <= known


@pytest.mark.parametrize("name", GUIDES)
def test_every_setting_of_an_account_is_in_its_guide(name: str) -> None:
    whole = PREFIX + name.upper()
    named = {found.replace("…", whole) for found in VARIABLE.findall(told(name))}
    known = {PREFIX + field.upper() for field in Settings.model_fields if field.startswith(name)}

    assert known <= named


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_of_a_guide_is_one(name: str) -> None:
    for command in set(COMMAND.findall(told(name))):
        done = CliRunner().invoke(app, [*command.split()[1:], "--help"])
        assert done.exit_code == 0, command


@pytest.mark.parametrize("name", GUIDES)
def test_every_code_of_a_guide_is_known_with_what_to_do(name: str) -> None:
    codes = {int(code) for row in CODES.findall(told(name)) for code in row.split(", ")}

    assert codes <= set(Errcode)
    assert codes <= set(WHAT_TO_DO)

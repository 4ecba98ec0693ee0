"""The README names every command and every setting that there is, and none that there is not."""

import re
from collections.abc import Iterator
from typing import Final

import pytest
import typer
from typer.core import TyperGroup

from bot.account_settings import WechatAccount, WecomAccount
from bot.channels.wechat.service import path_of
from bot.channels.wecom.service import PATH as WECOM_PATH
from bot.cli import app
from bot.settings import PREFIX, Settings
from tests.guides.test_guides import ROOT

README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
VARIABLE: Final = re.compile(r"STATION_[A-Z_]+")
ROW: Final = re.compile(r"^\| (?P<commands>`station .+?) \| .+ \|$", re.MULTILINE)
CODE: Final = re.compile(r"`([^`]+)`")
WORD: Final = re.compile(r"[a-z][a-z-]*")
KEY: Final = "a" * 43


def told() -> Iterator[str]:
    """The commands of the table; behind the first of a row those of the same group."""
    for row in ROW.finditer(README):
        first, *others = (_words(code) for code in CODE.findall(row["commands"]))
        yield " ".join(first[1:])
        yield from (" ".join((*first[1:-1], *other)) for other in others)


def _words(code: str) -> list[str]:
    """Without options and what stands for a value."""
    return [word for word in code.split() if WORD.fullmatch(word)]


def there(command: object, name: str = "") -> Iterator[str]:
    if not isinstance(command, TyperGroup):
        yield name
        return
    for word, below in command.commands.items():
        yield from there(below, f"{name} {word}".strip())


def test_every_command_is_in_the_readme_and_no_other() -> None:
    assert sorted(told()) == sorted(there(typer.main.get_command(app)))


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    known = {PREFIX + field.upper() for field in Settings.model_fields}

    assert set(VARIABLE.findall(README)) == known


@pytest.mark.parametrize("guide", ["README.md", "docs/wechat.md"])
def test_the_path_of_an_official_account_is_the_one_that_is_served(guide: str) -> None:
    account = WechatAccount(app_id="APPID", app_secret="…", token="tok", aes_key=KEY)

    assert f"{path_of(account)}`" in (ROOT / guide).read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", ["README.md", "docs/wecom.md"])
def test_the_path_of_an_app_is_the_one_that_is_served(guide: str) -> None:
    account = WecomAccount(corp_id="CORPID", agent_id=1, secret="…", token="tok", aes_key=KEY)
    path = WECOM_PATH.format(account=account.name.replace("1", "AGENTID"))

    assert f"{path}`" in (ROOT / guide).read_text(encoding="utf-8")

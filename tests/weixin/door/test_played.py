"""The played platforms push by rules and seals of their own; all of it is opened and understood."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import httpx
import pytest
from starlette.applications import Starlette

from bot.account_settings import Mode
from bot.channels.wechat.happenings import (
    Clicked,
    Consent,
    Followed,
    Happening,
    Kind,
    Left,
    Located,
    Other,
    Scanned,
    Viewed,
    Written,
)
from bot.channels.wechat.pushes import read_push
from bot.channels.wechat.replies import text_reply
from bot.clock import MovableClock
from bot.weixin.door import Door, Pushed, Reply
from bot.weixin.sealing import Keys
from tests.weixin.server import World, serving
from tests.weixin.server.corp.corporation import App
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

TOKEN: Final = "tokenOfTests"
KEY, KEY_BEFORE = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "k" * 43
HEARD: Final = "收到：]]> 👍🏽"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with serving() as server:
        yield server.world()


@dataclass
class Station:
    """Hears what is pushed, and says the same to all of it."""

    happened: list[Happening] = field(default_factory=list)
    said: list[Pushed] = field(default_factory=list)
    answers: bool = False

    async def heard(self, pushed: Pushed) -> Reply:
        happening = read_push(pushed.fields)
        self.happened.append(happening)
        if not self.answers:
            return Reply()
        return Reply(text_reply(happening.sender, happening.account, pushed.at, HEARD))

    async def keeps(self, pushed: Pushed) -> Reply:
        self.said.append(pushed)
        return Reply()


@asynccontextmanager
async def at(account: OfficialAccount | App, door: Door) -> AsyncIterator[None]:
    transport = httpx.ASGITransport(Starlette(routes=[door.route()]))
    async with httpx.AsyncClient(transport=transport) as client:
        account.callback, account.client = f"http://station{door.path}", client
        yield


@asynccontextmanager
async def founded(world: World, mode: Mode) -> AsyncIterator[tuple[OfficialAccount, Station]]:
    account = world.official_account(mode=mode, token=TOKEN, aes_key=KEY, aes_key_before=KEY_BEFORE)
    station, keys = Station(), Keys(TOKEN, account.app_id, KEY, KEY_BEFORE)
    clock = MovableClock(world.now)
    async with at(account, Door("/wechat/a", mode, keys, clock, station.heard)):
        yield account, station


def kinds(happened: Sequence[Happening]) -> list[object]:
    return [one.kind if isinstance(one, Written) else type(one) for one in happened]


async def says_everything(user: User) -> None:
    await user.writes("电梯年检 ]]> 👍🏽")
    await user.sends_image()
    await user.speaks()
    await user.speaks("电梯年检")
    await user.sends_video()
    await user.shares_place(30.55, 114.21, "四新大道")
    await user.shares_link("规程", "https://example.com/?a=1&b=2")
    await user.sends_file("证书.pdf")


async def does_everything(user: User, notice: str) -> None:
    await user.scans("hy")
    await user.clicks("progress")
    await user.views("https://example.com")
    await user.consents(notice)
    await user.sends({"MsgType": "event", "Event": "LOCATION", "Latitude": "30.5"})
    await user.sends({"MsgType": "event", "Event": "card_pass_check"})
    await user.unfollows()


@pytest.mark.parametrize("mode", Mode)
async def test_the_address_is_confirmed_to_its_own_platform(world: World, mode: Mode) -> None:
    async with founded(world, mode) as (account, _station):
        assert await account.checks_url()
        assert not await account.checks_url(token="otherToken")


@pytest.mark.parametrize("mode", Mode)
async def test_every_kind_of_push_is_understood(world: World, mode: Mode) -> None:
    async with founded(world, mode) as (account, station):
        chen = account.user("陈")
        await chen.follows("hy")
        await says_everything(chen)
        await does_everything(
            chen, account.adds_template("办结", {"thing1": "事项"}, consented=True)
        )

    assert kinds(station.happened) == [
        Followed, Kind.TEXT, Kind.IMAGE, Kind.VOICE, Kind.VOICE, Kind.VIDEO, Kind.LOCATION,
        Kind.LINK, Kind.FILE, Scanned, Clicked, Viewed, Consent, Located, Other, Left,
    ]  # fmt: skip
    assert len({one.id for one in station.happened}) == len(station.happened)
    assert isinstance(station.happened[1], Written)
    assert station.happened[1].text == "电梯年检 ]]> 👍🏽"
    assert world.violations() == ()


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("by_key_before", [False, True])
async def test_an_answer_is_shown(world: World, mode: Mode, by_key_before: bool) -> None:
    async with founded(world, mode) as (account, station):
        station.answers = True
        chen = account.user("陈")
        if by_key_before:
            account.swaps_keys()
        pushed = await chen.follows()

    assert pushed.shown is not None
    assert (pushed.shown.text, pushed.shown.via, pushed.tries) == (HEARD, "passive", 1)
    assert world.violations() == ()


@pytest.mark.parametrize("wrong", ["token", "aes_key", "receiver", "timestamp"])
async def test_what_is_wrong_is_refused(world: World, wrong: str) -> None:
    bad = {"token": "otherToken", "aes_key": "z" * 43, "receiver": "wx9", "timestamp": "1409659813"}
    async with founded(world, Mode.SAFE) as (account, station):
        answered = await account.posts(account.letter({"MsgType": "text"}, **{wrong: bad[wrong]}))

    assert answered.status == 403
    assert not station.happened


async def test_wecom_is_opened_with_the_corporations_id(world: World) -> None:
    corp = world.corp()
    app, station = corp.app(TOKEN, KEY), Station()
    keys, clock = Keys(TOKEN, corp.corp_id, KEY), MovableClock(world.now)
    async with at(app, Door("/wecom/a", Mode.SAFE, keys, clock, station.keeps, nothing="")):
        li = corp.member("lili", "李工")
        assert await app.checks_url()
        assert not await app.checks_url(receiver="ww9")
        pushed = await li.writes("接单 HY-2026-0007")
        refused = await app.posts(app.letter({"MsgType": "text"}, receiver="ww9"))

    assert (pushed.status, pushed.body, pushed.tries) == (200, "", 1)
    assert refused.status == 403
    assert [one.fields["Content"] for one in station.said] == ["接单 HY-2026-0007"]
    assert station.said[0].fields["AgentID"] == str(app.agent_id)

"""`station serve` with an Official Account and an app at WeCom: both push to it over real HTTP."""

import asyncio
import signal
from typing import Final

import pytest

from bot.clock import SystemClock
from tests.cli.commands import KEY, Serving, Station, serving
from tests.weixin.server import World
from tests.weixin.server.corp.corporation import App
from tests.weixin.server.corp.members import Member
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.official.users import User
from tests.weixin.server.pushing import Pushed

pytestmark = pytest.mark.asyncio

TOKEN: Final = "WordOfTheTests"
AES_KEY: Final = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SEND: Final = "message/custom/send"
PHONE: Final = "13800001207"
NEED: Final = f"武汉汉阳恒岩五金制品厂，覃晓燕 {PHONE}，压力表6块要校准，不急"
NUMBER: Final = "SL-2026-0001"
LATE: Final = "您好，下周三上午十点上门取表"
MEMBERS: Final = {"zhou": "周岚", "li": "李雪"}
ENDS_WITHIN: Final = 10
BUSY: Final = 10_000


@pytest.fixture
def account(world: World) -> OfficialAccount:
    world.clock = SystemClock().now
    return world.official_account(mode="safe", token=TOKEN, aes_key=AES_KEY)


@pytest.fixture
def app(world: World) -> App:
    corp = world.corp()
    for userid, name in MEMBERS.items():
        corp.member(userid, name)
    return corp.app(TOKEN, AES_KEY)


@pytest.fixture
def told(station: Station, world: World, account: OfficialAccount, app: App) -> Station:
    """The station with both, as the environment tells them."""
    wechat = {"APP_ID": account.app_id, "APP_SECRET": account.app_secret}
    wecom = {"CORP_ID": app.corp.corp_id, "AGENT_ID": str(app.agent_id), "SECRET": app.secret}
    guarded = {"BASE_URL": world.address, "TOKEN": TOKEN, "AES_KEY": AES_KEY}
    return station.told(
        STATION_KEY=KEY,
        **{f"STATION_WECHAT_{name}": value for name, value in (guarded | wechat).items()},
        **{f"STATION_WECOM_{name}": value for name, value in (guarded | wecom).items()},
    )


def leads_to(served: Serving, account: OfficialAccount, app: App) -> None:
    """The addresses in both consoles."""
    account.callback = f"{served.origin}/wechat/{account.app_id}"
    app.callback = f"{served.origin}/wecom/{app.corp.corp_id}.{app.agent_id}"


def ended(served: Serving, station: Station) -> bool:
    """Whether it ends by itself, and its log tells nothing of a bug, a key or a person."""
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(ENDS_WITHIN) == 0
    named = station.variables.items()
    keys = [value for name, value in named if name.endswith(("SECRET", "TOKEN", "KEY"))]
    log = station.log.read_text(encoding="utf-8")
    return not [word for word in (*keys, "Traceback", PHONE) if word in log]


async def staffed(station: Station, app: App) -> None:
    """The staff bind themselves and get their group, beside the running server."""
    for id, member in app.corp.members.items():
        said = await asyncio.to_thread(station.run, "staff", "link", id)
        line = next(line for line in said.lines if line.startswith("绑定 "))
        await member.writes(line)
        await member.hears("已绑定")
    await asyncio.to_thread(station.run, "wecom", "room")


def answer(pushed: Pushed) -> str:
    """What the person was shown in answer to what they did."""
    assert pushed.shown, pushed
    assert pushed.shown.via == "passive"
    return pushed.shown.text


async def filed(qin: User) -> None:
    """A need from the first word to its number, all of it answered in the same connection."""
    assert "您想办什么事" in answer(await qin.follows())
    assert "请您核对" in answer(await qin.writes(NEED))
    assert NUMBER in answer(await qin.presses("确认提交"))


async def claimed(qin: User, li: Member) -> None:
    await li.hears(NUMBER)
    await li.presses(li.card(NUMBER), "claim")
    await qin.hears("李雪")


async def test_both_consoles_accept_the_address(
    told: Station, account: OfficialAccount, app: App
) -> None:
    with serving(told) as served:
        leads_to(served, account, app)
        assert await account.checks_url()
        assert await app.checks_url()
        assert not await account.checks_url(token="another")
        assert not await app.checks_url(token="another")
        assert ended(served, told)


async def test_what_waits_when_it_is_stopped_goes_out_when_it_starts_again(
    told: Station, world: World, account: OfficialAccount, app: App
) -> None:
    qin, li = account.user("覃晓燕"), app.corp.members["li"]
    with serving(told) as served:
        leads_to(served, account, app)
        await staffed(told, app)
        await filed(qin)
        await claimed(qin, li)
        world.fails(SEND, -1, BUSY)
        await li.writes(f"回复 {NUMBER} {LATE}")
        [group] = app.corp.chats.values()
        await group.hears(LATE)
        assert ended(served, told)
    world.heals()

    with serving(told) as served:
        leads_to(served, account, app)
        assert (await qin.hears(LATE)).via == "custom"
        await group.hears("（微信客服消息）")
        assert NUMBER in answer(await qin.writes("进度"))
        assert ended(served, told)
    assert str(qin.shown).count(LATE) == 1
    assert world.violations() == ()

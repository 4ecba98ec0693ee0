"""The APIs against the played servers of WeChat and WeCom, which keep the documented rules."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

import httpx
import pytest

from bot.account_settings import WechatAccount, WecomAccount
from bot.weixin.api import Api, official_account_api, wecom_api
from bot.weixin.errors import WHAT_TO_DO, ApiError, Errcode, Unreached
from bot.weixin.wire import PATIENCE, Patience
from storage.writer import Writer
from tests.weixin.accounts import AES_KEY, renewed
from tests.weixin.server import Server, World, serving
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.surroundings import Surroundings

SHORT: Final = Patience(connect=1, silence=1, call=1, file=1)
ADDRESSES: Final = "cgi-bin/get_api_domain_ip"
PHOTO: Final = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4096
pytestmark = pytest.mark.asyncio


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def world(server: Server) -> Iterator[World]:
    made = server.world()
    yield made
    assert made.violations() == ()


@pytest.fixture
def account(world: World) -> OfficialAccount:
    return world.official_account(mode="safe", token="tests", aes_key=AES_KEY)


class WorldClock:
    """The world's time is ours."""

    def __init__(self, world: Surroundings) -> None:
        self._world = world

    def now(self) -> datetime:
        return self._world.now


@asynccontextmanager
async def called(
    account: OfficialAccount, writer: Writer, patience: Patience = PATIENCE
) -> AsyncIterator[Api]:
    told = WechatAccount(
        app_id=account.app_id, app_secret=account.app_secret, token="tests", aes_key=AES_KEY
    )
    world = account.world
    api = official_account_api(told, world.address, writer.run, WorldClock(world), patience)
    try:
        yield api
    finally:
        await api.aclose()


@asynccontextmanager
async def app(world: World, writer: Writer) -> AsyncIterator[Api]:
    corp = world.corp()
    made = corp.app("tests", AES_KEY)
    told = WecomAccount(
        corp_id=corp.corp_id,
        agent_id=made.agent_id,
        secret=made.secret,
        token="tests",
        aes_key=AES_KEY,
    )
    api = wecom_api(told, world.address, writer.run, WorldClock(world))
    try:
        yield api
    finally:
        await api.aclose()


async def test_a_day_of_calls_takes_a_token_every_two_hours(
    world: World, account: OfficialAccount, writer: Writer
) -> None:
    async with called(account, writer) as wechat, app(world, writer) as wecom:
        for _ in range(24 * 20):
            await wechat.get(ADDRESSES)
            await wecom.get("cgi-bin/getcallbackip")
            await renewed()
            world.passes(timedelta(minutes=3))
    assert len(world.calls("stable_token")) == 13
    # WeCom gives the same one out until its end, so it is asked shortly before and right after.
    assert len(world.calls("gettoken")) <= 24
    assert not [one for one in world.calls("stable_token") if one["force_refresh"]]


async def test_another_program_that_forces_a_token_costs_us_one_fetch(
    world: World, account: OfficialAccount, writer: Writer
) -> None:
    told = {"appid": account.app_id, "secret": account.app_secret, "force_refresh": True}
    forced = {"grant_type": "client_credential", **told}
    async with called(account, writer) as api, httpx.AsyncClient(trust_env=False) as other:
        for _ in range(3):
            await api.get(ADDRESSES)
            await other.post(f"{world.address}/cgi-bin/stable_token", json=forced)
            world.passes(timedelta(minutes=1))
        assert "ip_list" in await api.get(ADDRESSES)
    ours = [one["force_refresh"] for one in world.calls("stable_token")]
    assert (ours.count(True), ours.count(False)) == (3, 4)


async def test_an_address_that_is_not_listed_is_explained(
    account: OfficialAccount, writer: Writer
) -> None:
    account.allowed_ips = frozenset({"203.0.113.9"})
    async with called(account, writer) as api:
        with pytest.raises(ApiError) as refused:
            await api.get(ADDRESSES)
        assert refused.value.code == Errcode.ADDRESS_NOT_LISTED
        assert "IP 白名单" in WHAT_TO_DO[refused.value.code]
        account.allowed_ips = None
        assert "ip_list" in await api.get(ADDRESSES)


async def test_troubles_of_the_line_are_not_tried_again_and_pass(
    world: World, account: OfficialAccount, writer: Writer
) -> None:
    async with called(account, writer, SHORT) as api:
        for trouble in (world.hangs, world.drops, world.loses):
            trouble("get_api_domain_ip")
            before = world.paths().count("get_api_domain_ip")
            with pytest.raises(Unreached):
                await api.get(ADDRESSES)
            assert world.paths().count("get_api_domain_ip") == before + 1
        world.fails("get_api_domain_ip", -1)
        with pytest.raises(ApiError, match="-1"):
            await api.get(ADDRESSES)
        assert "ip_list" in await api.get(ADDRESSES)


async def test_a_picture_goes_up_and_comes_down_as_it_was_for_three_days(
    world: World, account: OfficialAccount, writer: Writer
) -> None:
    async with called(account, writer) as wechat, app(world, writer) as wecom:
        for api in (wechat, wecom):
            up = await api.upload("cgi-bin/media/upload", "picture.png", PHOTO, type="image")
            down = await api.download("cgi-bin/media/get", len(PHOTO), media_id=up["media_id"])
            assert (down.content, down.media_type) == (PHOTO, "image/png")
            world.passes(timedelta(days=3))
            with pytest.raises(ApiError) as gone:
                await api.download("cgi-bin/media/get", len(PHOTO), media_id=up["media_id"])
            assert gone.value.code == Errcode.NO_SUCH_MEDIA

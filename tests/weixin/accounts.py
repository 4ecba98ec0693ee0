"""The accounts of these tests, and their APIs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.account_settings import WechatAccount, WecomAccount
from bot.clock import Clock, SystemClock
from bot.weixin.api import Api, official_account_api, wecom_api
from bot.weixin.tokens import Write
from bot.weixin.wire import PATIENCE, Patience
from tests.weixin.stand_in import StandIn

AES_KEY: Final = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SECRET: Final = "5e0f3a1b9c7d4e2f8a6b0c1d3e5f7a9b"
OFFICIAL: Final = WechatAccount(
    app_id="wxa1b2c3d4e5f60718", app_secret=SECRET, token="tests", aes_key=AES_KEY
)
APP: Final = WecomAccount(
    corp_id="ww0123456789abcdef", agent_id=1000002, secret=SECRET, token="tests", aes_key=AES_KEY
)
SYSTEM: Final = SystemClock()


@asynccontextmanager
async def official(
    stand_in: StandIn, write: Write, clock: Clock = SYSTEM, patience: Patience = PATIENCE
) -> AsyncIterator[Api]:
    api = official_account_api(OFFICIAL, stand_in.address, write, clock, patience)
    try:
        yield api
    finally:
        await api.aclose()


@asynccontextmanager
async def wecom(stand_in: StandIn, write: Write, account: WecomAccount = APP) -> AsyncIterator[Api]:
    api = wecom_api(account, stand_in.address, write, SYSTEM)
    try:
        yield api
    finally:
        await api.aclose()


async def renewed() -> None:
    """Wait until whoever renews a token behind a call is done."""
    tasks = [each for each in asyncio.all_tasks() if each.get_name().startswith("token of ")]
    await asyncio.gather(*tasks, return_exceptions=True)

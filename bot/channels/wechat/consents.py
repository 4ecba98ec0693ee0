"""Asking for a notice on a page in WeChat's browser: what the page has to prove itself by.

Official Account: JS-SDK, jsapi_ticket (good for two hours, the same as long as it is good).
"""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.account_settings import WechatAccount
from bot.channels.wechat.jssdk import jssdk_signature
from bot.channels.wechat.limits import CHANNEL
from bot.engine import Engine
from bot.weixin.api import Api
from bot.weixin.errors import ApiError, Unreached
from core.rating import Rating
from storage.connections import Connection

TICKET: Final = "cgi-bin/ticket/getticket"
EARLY: Final = timedelta(minutes=5)
NONCE_BYTES: Final = 8

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Asking:
    """What a page asks with: the account and the template, and what signs the page's address."""

    app_id: str
    template_id: str
    timestamp: int
    nonce: str
    signature: str


@dataclass(slots=True)
class Ticket:
    """The account's ticket for pages, and until when it is used."""

    value: str = field(default="", repr=False)
    until: datetime | None = None


class Asker:
    """Signs pages for the accounts that have a template for notices; a page waits for it no longer
    than `seconds`, and asks for none otherwise."""

    def __init__(
        self,
        engine: Engine,
        apis: Mapping[str, Api],
        accounts: Mapping[str, WechatAccount],
        seconds: float,
    ) -> None:
        self._engine, self._apis, self._accounts = engine, apis, accounts
        self._seconds = seconds
        self._tickets = {name: Ticket() for name in accounts}
        self._ratings = engine.schema.of(Rating).query("id")

    async def asking(self, rating: str, url: str) -> Asking | None:
        """What to ask with on the page of a rating at `url`; None where its enterprise is not at an
        account that sends notices, or WeChat cannot be asked now."""
        account = await self._engine.read(lambda each: self._account(each, rating))
        if account is None or not account.notice_template:
            return None
        now = self._engine.clock.now()
        try:
            async with asyncio.timeout(self._seconds):
                ticket = await self._ticket(account.name, now)
        except (ApiError, Unreached, TimeoutError) as fault:
            log.warning("a page cannot be signed", account=account.name, why=str(fault))
            return None
        nonce, timestamp = secrets.token_hex(NONCE_BYTES), int(now.timestamp())
        signature = jssdk_signature(ticket, nonce, timestamp, url)
        return Asking(account.name, account.notice_template, timestamp, nonce, signature)

    def _account(self, connection: Connection, key: str) -> WechatAccount | None:
        rating = self._ratings.one(connection, key)
        channel, _, own = rating.chat.partition(":") if rating else ("", "", "")
        if channel != CHANNEL:
            return None
        return self._accounts.get(own.partition(".")[0])

    async def _ticket(self, account: str, now: datetime) -> str:
        kept = self._tickets[account]
        if kept.until is None or kept.until <= now:
            got = await self._apis[account].get(TICKET, type="jsapi")
            lasts = timedelta(seconds=int(got.get("expires_in", 0)))
            kept.value, kept.until = str(got.get("ticket", "")), now + lasts - EARLY
        return kept.value

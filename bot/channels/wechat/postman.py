"""Sending one message to somebody at WeChat, by the first way that is open, a call at a time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import structlog

from bot.channels.wechat.faults import BARRED, MAY_NOT, NO_WAY, plainly, receipt_of
from bot.channels.wechat.limits import CHANNEL, SHARED
from bot.channels.wechat.notices import Notices
from bot.channels.wechat.outlook import Errand, Outlook
from bot.channels.wechat.rendering import Parcel, Sending, as_text, fits_menu, parcel
from bot.delivery.courier import Letter
from bot.delivery.pauses import backoff
from bot.delivery.receipts import (
    Begun,
    Forwarded,
    Later,
    Needless,
    Receipt,
    Refused,
    Sent,
    Then,
    Waits,
)
from bot.engine import Engine
from bot.weixin.api import Api
from bot.weixin.errors import ApiError, Errcode, Unreached
from core.ways import Plan, Standing, Way, planned
from core.windows import Window
from storage.outgoing import Posting
from storage.rate_clocks import Clock

SEND: Final = "cgi-bin/message/custom/send"
UPLOAD: Final = "cgi-bin/media/upload"
BARRED_FOR: Final = timedelta(hours=1)
"""After so long it is tried again whether the account may do it."""
SAYS_NOTHING: Final = "it says nothing"
NO_ACCOUNT: Final = "this server has no such account"
NO_PICTURE: Final = "the picture cannot be read"
KEY: Final = "custom"
HOW: Final[Mapping[Way, str]] = {
    Way.MESSAGE: "微信客服消息",
    Way.NOTICE: "微信订阅通知",
    Way.RECORD: "微信办结通知",
    Way.CHAT: "微信暂时发不了，改发到企业关联的另一个聊天",
}

log = structlog.get_logger()


@dataclass(slots=True)
class Known:
    """What an account has turned out not to do, by when that is tried again."""

    barred: dict[Way, datetime]
    menus: bool = True

    def now_barred(self, now: datetime) -> frozenset[Way]:
        return frozenset(way for way, until in self.barred.items() if until > now)


class Postman:
    """The messenger WeChat, for a courier."""

    channel = CHANNEL
    shared = SHARED

    def __init__(
        self,
        engine: Engine,
        apis: Mapping[str, Api],
        outlook: Outlook,
        notices: Notices,
        pictures: Path,
    ) -> None:
        self._engine, self._apis, self._pictures = engine, apis, pictures
        self._outlook, self._notices, self._links = outlook, notices, notices.links
        self._known = {name: Known({}) for name in apis}

    def clocks(self, posting: Posting) -> tuple[Clock, ...]:
        return (self.shared,)

    def explain(self, why: str) -> str:
        return plainly(why)

    async def send(self, letter: Letter) -> Receipt:
        """Take the next step with one message, or say what became of the try."""
        errand = Errand.of(letter.posting)
        tries, now = errand.said.tries + 1, self._engine.clock.now()
        if errand.account not in self._apis:
            return Refused(NO_ACCOUNT)
        try:
            return await self._step(errand, now)
        except ApiError as error:
            return receipt_of(error, tries, now)
        except Unreached:
            return Later(backoff(tries))
        except OSError as fault:
            log.error("a picture cannot be read", chat=errand.said.chat, why=fault.strerror)
            return Refused(NO_PICTURE)

    async def _step(self, errand: Errand, now: datetime) -> Receipt:
        next_one = parcel(errand.rows, len(errand.keys), self._links)
        if next_one is None:
            return Sent(errand.key()) if errand.keys else Needless(SAYS_NOTHING)
        barred = self._known[errand.account].now_barred(now)
        standing = await self._outlook.standing(errand, barred)
        plan = planned(errand.wanted(next_one.rows), standing, now)
        try:
            return await self._go(plan, errand, next_one, standing)
        except ApiError as error:
            around = self._around(plan, errand, error, standing)
            if around is None:
                return self._refused(plan, errand, error, now)
            log.warning("a way is closed", way=plan.way, account=errand.account, why=str(error))
            return around

    def _refused(self, plan: Plan, errand: Errand, error: ApiError, now: datetime) -> Receipt:
        """A notice that is not taken says nothing of the message that it stands for."""
        receipt = receipt_of(error, errand.said.tries + 1, now)
        if isinstance(receipt, Refused) and plan.window is None:
            return Waits(receipt.why)
        return receipt

    async def _go(
        self, plan: Plan, errand: Errand, next_one: Parcel, standing: Standing
    ) -> Receipt:
        api = self._apis[errand.account]
        match plan:
            case Plan(Way.MESSAGE, Window() as window):
                return await self._message(api, errand, next_one, window)
            case Plan(Way.NOTICE):
                key = await self._notices.notice(api, errand)
                used = self._outlook.consent_used(errand)
                return Sent(errand.key(key), how=HOW[plan.way], tells=True, then=used)
            case Plan(Way.RECORD):
                key = await self._notices.record(api, errand)
                return Sent(errand.key(key), how=HOW[plan.way], tells=True)
            case Plan(Way.CHAT):
                return Forwarded(standing.chat, HOW[plan.way])
        return Waits(MAY_NOT if Way.MESSAGE in standing.barred else NO_WAY)

    async def _message(self, api: Api, errand: Errand, next_one: Parcel, window: Window) -> Receipt:
        body = await self._body(api, errand, next_one.sending)
        await api.post(SEND, {"touser": errand.openid, **body})
        key, used = errand.key(KEY), self._outlook.used(window)
        if not next_one.rows:
            return Begun(key, then=used)
        return Sent(key, also=next_one.rows[1:], how=HOW[Way.MESSAGE], then=used)

    async def _body(self, api: Api, errand: Errand, sending: Sending) -> dict[str, Any]:
        """The message in WeChat's own terms."""
        if sending.image:
            media = await self._media(api, sending.image)
            return {"msgtype": "image", "image": {"media_id": media}}
        if self._known[errand.account].menus and fits_menu(sending):
            items = [{"id": str(item.id), "content": item.label} for item in sending.items]
            menu = {"head_content": sending.text, "list": items, "tail_content": sending.page}
            return {"msgtype": "msgmenu", "msgmenu": menu}
        return {"msgtype": "text", "text": {"content": as_text(sending)}}

    async def _media(self, api: Api, reference: str) -> str:
        """A picture that came from WeChat is known there for three days; it is put there anew."""
        path = self._pictures / Path(reference).name
        content = await asyncio.to_thread(path.read_bytes)
        answer = await api.upload(UPLOAD, path.name, content, type="image")
        return str(answer["media_id"])

    def _around(
        self, plan: Plan, errand: Errand, error: ApiError, standing: Standing
    ) -> Begun | None:
        """What is kept of a refusal that closes a way and not the message; the next step takes
        another. None for one that no other way goes around, or that closes nothing: the same step
        would be taken again without end."""
        known, window = self._known[errand.account], plan.window
        then: Then | None = None
        if error.code == Errcode.WINDOW_CLOSED and window:
            then = self._outlook.closed(standing.windows)
        elif error.code == Errcode.COUNT_USED_UP and window:
            then = self._outlook.used_up(window)
        elif error.code == Errcode.NOT_CONSENTED and plan.way is Way.NOTICE:
            then = self._outlook.not_consented(errand)
        elif error.code == Errcode.KIND_OF_ACCOUNT and window and known.menus:
            known.menus = False
        elif error.code in BARRED:
            known.barred[plan.way] = self._engine.clock.now() + BARRED_FOR
        else:
            return None
        return Begun(errand.key(), then=then)

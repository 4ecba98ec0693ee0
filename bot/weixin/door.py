"""The address that WeChat or WeCom pushes to: who knocks is checked, what they bring is opened.

Whatever somebody sends, nothing is raised here and nothing is done for a stranger. A push counts as
taken (200) when the turn that it caused is committed; otherwise it is pushed again.

Plain mode has the signature of the address alone, which says nothing of the body: it is for trying
out. Compatible mode takes a body without a seal on that signature, and is no safer as long as it
lasts; a body with a seal has to be genuine, and is answered under a seal although WeChat would take
an open one: what was said between the two stays between them. Safe mode, which is WeCom's only one,
takes sealed bodies only.

Official Account: access overview, message encryption. WeCom: receiving messages and events.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import structlog
from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.account_settings import Mode
from bot.clock import Clock
from bot.crowding import Crowded
from bot.weixin.freshness import Remembered, is_fresh
from bot.weixin.sealing import Forged, Keys, Opened, Sealing
from bot.weixin.xml import BadXml, read_xml, words_of
from storage.store import Unavailable

MOST_BYTES: Final = 1024 * 1024
RETRY_SECONDS: Final = "2"
XML: Final = "text/xml"
LEAVING: Final = {"Connection": "close"}
"""Whoever is refused may still be writing, and would be listened to as long as they like."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Reply:
    """The XML of a passive reply, "" for none, and what is to be done once it is out."""

    xml: str = ""
    given: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Pushed:
    """The XML of a push, opened, and when it came."""

    fields: Mapping[str, Any]
    at: datetime


class _Refused(Exception):
    """No push for us; the status says what is wrong with it."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What stands in the address of a request. Official Accounts sign the address, and beside it
    the seal; WeCom signs the seal alone."""

    signature: str
    seal_signature: str
    timestamp: str
    nonce: str

    @classmethod
    def of(cls, request: Request) -> "_Stamp":
        names = ("signature", "msg_signature", "timestamp", "nonce")
        return cls(*(request.query_params.get(name, "") for name in names))


@dataclass(slots=True)
class Door:
    """The address of one account. `answer` takes a push and returns the passive reply; none is said
    as `nothing`. It raises `Unavailable` where the push could not be kept."""

    path: str
    mode: Mode
    keys: Keys
    clock: Clock
    answer: Callable[[Pushed], Awaitable[Reply]]
    nothing: str = "success"
    _sealing: Sealing = field(init=False, repr=False)
    _remembered: Remembered = field(init=False, repr=False, default_factory=Remembered)

    def __post_init__(self) -> None:
        self._sealing = Sealing(self.keys)

    def route(self) -> Route:
        return Route(self.path, self._knocked, methods=["GET", "POST"])

    async def _knocked(self, request: Request) -> Response:
        try:
            if request.method == "POST":
                return await self._posted(request)
            return self._checked(request)
        except _Refused as refused:
            log.warning("a push was refused", path=self.path, why=refused.why)
            return Response(status_code=refused.status, headers=LEAVING)
        except Crowded:
            return _again()
        except Unavailable as fault:
            log.error("a push could not be stored", path=self.path, why=str(fault))
            return _again()

    def _checked(self, request: Request) -> Response:
        """The check of the address: the bare text, without quotes or a line end."""
        stamp, echo = _Stamp.of(request), request.query_params.get("echostr", "")
        if stamp.seal_signature:
            return PlainTextResponse(self._opened(stamp, echo).content)
        self._demand_signed(stamp)
        return PlainTextResponse(echo)

    async def _posted(self, request: Request) -> Response:
        stamp, now = _Stamp.of(request), self.clock.now()
        if self.mode is Mode.PLAIN:
            self._demand_signed(stamp)
        elif not is_fresh(stamp.timestamp, now):
            raise _Refused(403, "timestamp")
        body = await _body(request)
        fields, opened = self._read(stamp, body)
        signature = self._sealing.signature(stamp.timestamp, stamp.nonce)
        if not self._remembered.takes(signature, opened.content if opened else body, now):
            raise _Refused(403, "nonce")
        reply = await self._answered(Pushed(fields, now))
        return self._replied(reply, stamp, opened)

    def _read(self, stamp: _Stamp, body: bytes) -> tuple[Mapping[str, Any], Opened | None]:
        fields = _fields(body)
        sealed = words_of(fields, "Encrypt")
        if self.mode is Mode.SAFE or (self.mode is Mode.COMPATIBLE and sealed):
            opened = self._opened(stamp, sealed)
            return _fields(opened.content), opened
        self._demand_signed(stamp)
        return fields, None

    def _demand_signed(self, stamp: _Stamp) -> None:
        if not self._sealing.is_signed(stamp.signature, stamp.timestamp, stamp.nonce):
            raise _Refused(403, "signature")

    def _opened(self, stamp: _Stamp, sealed: str) -> Opened:
        try:
            return self._sealing.opened(stamp.seal_signature, stamp.timestamp, stamp.nonce, sealed)
        except Forged as forged:
            raise _Refused(403, str(forged)) from None

    async def _answered(self, pushed: Pushed) -> Reply:
        try:
            return await self.answer(pushed)
        except Unavailable:
            raise
        except Exception:
            # Pushed again it would fail again, and the person would read that nobody is there.
            log.exception("a push was not taken", path=self.path)
            return Reply()

    def _replied(self, reply: Reply, stamp: _Stamp, opened: Opened | None) -> Response:
        after = BackgroundTask(self._follow, reply.given) if reply.given else None
        if not reply.xml:
            return PlainTextResponse(self.nothing, background=after)
        xml = reply.xml
        if opened:
            moment = str(int(self.clock.now().timestamp()))
            xml = self._sealing.sealed(xml, moment, stamp.nonce, opened.key)
        return Response(xml, media_type=XML, background=after)

    async def _follow(self, given: Callable[[], Awaitable[None]]) -> None:
        try:
            await given()
        except Exception:
            # The answer is out, and nobody is left to be told.
            log.exception("what follows an answer was not done", path=self.path)


def _fields(body: bytes) -> Mapping[str, Any]:
    try:
        return read_xml(body)
    except BadXml as bad:
        raise _Refused(400, str(bad)) from None


def _again() -> Response:
    return Response(status_code=503, headers={"Retry-After": RETRY_SECONDS})


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise _Refused(413, "size")
    except ClientDisconnect:
        raise _Refused(400, "broken off") from None
    return bytes(body)

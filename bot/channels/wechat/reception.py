"""What happens at an Official Account, taken up: whose talk it is, the turn, the answer to it.

A push is a turn, and is acknowledged only when that is committed. What waits for somebody goes out
with their next sign of life, in the answer to it as far as that holds it.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog

from bot.account_settings import WechatAccount
from bot.channels.wechat.answered import Answered
from bot.channels.wechat.happenings import (
    Clicked,
    Consent,
    Followed,
    Happening,
    Left,
    NoticeSent,
    Scanned,
    TemplateSent,
    Written,
)
from bot.channels.wechat.inbounds import inbound_of
from bot.channels.wechat.limits import CHANNEL
from bot.channels.wechat.menu import words_of
from bot.channels.wechat.passive import Offer, PassiveReplies
from bot.channels.wechat.pushes import NotAPush, read_push
from bot.channels.wechat.replies import text_reply
from bot.channels.wechat.results import Results
from bot.channels.wechat.scenes import Scenes
from bot.delivery.pauses import backoff
from bot.engine import Engine
from bot.messengers.talks import Talks
from bot.rating_links import RatingLinks
from bot.weixin.door import Pushed, Reply
from core.messages import Inbound, InboundKind, Press
from core.windows import ContactKind
from storage.stations import list_stations
from storage.stranded import Stranded
from storage.turns import NoStation, Taken
from storage.windows import Windows
from storage.writer import Unavailable

GREETING: Final = "您好"
"""What somebody says by following the account or scanning its code."""
NOTHING: Final = Reply()

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Contact:
    """Something that somebody did and is answered: what it says, what it opens, the item that was
    pressed, the station whose code was scanned."""

    inbound: Inbound
    opens: ContactKind
    item: str = ""
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody before the turn: our name for the talk, all their talks, the choice
    that is meant."""

    talk: str
    talks: tuple[str, ...]
    station: str
    press: Press | None = None


class Reception:
    """Takes up what is pushed for one account, over one engine."""

    def __init__(
        self, engine: Engine, account: WechatAccount, links: RatingLinks, reply_seconds: float
    ) -> None:
        self._engine, self._account, self._reply_seconds = engine, account, reply_seconds
        schema = engine.schema
        self._scenes, self._talks = Scenes(links.secret), Talks(schema, CHANNEL)
        self._answered, self._passive = Answered(schema), PassiveReplies(engine, links)
        self._windows, self._stranded = Windows(schema), Stranded(schema)
        self._results = Results(engine, account)
        self._late: set[asyncio.Task[Offer | None]] = set()

    async def take(self, pushed: Pushed) -> Reply:
        """Take a push up. Raises `Unavailable` where nothing could be stored."""
        try:
            happening = read_push(pushed.fields)
        except NotAPush as why:
            log.warning("what was pushed is none of its kinds", why=str(why))
            return NOTHING
        match happening:
            case Left() | Consent() | TemplateSent() | NoticeSent():
                await self._results.take(happening)
                return NOTHING
        contact = self._contact(happening, pushed)
        return await self._replied(contact, happening) if contact else NOTHING

    async def finish(self) -> None:
        """End with the turns that were not done in time."""
        for turn in self._late:
            turn.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)

    def _contact(self, happening: Happening, pushed: Pushed) -> Contact | None:
        account = self._account.name
        if isinstance(happening, Written):
            inbound = inbound_of(happening, account, pushed.at)
            opens = ContactKind.CLICK if happening.menu else ContactKind.WORDS
            return Contact(inbound, opens, happening.menu) if inbound else None
        words, scene = "", ""
        match happening:
            case Clicked():
                words = words_of(happening.key)
            case Followed() | Scanned():
                words, scene = GREETING, self._scenes.station_in(happening.scene)
        if not words:
            return None
        address = f"{account}.{happening.sender}"
        inbound = Inbound(
            CHANNEL, address, address, happening.id, min(happening.at, pushed.at), pushed.at,
            text=words,
        )  # fmt: skip
        return Contact(inbound, ContactKind.CLICK, scene=scene)

    async def _replied(self, contact: Contact, happening: Happening) -> Reply:
        """The answer, if it is there in time; what comes later is sent."""
        late = threading.Event()
        turn = asyncio.create_task(self._turn(contact, late))
        done, _ = await asyncio.wait({turn}, timeout=self._reply_seconds)
        if not done:
            late.set()
            self._late.add(turn)
            turn.add_done_callback(self._over)
            return NOTHING
        offer = turn.result()
        if offer is None:
            return NOTHING
        now = self._engine.clock.now()
        xml = text_reply(happening.sender, happening.account, now, offer.text)
        return Reply(xml, lambda: self._given(offer))

    def _over(self, turn: "asyncio.Task[Offer | None]") -> None:
        self._late.discard(turn)
        if not turn.cancelled() and (fault := turn.exception()):
            log.error("a push was not taken in time, and then not at all", why=repr(fault))

    async def _turn(self, contact: Contact, late: threading.Event) -> Offer | None:
        try:
            offer = await self._stored(contact, late)
        except NoStation as fault:
            log.error("there is no such station", station=str(fault))
            return None
        if offer and late.is_set():
            await self._engine.write(lambda each: self._passive.dropped(each, offer))
            self._engine.wake((CHANNEL,))
            return None
        return offer

    async def _stored(self, contact: Contact, late: threading.Event) -> Offer | None:
        """The turn; once WeChat was told that it has its message, it is tried until it is kept."""
        tries = 0
        while True:
            try:
                return await self._taken(contact, late)
            except Unavailable as fault:
                if not late.is_set():
                    raise
                tries += 1
                log.error("a push is not stored yet", why=str(fault), tries=tries)
                await asyncio.sleep(backoff(tries).total_seconds())

    async def _taken(self, contact: Contact, late: threading.Event) -> Offer | None:
        known = await self._known(contact)
        inbound = replace(contact.inbound, chat=known.talk, station=known.station)
        if known.press:
            inbound = replace(inbound, kind=InboundKind.PRESS, text="", press=known.press)
        elif inbound.kind is InboundKind.PRESS:
            inbound = replace(inbound, kind=InboundKind.TEXT)  # its label is what was said
        coming, chat = self._engine.read_words(inbound), f"{CHANNEL}:{known.talk}"

        def unit(connection: sqlite3.Connection) -> tuple[Taken, Offer | None]:
            self._open(connection, contact, known.talks)
            taken = self._engine.turns.take(connection, coming)
            if late.is_set():
                return taken, None
            now = self._engine.clock.now()
            return taken, self._passive.offer(connection, chat, inbound.id, now)

        taken, offer = await self._engine.write(unit)
        self._engine.note(taken)
        return offer

    def _open(self, connection: sqlite3.Connection, contact: Contact, talks: Sequence[str]) -> None:
        """They can be written to again: what waited goes out, each in its place."""
        inbound = contact.inbound
        self._windows.open(connection, f"{CHANNEL}:{inbound.sender}", contact.opens, inbound.at)
        for talk in talks:
            chat = f"{CHANNEL}:{talk}"
            if self._stranded.waits(connection, chat) or self._stranded.is_closed(connection, chat):
                self._stranded.reopen(connection, chat)

    async def _given(self, offer: Offer) -> None:
        now = self._engine.clock.now()
        told = await self._engine.write(lambda each: self._passive.given(each, offer, now))
        self._engine.wake(told)

    async def _known(self, contact: Contact) -> Known:
        if contact.scene:
            sender, scene = contact.inbound.sender, contact.scene
            await self._engine.write(lambda each: self._talks.enter(each, sender, scene))
        return await self._engine.read(lambda each: self._find(each, contact))

    def _find(self, connection: sqlite3.Connection, contact: Contact) -> Known:
        inbound = contact.inbound
        talks = self._talks.all(connection, inbound.sender)
        press, talk = self._press(connection, contact, tuple(talks))
        if not talk:
            talk = self._talks.of(connection, inbound.sender, 0, inbound.id)
        station = contact.scene or talks.get(talk) or self._station(connection)
        return Known(talk, tuple(talks) or (talk,), station, press)

    def _press(
        self, connection: sqlite3.Connection, contact: Contact, talks: Sequence[str]
    ) -> tuple[Press | None, str]:
        """The choice that is meant, and the talk that it stands in."""
        inbound = contact.inbound
        for talk in talks:
            if contact.item:
                press = self._answered.pressed(connection, f"{CHANNEL}:{talk}", contact.item)
                if press:
                    return press, talk
        if contact.item or inbound.kind is not InboundKind.TEXT or not talks:
            return None, ""
        talk = self._talks.of(connection, inbound.sender, 0, inbound.id)
        press = self._answered.typed(connection, f"{CHANNEL}:{talk}", inbound.text)
        return press, talk if press else ""

    def _station(self, connection: sqlite3.Connection) -> str:
        """The account's first station, the installation's where it names none that is there."""
        there = [each.id for each in list_stations(connection)]
        named = [id for id in self._account.stations if id in there]
        return next(iter(named or there), "")

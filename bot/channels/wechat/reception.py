"""What happens at an Official Account, taken up: whose talk it is, the turn, the answer to it.

A push is a turn, and is acknowledged only when that is committed. What waits for somebody goes out
with their next sign of life, in the answer to it as far as that holds it.
"""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final
from weakref import WeakValueDictionary

import structlog

from bot.account_settings import WechatAccount
from bot.channels.wechat.choices import is_ours
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
from bot.channels.wechat.meant import PLACE, Contact, Known, Meant
from bot.channels.wechat.menu import words_of
from bot.channels.wechat.passive import Offer, PassiveReplies
from bot.channels.wechat.pushes import NotAPush, read_push
from bot.channels.wechat.replies import text_reply
from bot.channels.wechat.results import Results
from bot.channels.wechat.scenes import Scenes
from bot.delivery.pauses import backoff
from bot.engine import Engine
from bot.measures import DELIVERED
from bot.rating_links import RatingLinks
from bot.weixin.door import Pushed, Reply
from core.messages import Inbound, InboundKind
from core.windows import ContactKind
from storage.connections import Connection
from storage.store import Unavailable
from storage.stranded import Stranded
from storage.turns import NoStation, Taken
from storage.windows import Windows

GREETING: Final = "您好"
"""What somebody says by following the account or scanning its code."""
NOTHING: Final = Reply()
TRIES: Final = 8
KEPT_TRIES: Final = 6
"""Of these parts of the time for an answer the first pause is one, after a try to store it."""

log = structlog.get_logger()


@dataclass(slots=True)
class Trial:
    """How the taking of one push stands: whether it is too late for an answer, what kept it from
    being stored."""

    late: threading.Event = field(default_factory=threading.Event)
    fault: Unavailable | None = None


class Reception:
    """Takes up what is pushed for one account, over one engine."""

    def __init__(
        self, engine: Engine, account: WechatAccount, links: RatingLinks, reply_seconds: float
    ) -> None:
        self._engine, self._account, self._reply_seconds = engine, account, reply_seconds
        schema = engine.schema
        self._scenes, self._meant = Scenes(links.secret), Meant(schema, account)
        self._passive, self._results = PassiveReplies(engine, links), Results(engine, account)
        self._windows, self._stranded = Windows(schema), Stranded(schema)
        self._pause = timedelta(seconds=reply_seconds / TRIES)
        self._longest_pause = timedelta(seconds=reply_seconds / 2)
        self._late: set[asyncio.Task[Offer | None]] = set()
        self._one_by_one = WeakValueDictionary[str, asyncio.Lock]()

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
        """End with the turns that were not done in time: WeChat brings none of them again."""
        if self._late:
            await asyncio.wait(self._late, timeout=self._reply_seconds)
        late = tuple(self._late)
        for turn in late:
            log.error("a push was acknowledged and is not kept")
            turn.cancel()
        await asyncio.gather(*late, return_exceptions=True)

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
        trial = Trial()
        turn = asyncio.create_task(self._turn(contact, trial))
        done, _ = await asyncio.wait({turn}, timeout=self._reply_seconds)
        if not done:
            return await self._too_late(turn, trial)
        offer = turn.result()
        if offer is None:
            return NOTHING
        now = self._engine.clock.now()
        xml = text_reply(happening.sender, happening.account, now, offer.text)
        return Reply(xml, lambda: self._given(offer))

    async def _too_late(self, turn: "asyncio.Task[Offer | None]", trial: Trial) -> Reply:
        """What is slow is acknowledged and goes on. What could not be stored is not: WeChat cuts
        the line after five seconds and brings it again."""
        trial.late.set()
        if trial.fault:
            await asyncio.wait({turn}, timeout=self._reply_seconds / 2)
            if not turn.done():
                turn.cancel()
                raise trial.fault
            turn.result()
            return NOTHING
        self._late.add(turn)
        turn.add_done_callback(self._over)
        return NOTHING

    def _over(self, turn: "asyncio.Task[Offer | None]") -> None:
        self._late.discard(turn)
        if not turn.cancelled() and (fault := turn.exception()):
            log.error("a push was not taken in time, and then not at all", why=repr(fault))

    async def _turn(self, contact: Contact, trial: Trial) -> Offer | None:
        try:
            offer = await self._stored(contact, trial)
        except NoStation as fault:
            log.error("there is no such station", station=str(fault))
            return None
        if offer and trial.late.is_set():
            await self._engine.write(lambda each: self._passive.dropped(each, offer))
            self._engine.wake((CHANNEL,))
            return None
        return offer

    async def _stored(self, contact: Contact, trial: Trial) -> Offer | None:
        """The turn, tried until it is kept."""
        tries = 0
        while True:
            try:
                async with self._alone(contact.inbound.sender):
                    return await self._taken(contact, trial.late)
            except Unavailable as fault:
                trial.fault, tries = fault, tries + 1
                log.error("a push is not stored yet", why=str(trial.fault), tries=tries)
                pause = backoff(tries, self._pause, self._longest_pause)
                await asyncio.sleep(pause.total_seconds())

    def _alone(self, sender: str) -> asyncio.Lock:
        """What one person does is taken in the order in which it came."""
        return self._one_by_one.setdefault(sender, asyncio.Lock())

    async def _taken(self, contact: Contact, late: threading.Event) -> Offer | None:
        known = await self._known(contact)
        inbound = replace(contact.inbound, chat=known.talk, station=known.station)
        if known.press:
            inbound = replace(inbound, kind=InboundKind.PRESS, text="", press=known.press)
        elif inbound.kind is InboundKind.PRESS and not is_ours(contact.item):
            inbound = replace(inbound, kind=InboundKind.TEXT)  # another program's: its label counts
        coming = self._engine.read_words(inbound, *known.left)
        chat = PLACE.format(talk=known.talk)

        def unit(connection: Connection) -> tuple[Taken, Offer | None]:
            self._open(connection, contact, known.talks)
            taken = self._engine.turns.take(connection, coming)
            if late.is_set():
                return taken, None
            now = self._engine.clock.now()
            return taken, self._passive.offer(connection, chat, inbound.id, now)

        taken, offer = await self._engine.write(unit)
        self._engine.note(taken)
        return offer

    async def _known(self, contact: Contact) -> Known:
        if contact.scene:
            return await self._engine.write(lambda each: self._meant.entered(each, contact))
        return await self._engine.read(lambda each: self._meant.known(each, contact))

    def _open(self, connection: Connection, contact: Contact, talks: Sequence[str]) -> None:
        """They can be written to again: what waited goes out, each in its place."""
        inbound = contact.inbound
        self._windows.open(connection, f"{CHANNEL}:{inbound.sender}", contact.opens, inbound.at)
        for talk in talks:
            chat = PLACE.format(talk=talk)
            if self._stranded.waits(connection, chat) or self._stranded.is_closed(connection, chat):
                self._stranded.reopen(connection, chat)

    async def _given(self, offer: Offer) -> None:
        """Keep that the answer is out, also where the database takes nothing for a moment: given
        up, it would be sent once more."""
        now, tries = self._engine.clock.now(), 0
        while True:
            try:
                told = await self._engine.write(lambda each: self._passive.given(each, offer, now))
            except Unavailable:
                tries += 1
                if tries == KEPT_TRIES:
                    raise
                await asyncio.sleep(backoff(tries, self._pause).total_seconds())
            else:
                self._note_given(offer)
                return self._engine.wake(told)

    def _note_given(self, offer: Offer) -> None:
        if offer.posting is not None:
            said = offer.posting.said
            self._engine.measures.delivery(CHANNEL, DELIVERED)
            log.info("delivery", turn=said.turn, chat=said.chat, n=said.n, became=DELIVERED)

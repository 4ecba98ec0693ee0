"""What members of the staff do in their own chats with an app, taken up.

They are not heard in the group, so their talk is carried from here: what is written about the
request in focus goes to the enterprise or is shown to the colleagues in the group. Without a focus
a command is done and an answer to what was asked is heard; anything else is said to be nowhere.
"""

import asyncio
from dataclasses import replace
from typing import Final

import structlog

from bot.account_settings import WecomAccount
from bot.channels.wecom.focusing import Focusing, focus_on, own_id
from bot.channels.wecom.happenings import CardPressed, Clicked, Happening, Written
from bot.channels.wecom.inbounds import inbound_of
from bot.channels.wecom.limits import CHANNEL
from bot.channels.wecom.presses import Presses
from bot.channels.wecom.words import (
    ASIDE,
    LEFT,
    NO_ROOM,
    NOT_ASKED,
    NOT_BOUND,
    NOTHING_IN_FOCUS,
    SAY_IT_HERE,
    WORDS_ALONE,
    WORDS_AND_PICTURES,
    leaves,
    note_in,
    token_in,
)
from bot.engine import Engine
from bot.messengers.binding import Binding
from bot.messengers.reached import Reached
from bot.messengers.staff_chats import Placed, StaffChats
from bot.room.doubting import is_aside
from core.conversations import Focus, FocusMode
from core.messages import Inbound, InboundKind, Line
from storage.stations import list_stations
from storage.turns import NoStation

NOTED: Final = "备注：{words}"
"""With its word before it a note is no command and no answer, whatever it begins with."""
SHOWN: Final = frozenset({InboundKind.TEXT, InboundKind.IMAGE})

Meant = tuple[Inbound | None, Line | None]
"""What is said in a room, and what is said to its author; one of the two at least."""

log = structlog.get_logger()


class Reception:
    """Takes up what happens at one account, one thing after another: whom the next words are for is
    decided by what came before them."""

    def __init__(self, engine: Engine, account: WecomAccount) -> None:
        self._engine, self._account = engine, account
        self._staff, self._binding = StaffChats(engine, CHANNEL), Binding(engine)
        self._focusing, self._presses = Focusing(engine), Presses(engine, account)
        self._reached = Reached(engine, CHANNEL)
        self._turn = asyncio.Lock()

    async def take(self, happening: Happening) -> str:
        """Take a happening up; the passive reply, mostly none. Raises `Unavailable` where nothing
        could be stored."""
        if not isinstance(happening, Written | CardPressed | Clicked):
            return ""
        async with self._turn:
            return await self._taken(happening)

    async def _taken(self, happening: Written | CardPressed | Clicked) -> str:
        now = self._engine.clock.now()
        try:
            inbound = await self._at_a_station(inbound_of(happening, self._account, now))
            if isinstance(happening, CardPressed):
                return await self._presses.take(happening, inbound)
            await self._written(inbound)
        except NoStation as fault:
            log.error("there is no such station", station=str(fault))
        return ""

    async def _written(self, inbound: Inbound) -> None:
        if token := token_in(inbound.text):
            await self._focusing.end(inbound)
            await self._binding.member(inbound, token)
            return
        placed = await self._staff.placed(inbound, 0)
        if placed is None:
            await self._binding.says(inbound, await self._why_nowhere(inbound))
            return
        await self._reached.heard(placed.room.partition(":")[2])
        focus = await self._focusing.of(inbound)
        if not await self._focusing.is_known(inbound, placed.room, focus.room if focus else ""):
            meant, line = await self._meant(inbound, placed, focus)
            if meant:
                await self._engine.receive(meant)
            if line:
                await self._binding.says(inbound, line)
        await self._focusing.asked_since(inbound)

    async def _why_nowhere(self, inbound: Inbound) -> Line:
        member = await self._engine.read(lambda each: self._staff.member(each, inbound.sender))
        return NO_ROOM if member else NOT_BOUND

    async def _meant(self, inbound: Inbound, placed: Placed, focus: Focus | None) -> Meant:
        """A member's message as said in a room, and what is said to them."""
        outward = focus is not None and focus.mode is FocusMode.OUTWARD
        if leaves(inbound.text):
            await self._focusing.end(inbound)
            return None, LEFT
        note = note_in(inbound.text)
        if note is not None:
            return await self._noted(inbound, placed, focus, note)
        if placed.inbound and placed.asked and not outward:
            return placed.inbound, None
        if focus is None:
            return (placed.inbound, None) if placed.inbound else (None, SAY_IT_HERE)
        await self._focusing.keep(inbound, focus, focus.mode)
        return _commanded(placed, focus) or await self._about(inbound, focus)

    async def _noted(
        self, inbound: Inbound, placed: Placed, focus: Focus | None, note: str
    ) -> Meant:
        """“备注”: what follows, and is written next, is for the colleagues alone."""
        named = self._focusing.named(note, placed.room, focused=focus is not None)
        thread, words = await named
        room = placed.room if thread else focus.room if focus else ""
        if not room:
            return None, NOTHING_IN_FOCUS
        thread = thread or (focus.thread if focus else "")
        focus = focus_on(inbound, room, thread, FocusMode.INTERNAL)
        asked = await self._focusing.turn(inbound, focus)
        if not words:
            return None, await self._focusing.line(focus, asked=asked)
        told, why = _shown(replace(inbound, text=NOTED.format(words=words)), focus)
        return told, NOT_ASKED if asked else why

    async def _about(self, inbound: Inbound, focus: Focus) -> Meant:
        """What is written about the request in focus."""
        if focus.mode is FocusMode.INTERNAL:
            return _shown(inbound, focus)
        if is_aside(inbound.text):
            told, why = _shown(inbound, focus)
            return told, why or ASIDE
        if inbound.kind is not InboundKind.TEXT:
            return None, WORDS_ALONE if inbound.kind in SHOWN else WORDS_AND_PICTURES
        press = await self._focusing.reply(focus)
        if press is None:
            return None, NOTHING_IN_FOCUS
        return replace(_placed(inbound, focus), kind=InboundKind.PRESS, press=press), None

    async def _at_a_station(self, inbound: Inbound) -> Inbound:
        """Where the account names no station, or one that is no more, the first."""
        ids = [each.id for each in await self._engine.read(list_stations)]
        if inbound.station in ids:
            return inbound
        return replace(inbound, station=ids[0] if ids else "")


def _commanded(placed: Placed, focus: Focus) -> Meant | None:
    """A command, in the talk of what is in focus."""
    if placed.inbound is None or placed.asked:
        return None
    chat = focus.room.partition(":")[2]
    return replace(placed.inbound, chat=chat, thread=focus.thread), None


def _shown(inbound: Inbound, focus: Focus) -> Meant:
    """What the colleagues read in the group."""
    if inbound.kind not in SHOWN:
        return None, WORDS_AND_PICTURES
    return replace(_placed(inbound, focus), copied=True), None


def _placed(inbound: Inbound, focus: Focus) -> Inbound:
    """As said in the group, in the talk of what is in focus."""
    chat = focus.room.partition(":")[2]
    return replace(inbound, chat=chat, id=own_id(inbound), thread=focus.thread)

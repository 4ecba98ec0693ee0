"""One open page: its frames read in order, its chat's rows sent in order.

Two tasks share the socket: one reads and has every message committed before it says `taken`, the
other sends rows whenever the chat wakes. What a page still lacks is decided by numbers alone, so
neither needs to know what the other has done.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.channels.web import frames, sentences
from bot.channels.web.desk import Member, Opening, Row, Seat, Unavailable
from bot.channels.web.frames import Frame, Json
from bot.channels.web.house import House, address_of
from bot.channels.web.inbounds import Spoken, inbound_of
from bot.channels.web.presence import Presence

PAGE: Final = 60
THREAD: Final = 300
NEWEST: Final = 2**53
LONGEST_FRAME: Final = 32 * 1024
STATE_SECONDS: Final = 60.0
SIGNED_OUT: Final = 4401
TRY_LATER: Final = 1013
PROTOCOL_ERROR: Final = 1002


class SignedOut(Exception):
    """The session ended while the page was open."""


class OpenPage:
    def __init__(self, house: House, presence: Presence, socket: WebSocket, seat: Seat) -> None:
        self._house = house
        self._desk = house.desk
        self._presence = presence
        self._socket = socket
        self._seat = seat
        self._sent = 0
        self._state: Opening | None = None
        self._state_due = 0.0
        self._member: Member | None = None
        self._sending = asyncio.Lock()

    async def serve(self) -> None:
        """Until the page goes, or its session ends."""
        try:
            with self._presence.present(self._seat.chat, self):
                await self._talk()
        except* WebSocketDisconnect:
            pass
        except* SignedOut:
            await self._close(SIGNED_OUT)
        except* Unavailable:
            await self._close(TRY_LATER)

    async def _close(self, code: int) -> None:
        with suppress(WebSocketDisconnect):
            await self._socket.close(code)

    async def send(self, frame: Json) -> None:
        async with self._sending:
            await self._socket.send_json(frame)

    async def _talk(self) -> None:
        received = self._frames()
        first = await anext(received, None)
        if not isinstance(first, frames.Hello):
            await self._socket.close(PROTOCOL_ERROR)
            return
        async with asyncio.TaskGroup() as tasks:
            feeder = tasks.create_task(self._feed(first.after))
            async for frame in received:
                await self._check()
                await self._take(frame)
            feeder.cancel()

    async def _frames(self) -> AsyncIterator[Frame | None]:
        while (message := await self._socket.receive())["type"] == "websocket.receive":
            raw = message.get("text") or ""
            yield frames.read_frame(raw) if len(raw) <= LONGEST_FRAME else None

    async def _check(self) -> None:
        """A member who was removed sees and says nothing more, whatever page is still open."""
        if not self._seat.staff:
            return
        member = await self._house.member(self._socket)
        if not member or (member.id, member.room) != (self._seat.person, self._seat.chat):
            raise SignedOut
        if member != self._member:
            self._member = member
            colleagues = await self._desk.colleagues(member.station)
            await self.send(frames.me_frame(member, colleagues))

    # What comes in

    async def _take(self, frame: Frame | None) -> None:
        match frame:
            case frames.Say() | frames.Pressed() | frames.Pictured():
                await self._hear(frame)
            case frames.Typing() if self._seat.staff:
                await self._tell_typing(frame)
            case frames.Ping():
                await self.send({"t": "pong"})
            case frames.Hello() | frames.Typing():
                pass
            case None:
                await self.send(frames.refused_frame("", sentences.UNREADABLE))
            case _:
                await self._show(frame)

    async def _show(self, frame: frames.Earlier | frames.Thread | frames.Seen) -> None:
        if self._house.limits.signs.wait(self._seat.person):
            return
        match frame:
            case frames.Earlier(before=before):
                rows = await self._desk.rows_before(self._seat, before, PAGE)
                await self._send_rows(rows, {"before": before, "more": len(rows) == PAGE})
            case frames.Thread(thread=thread):
                rows = await self._desk.rows_of(self._seat, thread, THREAD)
                await self._send_rows(rows, {"of": thread})
            case frames.Seen(upto=upto):
                await self._desk.mark_seen(self._seat, min(upto, self._sent))

    async def _hear(self, frame: Spoken) -> None:
        if refusal := self._refusal(frame):
            await self.send(refusal)
            return
        try:
            await self._desk.receive(inbound_of(frame, self._seat, self._desk.now()))
        except Unavailable as failure:
            await self.send(frames.refused_frame(frame.id, failure.why, failure.retry))
        else:
            await self.send(frames.taken_frame(frame.id))

    def _refusal(self, frame: Spoken) -> Json | None:
        limit, limits = self._house.settings.text_limit, self._house.limits
        if len(frames.words_of(frame)) > limit:
            return frames.refused_frame(frame.id, sentences.TOO_LONG.format(limit=limit))
        if isinstance(frame, frames.Say) and not frame.text:
            return frames.refused_frame(frame.id, sentences.EMPTY)
        wait = limits.says.wait(self._seat.person)
        wait = wait or limits.says_address.wait(address_of(self._socket))
        if wait:
            return frames.refused_frame(frame.id, sentences.TOO_FAST, math.ceil(wait))
        return None

    async def _tell_typing(self, frame: frames.Typing) -> None:
        if not self._member or self._house.limits.signs.wait(self._seat.person):
            return
        said = frames.typing_frame(self._member.name, frame.thread)
        for other in self._presence.others(self._seat.chat, self):
            with suppress(WebSocketDisconnect, RuntimeError):
                await other.send(said)

    # What goes out

    async def _feed(self, after: int) -> None:
        async with self._desk.listen(self._seat.chat) as wake:
            await self._check()
            await self._greet(after)
            while True:
                # Not `wait_for`: under 3.11 it forgets a cancellation that comes with the wake-up.
                with suppress(TimeoutError):
                    async with asyncio.timeout(STATE_SECONDS):
                        await wake.wait()
                wake.clear()
                await self._check()
                await self._catch_up()
                await self._tell_state()

    async def _greet(self, after: int) -> None:
        """A fresh page gets the last rows; one that comes back gets all that it missed."""
        await self._tell_state()
        newest = await self._desk.rows_before(self._seat, NEWEST, 1 if after else PAGE)
        last = newest[-1].n if newest else 0
        if after > last:
            await self.send({"t": "reset"})
            return
        self._sent = after
        if after:
            await self._catch_up()
        else:
            await self._send_new(newest)
        seen = await self._desk.seen(self._seat)
        await self.send(frames.ready_frame(seen, more=not after and len(newest) == PAGE))

    async def _catch_up(self) -> None:
        while rows := await self._desk.rows(self._seat, self._sent, PAGE):
            await self._send_new(rows)

    async def _send_new(self, rows: Sequence[Row]) -> None:
        if rows:
            await self._send_rows(rows, {})
            self._sent = rows[-1].n

    async def _send_rows(self, rows: Sequence[Row], about: Json) -> None:
        await self.send(frames.rows_frame(rows, self._seat) | about)

    async def _tell_state(self) -> None:
        now = asyncio.get_running_loop().time()
        if now < self._state_due:
            return
        self._state_due = now + STATE_SECONDS
        opening = await self._desk.opening(self._seat.station)
        if opening != self._state:
            self._state = opening
            await self.send(frames.state_frame(opening))

"""A fresh installation for one script: a database of its own, two members of staff, a clock."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.channels.web.desk import CHANNEL, Seat
from bot.clock import MovableClock
from bot.desk.talking import Talking
from bot.engine import Engine
from bot.intents.lexicon import Lexicon
from core.messages import Attachment, Inbound, InboundKind
from core.parties import Person
from core.people import Role
from core.settings import StationSettings
from storage.databases import Database
from storage.migrations.upgrade import lay_out
from storage.schema import schema
from storage.sqlite_database import SqliteDatabase
from storage.staff import add_member
from storage.stations import ROOM, add_station
from storage.turns import Taken

STATION: Final = "hy"
SPECIALIST: Final = Person("specialist", STATION, "指定专员", (Role.SPECIALIST,), True, True)
HEAD: Final = Person("head", STATION, "站长", (Role.HEAD,), True, True)
SETTINGS: Final = StationSettings(
    name="示例服务站（虚构）",
    code="HY",
    parking="门口有免费车位",
    fees="咨询不收费，检测检定按机构标准收取",
    address="示例路1号",
    phone="027-00000000",
)
EVERYTHING: Final = 2**31
A_MOMENT: Final = timedelta(seconds=1)


class Stage:
    """An engine with a clock that jumps, and hands to send what a script says."""

    def __init__(self, engine: Engine, clock: MovableClock) -> None:
        self.engine, self.clock = engine, clock
        self._pages = Talking(engine)
        self._sent = 0

    async def pass_time(self, until: datetime) -> None:
        """Let everything happen that falls due before `until`, each thing at its time."""
        while (due := await self.engine.next_due()) is not None and due <= until:
            self.clock.move_to(max(due, self.clock.now()))
            if not await self.engine.sweep():
                break
        self.clock.move_to(until)

    async def enterprise(self, user: str, text: str, kind: InboundKind = InboundKind.TEXT) -> Taken:
        """An enterprise's message, words or a picture."""
        picture = Attachment("script") if kind is InboundKind.IMAGE else None
        return await self._send(f"{STATION}.{user}", user, text, kind, picture)

    async def staff(self, text: str, thread: str = "") -> Taken:
        """A message of the specialist in the room; the enterprise's page stands open and fetches
        at once what it is told."""
        taken = await self.unfetched(text, thread)
        for chat in sorted(taken.chats):
            key = chat.removeprefix(f"{CHANNEL}:")
            if key != ROOM.format(station=STATION):
                whose = key.removeprefix(f"{STATION}.")
                await self._pages.mark_seen(Seat(key, whose, STATION), EVERYTHING)
        return taken

    async def unfetched(self, text: str, thread: str = "") -> Taken:
        """A message of the specialist in the room, while the enterprise's page is closed."""
        return await self._send(
            ROOM.format(station=STATION), SPECIALIST.id, text, InboundKind.TEXT, None, thread
        )

    async def _send(  # noqa: PLR0913
        self,
        chat: str,
        sender: str,
        text: str,
        kind: InboundKind,
        picture: Attachment | None,
        thread: str = "",
    ) -> Taken:
        self._sent += 1
        now = self.clock.now()
        inbound = Inbound(
            "web", chat, sender, f"s{self._sent}", now, now, kind, text, None, picture, thread,
            STATION,
        )  # fmt: skip
        return await self.engine.receive(inbound)


@asynccontextmanager
async def staged(
    lexicon: Lexicon, begins: datetime, database: Database | None = None
) -> AsyncIterator[Stage]:
    """A stage as it stands when the script begins: in a laid out database, or where none is given
    in a temporary folder."""
    with nullcontext(database) if database else _temporary() as base:
        tables, clock = schema(), MovableClock(begins - A_MOMENT)
        with base.writing() as writing:
            add_station(writing, tables, STATION, SETTINGS)
            for person in (SPECIALIST, HEAD):
                add_member(writing, tables, person)
        engine = Engine(base.open(), tables, lexicon, clock)
        try:
            yield Stage(engine, clock)
        finally:
            await engine.close()


@contextmanager
def _temporary() -> Iterator[Database]:
    with tempfile.TemporaryDirectory(prefix="replay-") as folder:
        path = Path(folder) / "station.db"
        lay_out(path)
        yield SqliteDatabase(path, path.with_name("serving"))

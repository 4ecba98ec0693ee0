"""Telling the staff that a messenger does not let one of the station's accounts in any more, what
follows from it and what to do; and once more when it does again.

It is a row of the database, written in the commit that tells of it: however many servers meet the
same refusal, and however often they are started meanwhile, it is told once. It is told in the rooms
that the account does not itself serve: on the staff's page in any case.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from bot.channel_names import name_of
from bot.engine import Engine
from core.context import Station
from core.messages import Audience, Line, Outbound
from core.outages import Outage
from storage.codec import micros
from storage.connections import Connection
from storage.outages import begin, end
from storage.stations import list_stations
from storage.store import Unavailable

SHUT_OUT: Final = Line(
    "{name}连不通了：{why}。企业从那里发来的消息可能收不到，要发去的消息先留着，恢复后按顺序补发。\n"
    "请告诉管理员：{todo}"
)
LET_IN: Final = Line("{name}恢复了，留着的消息正在按顺序补发。")
TURN: Final = "outage.{account}.{at}"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Account:
    """`name` is the account's own, "" where its messenger has one; it serves these `stations`, all
    of them where none is named."""

    channel: str
    name: str = ""
    stations: Sequence[str] = ()

    @property
    def key(self) -> str:
        return f"{self.channel}:{self.name}" if self.name else self.channel


class Outages:
    """What becomes of one account, as its calls find it. Nothing is raised: whoever calls has a
    message to send."""

    def __init__(self, engine: Engine, account: Account) -> None:
        self._engine, self._account = engine, account
        self._is_let_in = False
        """Whether that is known; a server that begins asks the database."""

    async def shut_out(self, why: str, todo: str) -> None:
        """The account is refused; `why` in a few words, `todo` for whoever keeps the server."""
        self._is_let_in = False
        outage = Outage(self._account.key, self._engine.clock.now(), why)
        line = self._line(SHUT_OUT, why=why, todo=todo)
        if await self._told(lambda each: begin(each, outage), line):
            log.error("an account is shut out", account=outage.account, why=why)

    async def let_in(self) -> None:
        """The account is let in. That costs nothing where it is known."""
        if self._is_let_in:
            return
        self._is_let_in = True
        if await self._told(lambda each: end(each, self._account.key), self._line(LET_IN)):
            log.info("an account is let in again", account=self._account.key)

    def _line(self, line: Line, **values: str) -> Line:
        return Line(line.template, {"name": name_of(self._account.channel), **values})

    async def _told(self, changes: Callable[[Connection], bool], line: Line) -> bool:
        """Tell it in the commit that notes it, if it is news."""

        def unit(connection: Connection) -> tuple[bool, frozenset[str]]:
            news = changes(connection)
            return news, self._tell(connection, line) if news else frozenset()

        try:
            news, chats = await self._engine.write(unit)
        except Unavailable as fault:
            self._is_let_in = False  # the next call finds the same
            log.error("an outage is not noted yet", account=self._account.key, why=str(fault))
            return False
        self._engine.wake(chats)
        return news

    def _tell(self, connection: Connection, line: Line) -> frozenset[str]:
        now, turns = self._engine.clock.now(), self._engine.turns
        turn = TURN.format(account=self._account.key, at=micros(now))
        rooms = [room for station in self._stations(connection) for room in station.rooms]
        said = [
            Outbound(room, (line,), audience=Audience.NOTICE)
            for room in rooms
            if room.partition(":")[0] != self._account.channel
        ]
        return turns.applier.say(connection, said, turn, now)

    def _stations(self, connection: Connection) -> Iterator[Station]:
        named = self._account.stations or [each.id for each in list_stations(connection)]
        for key in named:
            station = self._engine.turns.loader.station(connection, key)
            if station:
                yield station

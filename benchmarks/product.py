"""The product as a contestant: the page's frame in, the JSON of the reply's rows out."""

import json
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from typing import Any, Final

from benchmarks.rates import WORDS, Turn
from bot.channels.web.desk import CHANNEL, Seat, visitor_chat
from bot.channels.web.frames import Say, read_frame, row_json
from bot.channels.web.inbounds import inbound_of
from bot.desk.rows import row_of
from bot.engine import Engine
from bot.logs import start_logging
from bot.sample import SETTINGS, STAFF
from bot.settings import LogLevel
from core.messages import Inbound
from core.parties import Person
from core.people import Role
from storage.connections import Connection
from storage.databases import Database
from storage.schema import schema
from storage.sqlite_database import SqliteDatabase
from storage.staff import add_member
from storage.stations import add_station
from storage.store import Unavailable
from storage.timelines import Timelines

FIRST_STATION: Final = 70_000_001
"""Stations are named by numbers that nothing else is."""
ROWS: Final = 20

Read = Callable[[Callable[[Connection], Any]], Awaitable[Any]]


def product(engine: Engine, read: Read, stations: int = 1) -> Turn:
    """A turn of a chat, with the chats spread over so many stations."""
    timelines = Timelines(engine.schema)
    shown: dict[int, int] = {}

    async def turn(chat: int, step: int) -> None:
        seat = seat_of(chat, stations)
        await _receive(engine, inbound(seat, chat, step))
        key, person, last = f"{CHANNEL}:{seat.chat}", f"p.web.{seat.person}", shown.get(chat, 0)
        rows = await read(lambda each: timelines.after(each, key, person, last, ROWS))
        assert rows
        shown[chat] = rows[-1].n
        json.dumps([row_json(row_of(row, seat, {}, ()), seat) for row in rows])

    return turn


async def _receive(engine: Engine, coming: Inbound) -> None:
    """The page sends again what was not taken; the time that it takes counts."""
    while True:
        with suppress(Unavailable):
            taken = await engine.receive(coming)
            assert not taken.fault, taken.fault
            return


def seat_of(chat: int, stations: int) -> Seat:
    """Where a chat's visitor sits."""
    station, visitor = f"s{FIRST_STATION + chat % stations}", f"v{chat}"
    return Seat(visitor_chat(station, visitor), visitor, station)


def inbound(seat: Seat, chat: int, step: int) -> Inbound:
    """What the page sends, read."""
    said = {"t": "say", "id": f"{chat}-{step}", "n": step, "text": WORDS[step]}
    frame = read_frame(json.dumps(said, ensure_ascii=False))
    assert isinstance(frame, Say)
    return inbound_of(frame, seat, datetime.now(UTC))  # noqa: TID251


def new_file(folder: Path) -> SqliteDatabase:
    """A data folder's database with one station."""
    folder.mkdir(parents=True, exist_ok=True)
    file = SqliteDatabase(folder / "station.db", folder / "serving")
    file.upgrade()
    open_stations(file)
    return file


def open_stations(database: Database, stations: int = 1) -> None:
    """So many stations like that of the sample, with staff of their own."""
    with database.writing() as connection:
        for number in range(stations):
            _open_station(connection, number)


def _open_station(connection: Connection, number: int) -> None:
    station = f"s{FIRST_STATION + number}"
    people = {key: f"{key}.{station}" for key, _, _ in STAFF}
    contact = people[SETTINGS.escalation_contact]
    settings = replace(SETTINGS, code=f"H{ascii_uppercase[number]}", escalation_contact=contact)
    add_station(connection, schema(), station, settings)
    for key, name, role in STAFF:
        at = datetime.now(UTC)  # noqa: TID251
        trained = role is not Role.CENTRE
        member = Person(people[key], station, name, (role,), trained, True, at)
        add_member(connection, schema(), member)


@cache
def log_to_nowhere() -> None:
    """Once for the process: a logger stays with the stream that it began with."""
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as it lives
    start_logging(LogLevel.INFO, nowhere)

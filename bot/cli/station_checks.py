"""What `station doctor` looks at inside: stations, people, calendars, messages, the clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.channel_names import name_of
from bot.cli.faults import (
    BAD_SETTINGS,
    CLOCK_BEHIND,
    CLOSED_ROOM,
    DUE_LATE,
    FAILED,
    NO_ESCALATION,
    NO_HEAD,
    NO_ONE,
    NO_ROOM,
    NO_STATION,
    OUTBOX_WAITS,
    SET_ASIDE,
    SHUT_OUT,
    STALE_ESCALATION,
    UNKNOWN_YEAR,
)
from bot.cli.findings import Finding
from core.parties import Person
from core.people import Role
from core.shanghai import day_of, moment_words
from core.working_time import Calendar
from storage.codec import instant, micros
from storage.connections import Connection
from storage.outages import outages
from storage.schema import Schema
from storage.set_aside import count_set_aside
from storage.staff import members
from storage.stations import Listed, list_stations

LET_IN: Final = {
    "telegram": (
        "请把机器人拉回群里并允许它发言，等着的消息会按顺序补发；"
        "群没有了就用 station telegram room-code 绑定新群。"
    ),
    "wecom": "请运行 station wecom check 看原因；群没有了就运行 station wecom room 建新群。",
    "wecomrobot": "请在群里重新添加消息推送，换上新的 STATION_WECOM_ROBOT，再重新启动。",
}
"""By the channel of the group."""
PLANS_COME_OUT: Final = 11
"""The plan of a year is announced in the November before it."""
PATIENCE: Final = timedelta(minutes=2)
LONG: Final = timedelta(hours=1)
LATE_BY: Final = timedelta(minutes=5)
ROOMS: Final = "SELECT count(*) FROM chat WHERE station = ? AND kind = 'room'"
PENDING: Final = "SELECT count(*), min(at) FROM outbox WHERE state = 'pending' AND at < ?"
LATE: Final = "SELECT count(*), min(sends_at) FROM due WHERE state = 'open' AND sends_at < ?"
FAILED_COUNT: Final = "SELECT count(*) FROM inbox WHERE state = 'failed'"
CLOSED_ROOMS: Final = (
    "SELECT id, channel, unreachable,"
    " (SELECT count(*) FROM outbox WHERE outbox.chat = id AND outbox.state = 'stranded')"
    " FROM chat JOIN chat_out ON chat_out.chat = id WHERE kind = 'room' AND unreachable <> ''"
)
LAST: Final = (
    "SELECT max(at) FROM (SELECT received_at AS at FROM inbox UNION SELECT at FROM outbox) AS said"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A station, who works there and in how many rooms, and the time of the examination."""

    listed: Listed
    staff: tuple[Person, ...]
    rooms: int
    now: datetime

    @property
    def name(self) -> str:
        return self.listed.settings.name


Check = Callable[[Scene], Iterator[Finding]]


def examine_stations(connection: Connection, schema: Schema, now: datetime) -> Iterator[Finding]:
    """What is wrong with the stations and their messages."""
    stations = list_stations(connection)
    if not stations:
        yield NO_STATION.found()
    for listed in stations:
        rooms = connection.execute(ROOMS, [listed.id]).fetchone()[0]
        scene = Scene(listed, members(connection, schema, listed.id), rooms, now)
        for check in STATION_CHECKS:
            yield from check(scene)
    yield from failed_messages(connection)
    yield from unsent_messages(connection)
    yield from waiting_messages(connection, now)
    yield from late_work(connection, now)
    yield from closed_rooms(connection)
    yield from closed_accounts(connection, schema)
    yield from clock(connection, now)


def saved_settings(scene: Scene) -> Iterator[Finding]:
    if scene.listed.unreadable:
        names = "、".join(scene.listed.unreadable)
        yield BAD_SETTINGS.found(name=scene.name, settings=names)


def head(scene: Scene) -> Iterator[Finding]:
    """A station has a head (clause 4.1.4.2)."""
    if not any(Role.HEAD in one.roles for one in scene.staff):
        yield NO_HEAD.found(name=scene.name, station=scene.listed.id)


def duty(scene: Scene) -> Iterator[Finding]:
    working = {Role.HEAD, Role.SPECIALIST}
    if not any(one.on_duty and working & set(one.roles) for one in scene.staff):
        yield NO_ONE.found(name=scene.name)


def escalation(scene: Scene) -> Iterator[Finding]:
    contact = scene.listed.settings.escalation_contact
    if not contact:
        yield NO_ESCALATION.found(name=scene.name)
    elif contact not in {one.id for one in scene.staff}:
        yield STALE_ESCALATION.found(name=scene.name)


def holidays(scene: Scene) -> Iterator[Finding]:
    """This year's plan must be known, next year's from November on."""
    today, calendar = day_of(scene.now), Calendar(scene.listed.settings)
    ahead = 1 if today.month >= PLANS_COME_OUT else 0
    for year in range(today.year, today.year + ahead + 1):
        if not calendar.is_certain(today.replace(year=year, day=1)):
            yield UNKNOWN_YEAR.found(name=scene.name, year=year)


def room(scene: Scene) -> Iterator[Finding]:
    if not scene.rooms:
        yield NO_ROOM.found(name=scene.name)


STATION_CHECKS: Final[tuple[Check, ...]] = (
    saved_settings, head, duty, room, escalation, holidays,
)  # fmt: skip


def failed_messages(connection: Connection) -> Iterator[Finding]:
    count = connection.execute(FAILED_COUNT).fetchone()[0]
    if count:
        yield FAILED.found(count=count)


def unsent_messages(connection: Connection) -> Iterator[Finding]:
    count = count_set_aside(connection)
    if count:
        yield SET_ASIDE.found(count=count)


def waiting_messages(connection: Connection, now: datetime) -> Iterator[Finding]:
    """What should have gone out by now, unless somebody is not served."""
    count, since = connection.execute(PENDING, [micros(now - LONG)]).fetchone()
    if count:
        yield OUTBOX_WAITS.found(count=count, since=moment_words(instant(since)))


def late_work(connection: Connection, now: datetime) -> Iterator[Finding]:
    """What fell due and was not done."""
    count, since = connection.execute(LATE, [micros(now - LATE_BY)]).fetchone()
    if count:
        yield DUE_LATE.found(count=count, since=moment_words(instant(since)))


def closed_accounts(connection: Connection, schema: Schema) -> Iterator[Finding]:
    """Accounts that their messengers do not let in."""
    for outage in outages(connection, schema):
        channel, _, name = outage.account.partition(":")
        account = f"{name_of(channel)} {name}".strip()
        yield SHUT_OUT.found(account=account, since=moment_words(outage.since), why=outage.why)


def closed_rooms(connection: Connection) -> Iterator[Finding]:
    """Groups of the staff that the assistant was put out of."""
    for chat, channel, why, count in connection.execute(CLOSED_ROOMS):
        yield CLOSED_ROOM.found(LET_IN[channel], chat=chat, why=why, count=count)


def clock(connection: Connection, now: datetime) -> Iterator[Finding]:
    """What was written cannot lie ahead of now."""
    last = connection.execute(LAST).fetchone()[0]
    if last is not None and instant(last) > now + PATIENCE:
        yield CLOCK_BEHIND.found(now=moment_words(now), last=moment_words(instant(last)))

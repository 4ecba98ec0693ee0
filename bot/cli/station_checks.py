"""What `station doctor` looks at inside: stations, people, calendars, messages, the clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.cli.findings import Finding, error, warning
from core.parties import Person
from core.people import Role
from core.shanghai import day_of, moment_words
from core.working_time import Calendar
from storage.codec import instant
from storage.connections import Connection
from storage.schema import Schema
from storage.set_aside import count_set_aside
from storage.staff import members
from storage.stations import Listed, list_stations

NO_STATION: Final = "还没有服务站。"
ADD_STATION: Final = "请运行 station station add HY 站名"
NO_HEAD: Final = "“{name}”没有站长。"
ADD_HEAD: Final = "请运行 station staff add 姓名 --role head --station {station}"
NO_ONE: Final = "“{name}”没有质量服务专员或站长在岗，新需求没有人接。"
GO_ON_DUTY: Final = "请在工作群里回复“上岗”，或用 station staff add 添加专员。"
NO_ESCALATION: Final = "“{name}”没有设置上级联系人，站长也没处理的需求和对站长的差评没有人管。"
STALE_ESCALATION: Final = "“{name}”的上级联系人已不在本站。"
SET_ESCALATION: Final = "请站长在设置页选一位上级联系人（不要选站长自己）。"
BAD_SETTINGS: Final = "“{name}”有读不出来的设置，已按默认值办：{settings}"
SAVE_AGAIN: Final = "请站长在设置页检查并重新保存这几项。"
UNKNOWN_YEAR: Final = "“{name}”还不知道{year}年的放假和调休安排，那一年的期限会算错。"
ANNOUNCE: Final = (
    "请站长按国务院办公厅的通知在设置页填好休息日和加班日，再把{year}写进“已补全放假安排的年份”。"
)
FAILED: Final = "有{count}条消息处理失败，发消息的人还在等。"
RETRY: Final = "请用 station inbox list 查看，排除原因后运行 station inbox retry --all"
SET_ASIDE: Final = "有{count}条发出去的消息没能送达，已放在一边。"
SEND_AGAIN: Final = "请用 station outbox list 查看原因，排除后运行 station outbox retry --all"
CLOSED_ROOM: Final = "工作群（{chat}）不收机器人的消息：{why}。有{count}条在等。"
LET_IN: Final = {
    "telegram": (
        "请把机器人拉回群里并允许它发言，等着的消息会按顺序补发；"
        "群没有了就用 station telegram room-code 绑定新群。"
    ),
    "wecom": "请运行 station wecom check 看原因；群没有了就运行 station wecom room 建新群。",
    "wecomrobot": "请在群里重新添加消息推送，换上新的 STATION_WECOM_ROBOT，再重新启动。",
}
"""By the channel of the group."""
CLOCK_BEHIND: Final = "机器的时间（{now}）早于最后一条记录（{last}）。"
SET_CLOCK: Final = "请校准机器时间；时间不对，期限和提醒都会错。"

PLANS_COME_OUT: Final = 11
"""The plan of a year is announced in the November before it."""
PATIENCE: Final = timedelta(minutes=2)
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
    """A station, who works there, and the time of the examination."""

    listed: Listed
    staff: tuple[Person, ...]
    now: datetime

    @property
    def name(self) -> str:
        return self.listed.settings.name


Check = Callable[[Scene], Iterator[Finding]]


def examine_stations(connection: Connection, schema: Schema, now: datetime) -> Iterator[Finding]:
    """What is wrong with the stations and their messages."""
    stations = list_stations(connection)
    if not stations:
        yield error(NO_STATION, ADD_STATION)
    for listed in stations:
        scene = Scene(listed, members(connection, schema, listed.id), now)
        for check in STATION_CHECKS:
            yield from check(scene)
    yield from failed_messages(connection)
    yield from unsent_messages(connection)
    yield from closed_rooms(connection)
    yield from clock(connection, now)


def saved_settings(scene: Scene) -> Iterator[Finding]:
    if scene.listed.unreadable:
        names = "、".join(scene.listed.unreadable)
        yield warning(BAD_SETTINGS.format(name=scene.name, settings=names), SAVE_AGAIN)


def head(scene: Scene) -> Iterator[Finding]:
    """A station has a head (clause 4.1.4.2)."""
    if not any(Role.HEAD in one.roles for one in scene.staff):
        yield error(NO_HEAD.format(name=scene.name), ADD_HEAD.format(station=scene.listed.id))


def duty(scene: Scene) -> Iterator[Finding]:
    working = {Role.HEAD, Role.SPECIALIST}
    if not any(one.on_duty and working & set(one.roles) for one in scene.staff):
        yield warning(NO_ONE.format(name=scene.name), GO_ON_DUTY)


def escalation(scene: Scene) -> Iterator[Finding]:
    contact = scene.listed.settings.escalation_contact
    if not contact:
        yield error(NO_ESCALATION.format(name=scene.name), SET_ESCALATION)
    elif contact not in {one.id for one in scene.staff}:
        yield error(STALE_ESCALATION.format(name=scene.name), SET_ESCALATION)


def holidays(scene: Scene) -> Iterator[Finding]:
    """This year's plan must be known, next year's from November on."""
    today, calendar = day_of(scene.now), Calendar(scene.listed.settings)
    ahead = 1 if today.month >= PLANS_COME_OUT else 0
    for year in range(today.year, today.year + ahead + 1):
        if not calendar.is_certain(today.replace(year=year, day=1)):
            what = UNKNOWN_YEAR.format(name=scene.name, year=year)
            yield warning(what, ANNOUNCE.format(year=year))


STATION_CHECKS: Final[tuple[Check, ...]] = (saved_settings, head, duty, escalation, holidays)


def failed_messages(connection: Connection) -> Iterator[Finding]:
    count = connection.execute(FAILED_COUNT).fetchone()[0]
    if count:
        yield error(FAILED.format(count=count), RETRY)


def unsent_messages(connection: Connection) -> Iterator[Finding]:
    count = count_set_aside(connection)
    if count:
        yield error(SET_ASIDE.format(count=count), SEND_AGAIN)


def closed_rooms(connection: Connection) -> Iterator[Finding]:
    """Groups of the staff that the assistant was put out of."""
    for chat, channel, why, count in connection.execute(CLOSED_ROOMS):
        yield error(CLOSED_ROOM.format(chat=chat, why=why, count=count), LET_IN[channel])


def clock(connection: Connection, now: datetime) -> Iterator[Finding]:
    """What was written cannot lie ahead of now."""
    last = connection.execute(LAST).fetchone()[0]
    if last is not None and instant(last) > now + PATIENCE:
        said = CLOCK_BEHIND.format(now=moment_words(now), last=moment_words(instant(last)))
        yield error(said, SET_CLOCK)

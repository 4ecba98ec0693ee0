"""What `station doctor` looks at at WeCom: whether the app lets us in, the staff's group, and who
of the staff is bound."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.account_settings import WecomAccount
from bot.cli.chosen import first_station
from bot.cli.findings import Finding, error, warning
from bot.cli.weixin_calls import Part, examined, placed
from bot.clock import SystemClock
from bot.installation import reading, tables_of
from bot.settings import Settings
from bot.weixin.api import Api, wecom_api
from bot.weixin.errors import ApiError, plainly
from bot.weixin.tokens import beside
from core.conversations import ChatKind
from core.parties import Person
from core.people import Role
from storage.connections import Connection
from storage.schema import Schema
from storage.staff import members
from storage.stations import list_stations

CHANNEL: Final = "wecom"
NAME: Final = "企业微信应用 {name} "
NO_ROOM: Final = "{name}还没有工作群。"
MAKE_ROOM: Final = "请运行 station wecom room --station {station}"
ROOM_GONE: Final = "{name}的工作群（{chat}）用不了：{why}"
STRANGERS: Final = "{name}的工作群里还有不是工作人员的人：{people}，群里的消息他们都看得到。"
BETWEEN: Final = "、"
NOT_BOUND: Final = "{person}还没有绑定企业微信，按钮发不到他那里。"
BIND: Final = (
    "请运行 station staff link {id} --station {station}，让他把“绑定”那一行发给企业微信里的应用。"
)

AGENT: Final = "cgi-bin/agent/get"
CHAT: Final = "cgi-bin/appchat/get"
ROOMS: Final = (
    "SELECT id FROM chat WHERE channel = ? AND kind = ? AND station = ? AND id LIKE ? || '%'"
    " ORDER BY id"
)
ACCOUNTS: Final = "SELECT person, sender FROM identity WHERE channel = ? AND sender LIKE ? || '%'"
ROOM: Final = "{channel}:{account}."
ON_DUTY: Final = {Role.HEAD, Role.SPECIALIST}


@dataclass(frozen=True, slots=True)
class Staff:
    """An app's station: its rooms there, who works there, and their accounts by person."""

    account: WecomAccount
    station: str
    rooms: tuple[str, ...]
    people: tuple[Person, ...]
    userids: dict[str, str]

    @property
    def name(self) -> str:
        return NAME.format(name=self.account.name)

    @property
    def bound(self) -> tuple[str, ...]:
        """The accounts of those who work there, the head's first, to whom the group belongs; else
        in the order in which they joined."""
        heads_first = sorted(self.people, key=lambda one: Role.HEAD not in one.roles)
        return tuple(self.userids[one.id] for one in heads_first if one.id in self.userids)


def staff_of(connection: Connection, schema: Schema, account: WecomAccount) -> Staff:
    """What is known of an app's people."""
    station = account.station or first_station(connection)
    prefix, corp = room_prefix(account), f"{account.corp_id}."
    rooms = connection.execute(ROOMS, [CHANNEL, ChatKind.ROOM, station, prefix]).fetchall()
    bound = connection.execute(ACCOUNTS, [CHANNEL, corp]).fetchall()
    return Staff(
        account,
        station,
        tuple(str(chat).removeprefix(prefix) for (chat,) in rooms),
        members(connection, schema, station),
        {str(person): str(sender).removeprefix(corp) for person, sender in bound},
    )


def room_prefix(account: WecomAccount) -> str:
    """Before the chatid in the name of a room's chat."""
    return ROOM.format(channel=CHANNEL, account=account.name)


def examine_wecom(settings: Settings) -> Iterator[Finding]:
    """What is wrong with the apps; nothing where none is told."""
    for account in settings.wecom_all:
        with reading(settings) as connection:
            stations = [each.id for each in list_stations(connection)]
            staff = staff_of(connection, tables_of(settings), account)
        named = (account.station,) if account.station else ()
        yield from placed(staff.name, settings.origin, named, stations)
        yield from asyncio.run(_examined(settings, staff))
        yield from unbound(staff)


async def _examined(settings: Settings, staff: Staff) -> tuple[Finding, ...]:
    api = wecom_api(staff.account, settings.wecom_base_url, beside(settings), SystemClock())
    try:
        return await examined(staff.name, PARTS, api, staff)
    finally:
        await api.aclose()


async def access(api: Api, staff: Staff) -> Sequence[Finding]:
    """Whether there is a token, the server's address is trusted, and the app is this one."""
    await api.get(AGENT, agentid=str(staff.account.agent_id))
    return ()


async def rooms(api: Api, staff: Staff) -> Sequence[Finding]:
    """Whether the groups that are known are there, and the staff among themselves."""
    if not staff.rooms:
        todo = MAKE_ROOM.format(station=staff.station)
        return (warning(NO_ROOM.format(name=staff.name), todo),)
    return [each for chat in staff.rooms for each in await _room(api, staff, chat)]


async def _room(api: Api, staff: Staff, chat: str) -> Sequence[Finding]:
    make_room = MAKE_ROOM.format(station=staff.station)
    try:
        told = (await api.get(CHAT, chatid=chat))["chat_info"]
    except ApiError as no:
        what = ROOM_GONE.format(name=staff.name, chat=chat, why=plainly(no))
        return (error(what, make_room),)
    strangers = [one for one in told.get("userlist", ()) if one not in staff.bound]
    what = STRANGERS.format(name=staff.name, people=BETWEEN.join(strangers))
    return (warning(what, make_room),) if strangers else ()


PARTS: Final[tuple[Part, ...]] = (("应用", access), ("工作群", rooms))


def unbound(staff: Staff) -> Iterator[Finding]:
    """Who is on duty and cannot be written to."""
    for one in staff.people:
        if one.on_duty and ON_DUTY & set(one.roles) and one.id not in staff.userids:
            todo = BIND.format(id=one.id, station=staff.station)
            yield warning(NOT_BOUND.format(person=one.name), todo)

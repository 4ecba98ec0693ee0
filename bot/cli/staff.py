"""`station staff`: who works at a station, and their ways in."""

import secrets
from enum import StrEnum
from typing import Annotated, Final

import typer

from bot.channels.telegram.links import to_member
from bot.channels.wecom.words import BINDING
from bot.cli.screen import Stop, say, show
from bot.clock import SystemClock
from bot.installation import reading, tables_of, writing
from bot.settings import Settings, read_settings
from core.parties import Person
from core.people import Role
from storage.connections import Connection
from storage.sign_ins import LINK_LIFE, issue_link
from storage.staff import add_member, member, members, owned_count, remove_member
from storage.stations import list_stations

ADDED: Final = "已添加{role}{name}，编号 {person}。"
LINK: Final = "登录链接（只能用一次，{days}天内有效）：\n{link}"
AT_TELEGRAM: Final = (
    "或者在 Telegram 私聊机器人，发下面这一行绑定账号（两种只能用一种）：\n/start {payload}"
)
AT_WECOM: Final = "或者在企业微信里打开本站的应用，发下面这一行绑定账号（几种只能用一种）：\n{line}"
REMOVED: Final = "已移除{name}，登录随即失效。"
STILL_OWNS: Final = "{name}名下还有{count}件没有结束，请在工作群里移交。"
NO_STATION: Final = "还没有服务站。请先添加：station station add HY 站名"
WHICH_STATION: Final = "有几个服务站，请用 --station 说明是哪一个：{stations}"
NO_NAME: Final = "请写明姓名。"
TITLES: Final = ("编号", "姓名", "角色", "在岗", "岗前培训")
YES: Final = "是"
NO: Final = "否"
PAUSE: Final = "、"
SIGN_IN: Final = "{origin}/sign-in/{token}"
BY_COMMAND: Final = ""
ID_BYTES: Final = 5

StationOption = Annotated[str, typer.Option("--station", help="服务站编号；只有一个时不用写")]
PersonArgument = Annotated[str, typer.Argument(help="工作人员编号，见 station staff list")]

group = typer.Typer(help="工作人员。", no_args_is_help=True)


class StaffRole(StrEnum):
    """The roles that are given here."""

    SPECIALIST = Role.SPECIALIST
    HEAD = Role.HEAD
    CENTRE = Role.CENTRE


@group.command("add")
def add(
    name: Annotated[str, typer.Argument(help="姓名")],
    role: Annotated[
        StaffRole,
        typer.Option(help="specialist 质量服务专员、head 站长、centre 服务中心"),
    ] = StaffRole.SPECIALIST,
    station: StationOption = "",
    untrained: Annotated[bool, typer.Option("--untrained", help="还没有参加岗前培训")] = False,
) -> None:
    """添加一位工作人员，并给出登录链接。"""
    settings, now = read_settings(), SystemClock().now()
    if not name.strip():
        raise Stop(NO_NAME)
    person, roles = secrets.token_hex(ID_BYTES), (Role(role),)
    with writing(settings) as connection:
        where = _station(connection, station)
        joining = Person(person, where, name.strip(), roles, not untrained, True, now)
        add_member(connection, tables_of(settings), joining)
        token = issue_link(connection, person, BY_COMMAND, now)
    say(ADDED.format(role=roles[0].label, name=joining.name, person=person))
    _say_link(settings, token)


@group.command("link")
def link(person: PersonArgument, station: StationOption = "") -> None:
    """给一位工作人员新的登录链接，以前没用的作废。"""
    settings = read_settings()
    with writing(settings) as connection:
        found = member(connection, tables_of(settings), _station(connection, station), person)
        token = issue_link(connection, found.id, BY_COMMAND, SystemClock().now())
    _say_link(settings, token)


@group.command("list")
def list_all(station: StationOption = "") -> None:
    """列出工作人员。"""
    settings = read_settings()
    with reading(settings) as connection:
        found = members(connection, tables_of(settings), _station(connection, station))
    show(TITLES, [_row(each) for each in found])


@group.command("remove")
def remove(person: PersonArgument, station: StationOption = "") -> None:
    """移除一位工作人员；唯一的站长不能移除。"""
    settings = read_settings()
    tables = tables_of(settings)
    with writing(settings) as connection:
        leaving = member(connection, tables, _station(connection, station), person)
        remove_member(connection, tables, leaving, SystemClock().now())
        owned = owned_count(connection, leaving)
    say(REMOVED.format(name=leaving.name))
    if owned:
        say(STILL_OWNS.format(name=leaving.name, count=owned))


def _station(connection: Connection, given: str) -> str:
    """The station that was meant: the one named, or the only one there is."""
    known = [each.id for each in list_stations(connection)]
    if given:
        return given
    if not known:
        raise Stop(NO_STATION)
    if len(known) > 1:
        raise Stop(WHICH_STATION.format(stations=PAUSE.join(known)))
    return known[0]


def _say_link(settings: Settings, token: str) -> None:
    link = SIGN_IN.format(origin=settings.origin, token=token)
    say(LINK.format(days=LINK_LIFE.days, link=link))
    if settings.telegram_token:
        say(AT_TELEGRAM.format(payload=to_member(token)))
    if settings.wecom_all:
        say(AT_WECOM.format(line=BINDING.format(token=token)))


def _row(person: Person) -> tuple[str, ...]:
    roles = PAUSE.join(role.label for role in person.roles)
    duty, trained = (YES if each else NO for each in (person.on_duty, person.trained))
    return person.id, person.name, roles, duty, trained

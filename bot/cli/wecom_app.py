"""What `station wecom` does: an app as it is set up, and the staff's group that it makes."""

import secrets
from typing import Any, Final

import typer

from bot.account_settings import WecomAccount
from bot.cli.chosen import chosen_station
from bot.cli.screen import Stop, say
from bot.cli.wecom_checks import CHANNEL, CHAT, Staff, examine_wecom, room_prefix, staff_of
from bot.cli.weixin_calls import call, tell
from bot.clock import SystemClock
from bot.installation import reading, tables_of, writing
from bot.settings import Settings, read_settings
from bot.weixin.api import Api, wecom_api
from bot.weixin.errors import ApiError, Errcode
from bot.weixin.tokens import beside
from storage.room_codes import bind_room, release_room, room
from storage.stations import Listed

NOT_SERVED: Final = (
    "没有设置企业微信应用。请在管理后台新建自建应用，设置 STATION_WECOM_CORP_ID 等环境变量。"
)
NOT_OF_STATION: Final = "没有企业微信应用服务“{station}”。"
FOR_CONSOLE: Final = "{name}在管理后台“接收消息”里填：\n    URL：{url}"
CALLBACK: Final = "{origin}/wecom/{name}"
ALL_WELL: Final = "✓ 一切正常。"
TOO_FEW: Final = (
    "企业微信的群至少要有两个人，而“{station}”绑定了企业微信的只有{count}人。"
    "请先用 station staff link 让工作人员绑定。"
)
MADE: Final = "已建好工作群“{title}”，{count}人。这个群已经是“{station}”的工作群。"
RENEWED: Final = "工作群“{title}”已更新：加入{added}人，移出{left}人。"
TITLE: Final = "{station}工作群"
FIRST_WORDS: Final = "这里是{station}的工作群，新需求会发到这里。"
LONGEST_TITLE: Final = 50
CREATE: Final = "cgi-bin/appchat/create"
UPDATE: Final = "cgi-bin/appchat/update"
SEND: Final = "cgi-bin/appchat/send"
FEWEST: Final = 2
ID_BYTES: Final = 8
CHAT_ID: Final = "{station}{mark}"


def check() -> None:
    """Show what is to be entered in the console, and what is wrong; the exit is 1 for an error."""
    settings = read_settings()
    if not settings.wecom_all:
        raise Stop(NOT_SERVED)
    with reading(settings) as connection:
        staff = [staff_of(connection, tables_of(settings), each) for each in settings.wecom_all]
    for each in staff:
        url = CALLBACK.format(origin=settings.origin, name=each.account.name)
        say(FOR_CONSOLE.format(name=each.name, url=url))
    found = tuple(examine_wecom(settings))
    if tell(found):
        raise typer.Exit(1)
    if not found:
        say(ALL_WELL)


def make_room(given: str) -> None:
    """Make the group of a station, or bring its members up to date."""
    settings = read_settings()
    with reading(settings) as connection:
        station = chosen_station(connection, given)
        every = [staff_of(connection, tables_of(settings), each) for each in settings.wecom_all]
    if not every:
        raise Stop(NOT_SERVED)
    staff = next((each for each in every if each.station == station.id), None)
    if staff is None:
        raise Stop(NOT_OF_STATION.format(station=station.settings.name))
    if len(staff.bound) < FEWEST:
        raise Stop(TOO_FEW.format(station=station.settings.name, count=len(staff.bound)))
    say(call(staff.name, lambda: _api(settings, staff.account), Making(settings, station, staff)))


class Making:
    """Makes or renews one group; the sentence that it returns says which."""

    def __init__(self, settings: Settings, station: Listed, staff: Staff) -> None:
        self._settings, self._station, self._staff = settings, station, staff
        self._title = TITLE.format(station=station.settings.name)[-LONGEST_TITLE:]

    async def __call__(self, api: Api) -> str:
        for chat in self._staff.rooms:
            known = await _known(api, chat)
            if known is not None:
                return await self._renew(api, known)
        return await self._make(api)

    async def _make(self, api: Api) -> str:
        """The group is bound before it is spoken in: WeCom shows it with its first message."""
        chat = CHAT_ID.format(station=self._station.id, mark=secrets.token_hex(ID_BYTES))
        people = list(self._staff.bound)
        asked = {"name": self._title, "owner": people[0], "userlist": people, "chatid": chat}
        made = str((await api.post(CREATE, asked)).get("chatid", chat))
        self._settle(made)
        words = FIRST_WORDS.format(station=self._station.settings.name)
        await api.post(SEND, {"chatid": made, "msgtype": "text", "text": {"content": words}})
        return MADE.format(
            title=self._title, count=len(people), station=self._station.settings.name
        )

    async def _renew(self, api: Api, known: dict[str, Any]) -> str:
        there, wanted = known.get("userlist", []), self._staff.bound
        added = [one for one in wanted if one not in there]
        left = [one for one in there if one not in wanted]
        change = {"name": self._title, "add_user_list": added, "del_user_list": left}
        owner = {} if known.get("owner") in wanted else {"owner": wanted[0]}
        await api.post(UPDATE, {"chatid": known["chatid"], **change, **owner})
        return RENEWED.format(title=self._title, added=len(added), left=len(left))

    def _settle(self, chat: str) -> None:
        """The new group is the room, those that are gone are none any more."""
        tables, prefix = tables_of(self._settings), room_prefix(self._staff.account)
        with writing(self._settings) as connection:
            for gone in self._staff.rooms:
                release_room(connection, tables, f"{prefix}{gone}")
            bind_room(connection, tables, room(f"{prefix}{chat}", CHANNEL, self._station.id))


async def _known(api: Api, chat: str) -> dict[str, Any] | None:
    """A group as WeCom knows it, None where it is gone."""
    try:
        told: dict[str, Any] = (await api.get(CHAT, chatid=chat))["chat_info"]
    except ApiError as no:
        if no.code in {Errcode.NO_SUCH_CHAT, Errcode.BAD_CHAT_ID}:
            return None
        raise
    return told


def _api(settings: Settings, account: WecomAccount) -> Api:
    return wecom_api(account, settings.wecom_base_url, beside(settings), SystemClock())

"""What `station doctor` looks at at an Official Account: whether it lets us in, what it may do, its
menu, its templates, and where it posts to."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.account_settings import WechatAccount
from bot.channels.wechat.menu import READ, is_ours
from bot.cli.findings import Finding, error, warning
from bot.cli.weixin_calls import Part, examined, placed
from bot.clock import SystemClock
from bot.installation import reading
from bot.settings import Settings
from bot.weixin.api import Api, official_account_api
from bot.weixin.errors import ApiError, Errcode
from bot.weixin.tokens import beside
from storage.stations import list_stations

NAME: Final = "公众号 {name} "
NO_MENU: Final = "{name}还没有菜单。"
OTHER_MENU: Final = "{name}的菜单不是本系统的这一版。"
PUSH: Final = "请运行 station wechat menu push。"
NO_TEMPLATE: Final = "{name}没有模板 {template}（{variable}）。"
ADD_RECORD: Final = "请在公众平台“模板消息 → 我的模板”里核对模板 ID，没有就从模板库添加办结通知。"
ADD_NOTICE: Final = "请在公众平台“订阅通知 → 我的模板”里核对模板 ID，没有就从公共模板库选用。"
NO_WAY_LATER: Final = (
    "{name}没有设置模板，超过 48 小时没有来消息的企业就没法请他评价，只能等他再来消息。"
)
SET_TEMPLATES: Final = (
    "请申请模板，把 ID 设置到 STATION_WECHAT_RECORD_TEMPLATE（办结通知）"
    "和 STATION_WECHAT_NOTICE_TEMPLATE（一次性订阅）。"
)

ACCESS: Final = "cgi-bin/get_api_domain_ip"
RECORDS: Final = "cgi-bin/template/get_all_private_template"
NOTICES: Final = "wxaapi/newtmpl/gettemplate"
TYPING: Final = "cgi-bin/message/custom/typing"
NOBODY: Final = "nobody"
PERMITTED: Final = frozenset(
    {Errcode.NO_SUCH_USER, Errcode.NO_RECENT_CONTACT, Errcode.BAD_PARAMETER}
)
"""What an account that may write to people answers where there is nobody to write to."""


def examine_wechat(settings: Settings) -> Iterator[Finding]:
    """What is wrong with the Official Accounts; nothing where none is told."""
    with reading(settings) as connection:
        stations = [each.id for each in list_stations(connection)]
    for account in settings.wechat_all:
        yield from placed(_called(account), settings.origin, account.stations, stations)
        yield from asyncio.run(_examined(settings, account))


async def _examined(settings: Settings, account: WechatAccount) -> tuple[Finding, ...]:
    base = settings.wechat_base_url
    api = official_account_api(account, base, beside(settings), SystemClock())
    try:
        return await examined(_called(account), PARTS, api, account)
    finally:
        await api.aclose()


async def access(api: Api, _account: WechatAccount) -> Sequence[Finding]:
    """Whether there is a token and the server's address is allowed."""
    await api.get(ACCESS)
    return ()


async def customer_messages(api: Api, _account: WechatAccount) -> Sequence[Finding]:
    """Whether the account may write to people: asks to show nobody that somebody is typing."""
    try:
        await api.post(TYPING, {"touser": NOBODY, "command": "Typing"})
    except ApiError as no:
        if no.code not in PERMITTED:
            raise
    return ()


async def menu(api: Api, account: WechatAccount) -> Sequence[Finding]:
    name = _called(account)
    try:
        shown = await api.get(READ)
    except ApiError as no:
        if no.code == Errcode.NO_MENU:
            return (warning(NO_MENU.format(name=name), PUSH),)
        raise
    return () if is_ours(shown) else (warning(OTHER_MENU.format(name=name), PUSH),)


async def records(api: Api, account: WechatAccount) -> Sequence[Finding]:
    """Whether the template of a service's record is among the account's."""
    if not account.record_template:
        return ()
    listed = (await api.get(RECORDS)).get("template_list", [])
    return _missing(account, "record_template", ADD_RECORD, [one["template_id"] for one in listed])


async def notices(api: Api, account: WechatAccount) -> Sequence[Finding]:
    """Whether the template of the one-time subscription is among the account's."""
    if not account.notice_template:
        return ()
    listed = (await api.get(NOTICES)).get("data", [])
    return _missing(account, "notice_template", ADD_NOTICE, [one["priTmplId"] for one in listed])


async def ways_later(_api: Api, account: WechatAccount) -> Sequence[Finding]:
    """Whether anything can be said after the window of 48 hours."""
    if account.record_template or account.notice_template:
        return ()
    return (warning(NO_WAY_LATER.format(name=_called(account)), SET_TEMPLATES),)


PARTS: Final[tuple[Part, ...]] = (
    ("接口", access),
    ("客服消息", customer_messages),
    ("菜单", menu),
    ("模板消息", records),
    ("订阅通知", notices),
    ("模板", ways_later),
)


def _missing(
    account: WechatAccount, setting: str, todo: str, listed: Sequence[Any]
) -> Sequence[Finding]:
    template = getattr(account, setting)
    if template in listed:
        return ()
    variable = f"STATION_WECHAT_{setting.upper()}"
    what = NO_TEMPLATE.format(name=_called(account), template=template, variable=variable)
    return (error(what, todo),)


def _called(account: WechatAccount) -> str:
    return NAME.format(name=account.name)

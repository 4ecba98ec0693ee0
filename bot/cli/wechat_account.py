"""What `station wechat` does: an Official Account as it is set up, its menu, its codes."""

from pathlib import Path
from typing import Any, Final

import segno
import typer

from bot.account_settings import Mode, WechatAccount
from bot.channels.wechat.menu import CREATE, DELETE, MENU, READ, menu_body
from bot.channels.wechat.scenes import CREATE as CREATE_CODE
from bot.channels.wechat.scenes import Scenes, lasting_code
from bot.cli.chosen import PAUSE, chosen_station, first_station
from bot.cli.screen import Stop, say
from bot.cli.wechat_checks import NAME, examine_wechat
from bot.cli.weixin_calls import call, tell
from bot.clock import SystemClock
from bot.cookie_secret import cookie_secret
from bot.installation import reading
from bot.settings import Settings, read_settings
from bot.weixin.api import Api, official_account_api
from bot.weixin.errors import ApiError, Errcode
from bot.weixin.tokens import beside

NOT_SERVED: Final = (
    "没有设置公众号。请在公众平台取得 AppID 和 AppSecret，设置 STATION_WECHAT_APP_ID 等环境变量。"
)
NO_SUCH_ACCOUNT: Final = "没有设置 AppID 为“{account}”的公众号。"
WHICH_ACCOUNT: Final = "有几个公众号，请用 --account 说明是哪一个：{accounts}"
NOT_OF_STATION: Final = "没有公众号服务“{station}”。"
MODES: Final = {Mode.PLAIN: "明文模式", Mode.COMPATIBLE: "兼容模式", Mode.SAFE: "安全模式"}
FOR_CONSOLE: Final = (
    "{name}在公众平台“开发接口管理”里填：\n    服务器地址：{url}\n    消息加解密方式：{mode}"
)
CALLBACK: Final = "{origin}/wechat/{name}"
ALL_WELL: Final = "✓ 一切正常。"
PUSHED: Final = "已把菜单放到{name}：{tops}。已经关注的人最迟一天后看到，取消关注再关注就马上看到。"
GONE: Final = "已去掉{name}的菜单。"
NO_MENU: Final = "{name}还没有菜单。"
TOP: Final = "{shown}"
BELOW: Final = "    {shown}"
SAVED: Final = "“{station}”的二维码已存到 {path}。扫码打开的是 {link}"
SUFFIXES: Final = (".png", ".svg", ".pdf")
WRONG_SUFFIX: Final = "二维码只能存成 .png、.svg 或 .pdf 文件。"
CODE_FILE: Final = "qr-{station}.png"
MODULE_DOTS: Final = 12


def check() -> None:
    """Show what is to be entered in the console, and what is wrong; the exit is 1 for an error."""
    settings = read_settings()
    if not settings.wechat_all:
        raise Stop(NOT_SERVED)
    for account in settings.wechat_all:
        url = CALLBACK.format(origin=settings.origin, name=account.name)
        say(FOR_CONSOLE.format(name=called(account), url=url, mode=MODES[account.mode]))
    found = tuple(examine_wechat(settings))
    if tell(found):
        raise typer.Exit(1)
    if not found:
        say(ALL_WELL)


def push_menu(given: str) -> None:
    """Put our menu into the account."""
    settings = read_settings()
    account = _account(settings, given)
    _ask(settings, account, lambda api: api.post(CREATE, menu_body()))
    tops = PAUSE.join(top.shown for top in MENU)
    say(PUSHED.format(name=called(account), tops=tops))


def show_menu(given: str) -> None:
    """Show the account's menu, whoever put it there."""
    settings = read_settings()
    account = _account(settings, given)

    async def read(api: Api) -> dict[str, Any]:
        try:
            return await api.get(READ)
        except ApiError as no:
            if no.code == Errcode.NO_MENU:
                return {}
            raise

    shown = _ask(settings, account, read).get("menu", {}).get("button", [])
    if not shown:
        say(NO_MENU.format(name=called(account)))
    for top in shown:
        say(TOP.format(shown=top["name"]))
        for one in top.get("sub_button", []):
            say(BELOW.format(shown=one["name"]))


def delete_menu(given: str) -> None:
    """Take the account's menu away."""
    settings = read_settings()
    account = _account(settings, given)
    _ask(settings, account, lambda api: api.get(DELETE))
    say(GONE.format(name=called(account)))


def save_code(given: str, out: Path | None) -> None:
    """Save the code of a station."""
    settings = read_settings()
    with reading(settings) as connection:
        station = chosen_station(connection, given)
        account = account_of(settings, station.id, first_station(connection))
    if account is None:
        raise Stop(NOT_OF_STATION.format(station=station.settings.name))
    path = out or Path(CODE_FILE.format(station=station.id))
    if path.suffix not in SUFFIXES:
        raise Stop(WRONG_SUFFIX)
    link = scene_link(settings, account, station.id)
    segno.make_qr(link, error="q").save(str(path), scale=MODULE_DOTS)
    say(SAVED.format(station=station.settings.name, path=path, link=link))


def account_of(settings: Settings, station: str, first: str) -> WechatAccount | None:
    """The account that speaks for a station, if any; `first` is the station that one speaks for
    which names none."""
    for account in settings.wechat_all:
        if station in (account.stations or (first,)):
            return account
    return None


def scene_link(settings: Settings, account: WechatAccount, station: str) -> str:
    """What the lasting code of a station holds. Official Account: qrcode/create."""
    scene = Scenes(cookie_secret(settings)).scene_of(station)
    asked = _ask(settings, account, lambda api: api.post(CREATE_CODE, lasting_code(scene)))
    return str(asked["url"])


def called(account: WechatAccount) -> str:
    """How the commands name an account."""
    return NAME.format(name=account.name)


def _ask(settings: Settings, account: WechatAccount, do: Any) -> dict[str, Any]:
    def api() -> Api:
        base = settings.wechat_base_url
        return official_account_api(account, base, beside(settings), SystemClock())

    answer: dict[str, Any] = call(called(account), api, do)
    return answer


def _account(settings: Settings, given: str) -> WechatAccount:
    """The account that was named, or the only one."""
    known = {each.name: each for each in settings.wechat_all}
    if not known:
        raise Stop(NOT_SERVED)
    if given and given not in known:
        raise Stop(NO_SUCH_ACCOUNT.format(account=given))
    if not given and len(known) > 1:
        raise Stop(WHICH_ACCOUNT.format(accounts=PAUSE.join(known)))
    return known[given] if given else next(iter(known.values()))

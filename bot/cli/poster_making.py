"""What `station poster` does: finds where the poster's code shall lead, and draws it.

The Official Account comes first, since enterprises live in WeChat; then Telegram, then the page.
An entrance that cannot be reached now is passed over, and the command says so.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from telegram.error import TelegramError

from bot.channels.telegram.links import LINK, Links
from bot.channels.telegram.service import bot_of
from bot.cli.chosen import chosen_station, first_station
from bot.cli.screen import Stop, say
from bot.cli.telegram_settings import telegram_settings
from bot.cli.wechat_account import account_of, scene_link
from bot.clock import SystemClock
from bot.installation import reading
from bot.posters.drawing import draw
from bot.posters.poster import Entrance, Poster, Way
from bot.settings import Settings, read_settings

FILE: Final = "poster-{station}.{kind}"
LEADS: Final = {
    Way.WECHAT: "二维码打开公众号：{link}",
    Way.TELEGRAM: "二维码打开 Telegram：{link}",
    Way.WEB: "二维码打开网页：{link}",
}
PASSED_OVER: Final = {
    Way.WECHAT: "没有用公众号的二维码：{why}",
    Way.TELEGRAM: "没有用 Telegram 的二维码：{why}",
}
ONLY_HERE: Final = (
    "这个地址外面的手机打不开。请设置 STATION_ORIGINS=https://您的域名，再做一次海报。"
)
NO_SUPERVISION: Final = "海报上没有监督方式：请站长在设置页填好“监督方式”，再做一次。"
SAVED: Final = "海报已存到 {pdf} 和 {png}。"
AWAY: Final = "连不上 Telegram：{why}"
CHAT: Final = "{origin}/chat/{station}"


def make(given: str, out: Path) -> None:
    """Draw the poster of a station and say what is on it."""
    settings = read_settings()
    with reading(settings) as connection:
        station = chosen_station(connection, given)
        first = first_station(connection)
    entrance = entrance_of(settings, station.id, first)
    drawn = draw(Poster(station.settings, entrance, station.sample), SystemClock().now())
    out.mkdir(parents=True, exist_ok=True)
    pdf, png = (out / FILE.format(station=station.id, kind=kind) for kind in ("pdf", "png"))
    pdf.write_bytes(drawn.pdf)
    png.write_bytes(drawn.png)
    say(SAVED.format(pdf=pdf, png=png))
    say(LEADS[entrance.way].format(link=entrance.link))
    if entrance.way is Way.WEB and not entrance.link.startswith("https://"):
        say(ONLY_HERE, "yellow")
    if not station.settings.supervision:
        say(NO_SUPERVISION, "yellow")


def entrance_of(settings: Settings, station: str, first: str) -> Entrance:
    """Where the code of a station shall lead."""
    for way, link_of in WAYS:
        try:
            link = link_of(settings, station, first)
        except Stop as no:
            say(PASSED_OVER[way].format(why=no), "yellow")
            continue
        if link:
            return Entrance(way, link)
    return Entrance(Way.WEB, CHAT.format(origin=settings.origin, station=station))


def _at_wechat(settings: Settings, station: str, first: str) -> str:
    account = account_of(settings, station, first)
    return scene_link(settings, account, station) if account else ""


def _at_telegram(settings: Settings, station: str, _first: str) -> str:
    told = telegram_settings(settings)
    if told is None:
        return ""

    async def name() -> str:
        async with bot_of(told) as bot:
            return bot.username

    try:
        return LINK.format(bot=asyncio.run(name()), payload=Links(told.secret).to_station(station))
    except TelegramError as no:
        raise Stop(AWAY.format(why=no.message)) from None


WAYS: Final[tuple[tuple[Way, Callable[[Settings, str, str], str]], ...]] = (
    (Way.WECHAT, _at_wechat),
    (Way.TELEGRAM, _at_telegram),
)

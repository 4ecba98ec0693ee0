"""`station telegram` and `station doctor` at a real Bot API: what they find, and what they set."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from telegram import Bot
from telegram.error import Conflict

from bot.installation import make_folder
from tests.cli.commands import KEY, Ran, Station
from tests.storage_open.installation import made_station
from tests.telegram.messenger import PATIENCE, Group, Telegram

pytestmark = pytest.mark.asyncio

PUBLIC = "https://station.example/telegram"


@pytest.fixture
def station(tmp_path: Path, telegram: Telegram) -> Station:
    """A station whose head knows the bot's token and nothing else of Telegram."""
    plain = Station(tmp_path / "data", {"STATION_KEY": KEY})
    make_folder(plain.settings)
    made_station(plain.settings.database)
    return plain.told(
        STATION_TELEGRAM_TOKEN=telegram.token,
        STATION_TELEGRAM_BASE_URL=telegram.base_url,
        STATION_TELEGRAM_BASE_FILE_URL=telegram.base_file_url,
    )


def with_room(station: Station, group: Group) -> Station:
    return station.told(STATION_TELEGRAM_STAFF_CHAT_ID=str(group.id))


async def run(station: Station, *words: str, expect: int = 0) -> Ran:
    return await asyncio.to_thread(station.run, *words, expect=expect)


async def test_a_bot_that_is_set_up_well_is_said_to_be_and_gives_the_stations_link(
    station: Station, telegram: Telegram
) -> None:
    group = await telegram.group("工作群", await telegram.user("李工"))
    said = await run(with_room(station, group), "telegram", "check")
    assert f"@{telegram.bot_name} 一切正常" in said.out
    assert f"https://t.me/{telegram.bot_name}?start=s-sl-" in said.out


async def test_without_a_token_the_command_says_where_to_get_one(station: Station) -> None:
    said = await run(station.told(STATION_TELEGRAM_TOKEN=""), "telegram", "check", expect=1)
    assert "@BotFather" in said.err


async def test_a_wrong_token_is_found(station: Station) -> None:
    wrong = station.told(STATION_TELEGRAM_TOKEN="7:nobodys")
    said = await run(wrong, "telegram", "check", expect=1)
    assert "Telegram 拒绝了令牌" in said.out


async def test_privacy_mode_and_a_missing_right_are_found_by_the_doctor(
    station: Station, telegram: Telegram
) -> None:
    li = await telegram.user("李工")
    quiet = await telegram.group("安静群", li, bot="member")
    forum = await telegram.group("话题群", li, kind="forum", rights=("can_pin_messages",))
    await telegram.privacy(on=True)
    hears_little = await run(with_room(station, quiet), "doctor", expect=1)
    assert "隐私模式开着，机器人在群（安静群）里" in hears_little.out
    no_topics = await run(with_room(station, forum), "doctor")
    assert "群（话题群）开了话题，但机器人没有“管理话题”的权限" in no_topics.out


async def test_another_process_that_fetches_is_found(station: Station, telegram: Telegram) -> None:
    async with Bot(telegram.token, base_url=telegram.base_url) as other:
        fetching = asyncio.create_task(fetch_again_and_again(other))
        said = await run(station, "telegram", "check", expect=1)
        fetching.cancel()
    assert "还有别的程序在取这个机器人的消息" in said.out


async def fetch_again_and_again(bot: Bot) -> None:
    while True:
        with suppress(Conflict):
            await bot.get_updates(timeout=30)


async def test_a_group_without_the_bot_is_found(station: Station, telegram: Telegram) -> None:
    group = await telegram.group("工作群", await telegram.user("李工"))
    await telegram.appoints(group, "kicked")
    said = await run(with_room(station, group), "telegram", "check", expect=1)
    assert "机器人不在工作群" in said.out


async def test_the_webhook_is_set_with_its_secret_and_one_that_is_not_is_found(
    station: Station, telegram: Telegram
) -> None:
    posted = station.told(
        STATION_TELEGRAM_WEBHOOK_URL=PUBLIC, STATION_TELEGRAM_WEBHOOK_SECRET="of-this-test"
    )
    missing = await run(posted, "telegram", "check", expect=1)
    assert "请运行 station telegram set-webhook" in missing.out
    await run(posted, "telegram", "set-webhook")
    [asked] = await telegram.requests("setWebhook")
    assert asked.fields["url"] == PUBLIC
    assert asked.fields["secret_token"] == "of-this-test"
    left = await run(station, "telegram", "check")
    assert f"还设着回调地址“{PUBLIC}”" in left.out


async def test_a_webhook_that_telegram_does_not_reach_is_found(
    station: Station, telegram: Telegram
) -> None:
    posted = station.told(
        STATION_TELEGRAM_WEBHOOK_URL=PUBLIC, STATION_TELEGRAM_WEBHOOK_SECRET="of-this-test"
    )
    await telegram.stands_for_webhook("http://127.0.0.1:9")
    await run(posted, "telegram", "set-webhook")
    await telegram.user("覃晓燕", started=True)
    brought = await telegram.asks("wait", beyond=-1, seconds=PATIENCE)
    await telegram.asks("wait", beyond=brought, seconds=PATIENCE)  # until it is given up
    said = await run(posted, "doctor", expect=1)
    assert "Telegram 发不到回调地址" in said.out


async def test_the_menus_differ_by_scope(station: Station, telegram: Telegram) -> None:
    await run(station, "telegram", "commands")
    scopes = [each.fields["scope"]["type"] for each in await telegram.requests("setMyCommands")]
    assert scopes == ["all_private_chats", "all_group_chats"]


async def test_a_member_is_given_a_line_for_telegram_beside_the_link(station: Station) -> None:
    said = await run(station, "staff", "add", "李敏")
    assert "/sign-in/" in said.out
    assert "/start m-" in said.out


async def test_a_room_code_is_given_and_names_no_other_station(station: Station) -> None:
    said = await run(station, "telegram", "room-code")
    assert "/bind " in said.out
    wrong = await run(station, "telegram", "room-code", "nowhere", expect=1)
    assert "没有编号为“nowhere”的服务站" in wrong.err


async def test_the_code_of_a_poster_leads_to_the_bot(
    station: Station, telegram: Telegram, tmp_path: Path
) -> None:
    said = await run(station, "poster", "--out", str(tmp_path))

    [found] = zxingcpp.read_barcodes(Image.open(tmp_path / "poster-sl.png"))
    assert found.text.startswith(f"https://t.me/{telegram.bot_name}?start=s-sl-")
    assert f"二维码打开 Telegram：{found.text}" in said.out

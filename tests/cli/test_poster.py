"""`station poster`: both files, the code by the best way there is, and what is said of it."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.cli.commands import KEY, Station
from tests.weixin.server import World
from tests.weixin.server.official.account import OfficialAccount

ORIGIN = "https://zhan.example.cn"
TOKEN = "WordOfTheTests"


@pytest.fixture
def account(world: World) -> OfficialAccount:
    return world.official_account(mode="plain", token=TOKEN)


@pytest.fixture
def public(station: Station) -> Station:
    return station.told(STATION_KEY=KEY, STATION_ORIGINS=ORIGIN)


@pytest.fixture
def at_wechat(public: Station, world: World, account: OfficialAccount) -> Station:
    return public.told(
        STATION_WECHAT_BASE_URL=world.address,
        STATION_WECHAT_APP_ID=account.app_id,
        STATION_WECHAT_APP_SECRET=account.app_secret,
        STATION_WECHAT_TOKEN=TOKEN,
        STATION_WECHAT_MODE="plain",
    )


def code_of(folder: Path) -> str:
    assert (folder / "poster-sl.pdf").read_bytes().startswith(b"%PDF-")
    [found] = zxingcpp.read_barcodes(Image.open(folder / "poster-sl.png"))
    return found.text


def test_without_a_messenger_the_code_leads_to_the_page(public: Station, tmp_path: Path) -> None:
    said = public.run("poster", "--out", str(tmp_path / "made"))

    assert code_of(tmp_path / "made") == f"{ORIGIN}/chat/sl"
    assert "二维码打开网页" in said.out
    assert "外面的手机打不开" not in said.out


def test_with_an_account_it_leads_to_the_stations_scene(
    at_wechat: Station, account: OfficialAccount, tmp_path: Path
) -> None:
    said = at_wechat.run("poster", "--station", "sl", "--out", str(tmp_path))

    [scene] = account.codes.values()
    assert scene.startswith("s-sl-")
    assert code_of(tmp_path).startswith("http://weixin.qq.com/q/")
    assert "二维码打开公众号" in said.out


def test_an_entrance_that_cannot_be_reached_is_passed_over_and_named(
    at_wechat: Station, account: OfficialAccount, tmp_path: Path
) -> None:
    account.verified = False
    no_telegram = at_wechat.told(
        STATION_TELEGRAM_TOKEN="7:of-the-tests", STATION_TELEGRAM_BASE_URL="http://127.0.0.1:1/bot"
    )

    said = no_telegram.run("poster", "--out", str(tmp_path))

    assert code_of(tmp_path) == f"{ORIGIN}/chat/sl"
    assert "没有用公众号的二维码" in said.out
    assert "48001" in said.out
    assert "没有用 Telegram 的二维码：连不上 Telegram" in said.out


def test_an_address_of_this_machine_alone_is_warned_of(station: Station, tmp_path: Path) -> None:
    assert "外面的手机打不开" in station.run("poster", "--out", str(tmp_path)).out


def test_what_the_poster_lacks_is_said(public: Station, tmp_path: Path) -> None:
    assert "海报上没有监督方式" in public.run("poster", "--out", str(tmp_path)).out


def test_a_station_that_is_not_there_is_said(public: Station, tmp_path: Path) -> None:
    said = public.run("poster", "--station", "xx", "--out", str(tmp_path), expect=1)

    assert "没有编号为“xx”" in said.err
    assert list(tmp_path.glob("poster*")) == []


def test_among_several_stations_one_is_named(public: Station, tmp_path: Path) -> None:
    public.run("station", "add", "HY", "另一站（虚构）")

    assert "hy、sl" in public.run("poster", "--out", str(tmp_path), expect=1).err

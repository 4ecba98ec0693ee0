"""`station wechat` and `station doctor` at a real API server: what is found, set and drawn."""

from pathlib import Path

import pytest
import segno
import zxingcpp
from PIL import Image

from bot.channels.wechat.menu import MENU, is_ours, menu_body
from bot.channels.wechat.scenes import Scenes
from bot.cookie_secret import cookie_secret
from tests.cli.commands import KEY, Station
from tests.weixin.server import World
from tests.weixin.server.official.account import OfficialAccount

TOKEN = "WordOfTheTests"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ORIGIN = "https://zhan.example.cn"
CUSTOMERS = {"thing1": "服务事项", "time2": "办结时间"}


@pytest.fixture
def account(world: World) -> OfficialAccount:
    return world.official_account(mode="safe", token=TOKEN, aes_key=AES_KEY)


@pytest.fixture
def served(station: Station, world: World, account: OfficialAccount) -> Station:
    """The station with its account as the environment tells it."""
    return station.told(
        STATION_KEY=KEY,
        STATION_ORIGINS=ORIGIN,
        STATION_WECHAT_BASE_URL=world.address,
        STATION_WECHAT_APP_ID=account.app_id,
        STATION_WECHAT_APP_SECRET=account.app_secret,
        STATION_WECHAT_TOKEN=TOKEN,
        STATION_WECHAT_AES_KEY=AES_KEY,
    )


@pytest.fixture
def complete(served: Station, account: OfficialAccount) -> Station:
    """With everything done that the guide tells to do."""
    account.menu = menu_body()
    return served.told(
        STATION_WECHAT_RECORD_TEMPLATE=account.adds_template("办结通知", CUSTOMERS),
        STATION_WECHAT_NOTICE_TEMPLATE=account.adds_template("评价", CUSTOMERS, consented=True),
    )


def test_an_account_that_is_set_up_is_said_to_be_with_what_the_console_wants(
    complete: Station, world: World, account: OfficialAccount
) -> None:
    said = complete.run("wechat", "check")

    assert f"{ORIGIN}/wechat/{account.app_id}" in said.out
    assert "安全模式" in said.out
    assert said.lines[-1] == "✓ 一切正常。"
    assert world.violations() == ()


def test_nothing_of_an_account_is_told_that_is_secret(
    complete: Station, account: OfficialAccount
) -> None:
    said = complete.run("wechat", "check").out

    assert all(word not in said for word in (account.app_secret, TOKEN, AES_KEY))


def test_the_doctor_looks_at_the_account_too(served: Station, account: OfficialAccount) -> None:
    account.allowed_ips = frozenset()

    assert "40164" in served.run("doctor", expect=1).out


def test_without_an_account_the_command_says_how_to_tell_one(station: Station) -> None:
    assert "STATION_WECHAT_APP_ID" in station.run("wechat", "check", expect=1).err
    assert "STATION_WECHAT_APP_ID" in station.run("wechat", "menu", "push", expect=1).err


def test_a_server_that_is_not_on_the_list_reads_the_address_that_it_has_to_be(
    complete: Station, account: OfficialAccount
) -> None:
    account.allowed_ips = frozenset({"203.0.113.9"})

    said = complete.run_alone("wechat", "check", expect=1)

    assert "（40164）" in said.out
    assert "IP 白名单" in said.out
    assert "对方看到的地址是 127.0.0.1。" in said.out
    assert said.out.count("40164") == 1, "what stands behind the door is not tried"


def test_a_wrong_secret_and_a_wrong_account_are_found(complete: Station) -> None:
    wrong = complete.told(STATION_WECHAT_APP_SECRET="0" * 32).run("wechat", "check", expect=1)
    nobody = complete.told(STATION_WECHAT_APP_ID="wx0").run("wechat", "check", expect=1)

    assert "（40125）" in wrong.out
    assert "AppSecret" in wrong.out
    assert "（40013）" in nobody.out


def test_an_account_without_verification_is_told_what_it_may_not(
    complete: Station, account: OfficialAccount
) -> None:
    account.verified = False

    said = complete.run("wechat", "check", expect=1).out

    for part in ("客服消息", "菜单", "模板消息", "订阅通知"):
        assert f"的{part}：账号没有这个接口的权限（48001）" in said
    assert "微信认证" in said


def test_a_missing_and_another_menu_are_found(complete: Station, account: OfficialAccount) -> None:
    account.menu = None
    assert "还没有菜单" in complete.run("wechat", "check").out

    account.menu = {"button": [{"type": "click", "name": "别的", "key": "x", "sub_button": []}]}
    said = complete.run("wechat", "check")
    assert "不是本系统的这一版" in said.out
    assert "station wechat menu push" in said.out


@pytest.mark.parametrize("kind", ["RECORD", "NOTICE"])
def test_a_template_that_is_not_there_is_found(complete: Station, kind: str) -> None:
    variable = f"STATION_WECHAT_{kind}_TEMPLATE"

    said = complete.told(**{variable: "gone"}).run("wechat", "check", expect=1)

    assert f"没有模板 gone（{variable}）" in said.out


def test_without_a_template_it_is_said_what_will_not_arrive(
    served: Station, account: OfficialAccount
) -> None:
    account.menu = menu_body()

    assert "48 小时没有来消息的企业就没法请他评价" in served.run("wechat", "check").out


def test_an_address_without_https_and_a_station_that_is_none_are_found(complete: Station) -> None:
    inside = complete.told(STATION_ORIGINS="http://10.0.0.8:8000", STATION_WECHAT_STATIONS="xx,sl")

    said = inside.run("wechat", "check", expect=1).out

    assert "STATION_ORIGINS" in said
    assert "要服务的“xx”不是服务站编号" in said
    assert "“sl”" not in said


def test_a_server_that_is_not_there_ends_in_a_sentence(complete: Station) -> None:
    away = complete.told(STATION_WECHAT_BASE_URL="http://127.0.0.1:1")

    assert "连不上" in away.run("wechat", "check", expect=1).out
    assert "连不上" in away.run("wechat", "menu", "push", expect=1).err


def test_the_menu_is_pushed_shown_and_taken_away(
    served: Station, world: World, account: OfficialAccount
) -> None:
    assert "还没有菜单" in served.run("wechat", "menu", "show").out

    assert "我要办事、我的办事、关于本站" in served.run("wechat", "menu", "push").out
    assert is_ours({"menu": account.menu})
    shown = [line.strip() for line in served.run("wechat", "menu", "show").lines]
    assert shown == [
        name for top in MENU for name in (top.shown, *(one.shown for one in top.entries))
    ]

    served.run("wechat", "menu", "delete")
    assert account.menu is None
    assert world.violations() == ()


def test_a_menu_that_is_refused_is_explained(served: Station, account: OfficialAccount) -> None:
    account.verified = False

    said = served.run("wechat", "menu", "push", expect=1).err

    assert "48001" in said
    assert "微信认证" in said


def test_among_several_accounts_one_is_named(
    served: Station, world: World, account: OfficialAccount
) -> None:
    other = world.official_account(mode="plain", token=TOKEN)
    told = f'[{{"app_id":"{other.app_id}","app_secret":"{other.app_secret}","mode":"plain",'
    several = served.told(STATION_WECHAT_ACCOUNTS=told + f'"token":"{TOKEN}"}}]')

    said = several.run("wechat", "menu", "push", expect=1).err
    several.run("wechat", "menu", "push", "--account", other.app_id)

    assert account.app_id in said
    assert other.app_id in said
    assert (account.menu, is_ours({"menu": other.menu})) == (None, True)
    assert "没有设置" in several.run("wechat", "menu", "push", "--account", "x", expect=1).err


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_the_code_of_a_station_holds_its_scene_for_ever(
    served: Station, account: OfficialAccount, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"code.{suffix}"

    said = served.run("wechat", "qr", "--station", "sl", "--out", str(path))

    [scene] = account.codes.values()
    assert Scenes(cookie_secret(served.settings)).station_in(scene) == "sl"
    link = said.out.split("扫码打开的是 ")[1].strip()
    if suffix == "png":
        assert [each.text for each in zxingcpp.read_barcodes(Image.open(path))] == [link]
    assert segno.make_qr(link, error="q") is not None
    assert path.stat().st_size > 0


def test_a_code_is_only_made_where_an_account_serves_and_into_a_picture(
    served: Station, tmp_path: Path
) -> None:
    served.run("station", "add", "HY", "另一站（虚构）")

    assert "hy、sl" in served.run("wechat", "qr", expect=1).err
    assert "没有公众号服务" in served.run("wechat", "qr", "--station", "sl", expect=1).err
    wrong = served.run(
        "wechat", "qr", "--station", "hy", "--out", str(tmp_path / "x.doc"), expect=1
    )
    assert ".png" in wrong.err

"""What the Chinese guides tell of WeChat and WeCom is what the channels do and say."""

from datetime import timedelta
from typing import Final

import pytest

from bot.channels.wechat import passive
from bot.channels.wechat.faults import PLAINLY
from bot.channels.wechat.menu import MENU
from bot.channels.wechat.postman import HOW
from bot.channels.wechat.rendering import PAGE
from bot.channels.wecom.button_cards import MOST_BUTTONS
from bot.channels.wecom.rendering import DELIVERIES
from bot.channels.wecom.robot import LINK
from bot.channels.wecom.words import NOTE, leaves, note_in, token_in
from bot.delivery.outcomes import ELSEWHERE
from bot.delivery.telling import OF_ONE
from core.messages import Delivery
from core.windows import ALLOWANCES, RESERVE, Allowance, ContactKind
from storage.focuses import FOCUS_LIFE
from tests.guides.test_guides import ROOT

STAFF: Final = (ROOT / "docs" / "zh" / "staff.md").read_text(encoding="utf-8")
ENTERPRISE: Final = (ROOT / "docs" / "zh" / "enterprise.md").read_text(encoding="utf-8")
FIGURES: Final = {1: "一", 3: "三", 5: "五", 6: "六"}


def test_the_menu_of_the_account_is_told_by_its_names() -> None:
    assert "".join(f"“{top.shown}”" for top in MENU) in ENTERPRISE


def test_the_links_under_a_rating_are_told_as_they_are_called() -> None:
    assert ">打开评价页<" in PAGE
    assert "点“打开评价页”" in ENTERPRISE


@pytest.mark.parametrize("way", {passive.HOW, *HOW.values(), ELSEWHERE})
def test_every_way_of_delivery_is_told_to_the_staff(way: str) -> None:
    assert way.rpartition("，")[2] in STAFF


@pytest.mark.parametrize("words", DELIVERIES.values())
def test_every_state_of_delivery_is_told_to_the_staff(words: str) -> None:
    assert words in STAFF


def test_the_way_of_what_the_system_says_is_told_as_it_is_shown() -> None:
    shown = OF_ONE[Delivery.DELIVERED].format(said="", why="微信订阅通知")

    assert shown.removeprefix("“”").rstrip("。") in STAFF


def test_why_nothing_can_be_sent_is_told_as_it_is_shown() -> None:
    why = "企业48小时内没有发消息"

    assert any(words.startswith(why) for words in PLAINLY.values())
    assert why in STAFF


def test_the_windows_are_as_long_as_they_are_told() -> None:
    words, click = ALLOWANCES[ContactKind.WORDS], ALLOWANCES[ContactKind.CLICK]

    assert words.length == timedelta(hours=48)
    assert click == Allowance(timedelta(minutes=1), click.most)
    assert f"48小时内，最多发{FIGURES[words.most]}条" in STAFF
    assert f"一分钟内最多{FIGURES[click.most]}条" in STAFF
    assert f"留{FIGURES[RESERVE]}条" in STAFF


def test_a_focus_lasts_as_long_as_it_is_told() -> None:
    assert f"{FOCUS_LIFE // timedelta(minutes=1)}分钟不用自动结束" in STAFF


def test_a_card_has_as_many_buttons_as_it_is_told() -> None:
    assert f"最多{FIGURES[MOST_BUTTONS]}个按钮" in STAFF


def test_the_words_of_the_apps_chat_are_heard() -> None:
    assert "发 `备注`" in STAFF
    assert (note_in("备注"), NOTE.label) == ("", "备注")
    assert "发 `退出`" in STAFF
    assert leaves("退出")
    assert "以“绑定”开头" in STAFF
    assert token_in("绑定 a-token-of-sixteen-and-more") == "a-token-of-sixteen-and-more"


def test_the_robots_link_is_told_as_it_is_called() -> None:
    assert f"“{LINK[1 : LINK.index(']')]}”" in STAFF

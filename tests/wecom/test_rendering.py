"""What a group and a member are shown: texts, cards as markdown, cards with buttons."""

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom.button_cards import holds_words, question_cards, request_card
from bot.channels.wecom.limits import MESSAGE_BYTES
from bot.channels.wecom.places import Task, place_of, task_id, task_of, userid_of
from bot.channels.wecom.rendering import Photo, Text, rendered, says_nothing_new
from bot.channels.wecom.words import leaves, note_in, token_in
from core.messages import Asks, Card, Choice, Delivery, Line, Outbound

CARD: Final = Card(
    "r1",
    Line("{number} {category}", {"number": "HY-2026-0001", "category": "计量检测服务"}),
    (
        ("单位", Line("武汉汉阳恒岩五金制品厂")),
        ("电话", Line("138****1207")),
        ("需求", Line("压力表6块要校准")),
        ("提出", Line("11月23日（周一）10:00")),
    ),
    "待接单",
)
CLAIM: Final = Choice("claim", "接单", "act:claim")
NAMES: Final = {"li": "李工"}


def said(*lines: str, **more: object) -> Outbound:
    return replace(Outbound("wecom:c.1.r", tuple(map(Line, lines))), **more)  # type: ignore[arg-type]


def texts(outbound: Outbound, about: Card | None = CARD) -> list[str]:
    return [each.content for each in rendered(outbound, about, NAMES) if isinstance(each, Text)]


def test_words_name_their_request_and_who_says_them() -> None:
    assert texts(said("样品到了", source="li")) == ["HY-2026-0001 计量检测服务 · 李工\n样品到了"]
    assert texts(said("您有1张待办"), None) == ["您有1张待办"]


def test_a_card_is_markdown_with_its_state_and_its_rows() -> None:
    [card] = rendered(said(card=CARD), None, NAMES)
    assert card == Text(
        "**HY-2026-0001 计量检测服务** · 待接单\n> 单位：武汉汉阳恒岩五金制品厂\n"
        "> 电话：138＊＊＊＊1207\n> 需求：压力表6块要校准\n> 提出：11月23日（周一）10:00",
        "markdown",
    )
    [beside] = texts(said("请尽快", card=CARD))
    assert beside.splitlines()[1] == "请尽快"
    [urgent] = texts(said(card=replace(CARD, urgent=True)))
    assert urgent.startswith("🔴急 **HY")


def test_nobody_can_put_a_link_or_a_heading_into_a_text_or_a_card() -> None:
    [text] = texts(said('<a href="http://x">点这里</a> 3<5'), None)
    assert text == '＜a href="http://x">点这里＜/a> 3<5'
    row = (("需求", Line("**急** [点](http://x)\n# 大字 <font color=red>")),)
    [card] = texts(said(card=replace(CARD, rows=row)))
    assert card.splitlines()[1] == "> 需求：＊＊急＊＊ ［点］(http://x) ＃ 大字 ＜font color=red＞"


def test_words_passed_on_say_so_and_only_news_of_them_is_said_again() -> None:
    sending = said("您好，明天上门", source="li", delivery=Delivery.SENDING)
    assert texts(sending) == ["HY-2026-0001 计量检测服务 · 李工 · 发给企业\n您好，明天上门"]
    arrived = replace(sending, delivery=Delivery.DELIVERED, replaces=3)
    assert says_nothing_new(arrived)
    by = Line("（{how}）", {"how": "客服消息"})
    with_way = replace(arrived, lines=(*arrived.lines, by))
    assert not says_nothing_new(with_way)
    assert texts(with_way)[0].endswith("已发给企业\n“您好，明天上门”\n（客服消息）")
    lost = replace(
        arrived, delivery=Delivery.FAILED, lines=(*arrived.lines, Line("（原因：停用）"))
    )
    assert not says_nothing_new(lost)
    assert texts(lost)[0].endswith("没有送达企业\n“您好，明天上门”\n（原因：停用）")


def test_a_picture_follows_the_words_that_say_whose_it_is() -> None:
    shown = rendered(said(image="1.jpg", source="li"), CARD, NAMES)
    assert shown == (Text("HY-2026-0001 计量检测服务 · 李工"), Photo("1.jpg"))
    assert rendered(said(image="1.jpg"), None, NAMES) == (Photo("1.jpg"),)
    assert rendered(said(), None, NAMES) == ()


@given(st.text(max_size=3000), st.booleans())
def test_every_piece_fits_and_nothing_that_can_be_seen_is_lost(words: str, as_card: bool) -> None:
    row = (("需求", Line("{words}", {"words": words})),)
    outbound = said(card=replace(CARD, rows=row)) if as_card else said()
    outbound = outbound if as_card else replace(outbound, lines=(Line("{w}", {"w": words}),))
    pieces = texts(outbound)
    assert all(0 < len(piece.encode()) <= MESSAGE_BYTES for piece in pieces)
    seen = [one for one in words if one.isalnum()]
    assert [one for one in "".join(pieces) if one in set(seen)][-len(seen) :] == seen or not seen


def test_a_card_with_buttons_has_the_first_five_and_the_note() -> None:
    labels = ("接单", "回复", "当场答复", "预约", "转介", "合并", "改类别")
    choices = tuple(Choice(f"c{place}", label, "act:x") for place, label in enumerate(labels))
    card = request_card(CARD, choices, "3@room")
    assert [one.label for one in card.buttons] == [*labels[:5], "备注"]
    shown = card.json()
    assert shown["main_title"] == {"title": "HY-2026-0001 计量检测服务", "desc": "待接单"}
    assert shown["sub_title_text"] == "压力表6块要校准"
    rows = [(row["keyname"], row["value"]) for row in shown["horizontal_content_list"]]
    assert [label for label, _words in rows] == ["单位", "电话", "提出", "还可以发"]
    assert rows[-1] == ("还可以发", "合并、改类别")
    assert [one["style"] for one in shown["button_list"]] == [1, 2, 2, 2, 2, 2]
    assert "replace_text" not in shown


def test_what_is_done_most_has_a_button_and_the_rest_is_named() -> None:
    does = {
        "回复": "act:reply", "跟进": "act:follow_up", "问题": "act:record_problem",
        "延期": "act:extend", "挂起": "act:suspend", "结束": "act:end", "改派": "act:reassign",
        "代企业确认": "act:confirm:on_behalf", "查看联系方式": "see:contact",
    }  # fmt: skip
    choices = tuple(Choice(each, label, each) for label, each in does.items())
    card = request_card(CARD, choices, "3@room")
    assert [one.label for one in card.buttons] == [
        "回复", "跟进", "结束", "代企业确认", "查看联系方式", "备注",
    ]  # fmt: skip
    assert card.rows[-1] == ("还可以发", "问题、延期、挂起、改派")
    assert len(request_card(CARD, choices[:5], "3@room").rows) == 3


def test_a_card_that_is_over_has_one_grey_button() -> None:
    card = request_card(replace(CARD, over=True, state="已办结"), (CLAIM,), "3@room")
    assert card.json()["replace_text"] == card.fields()["ReplaceText"] == "已办结"
    assert [one.id for one in card.buttons] == ["note"]


@given(st.text(max_size=300), st.text(max_size=60))
def test_a_card_keeps_to_what_wecom_shows(words: str, label: str) -> None:
    line = Line("{words}", {"words": words})
    rows = tuple(
        (name, line) for name in ("单位", "联系人", "需求", "电话", "时间", "预约", "图片")
    )
    shown = request_card(Card("r", line, rows, words), (Choice("a", label, ""),), "3@room").json()
    assert len(shown["main_title"]["title"]) <= 26
    assert len(shown["main_title"]["desc"]) <= 30
    assert len(shown["sub_title_text"]) <= 112
    assert len(shown["horizontal_content_list"]) <= 6
    assert all(len(row["value"]) <= 26 for row in shown["horizontal_content_list"])
    assert all(0 < len(button["text"]) <= 10 for button in shown["button_list"])


def test_choices_under_a_message_stand_six_a_card_with_its_words() -> None:
    choices = tuple(Choice(str(place), f"第{place}类", "") for place in range(8))
    first, second = question_cards(said("改为哪一类？", choices=choices), None, 5, "room")
    assert (first.title, first.below, len(first.buttons)) == ("改为哪一类？", "", 6)
    assert (second.task, second.below, len(second.buttons)) == ("5@room@1", "", 2)
    [about] = question_cards(said("改为哪一类？", choices=(CLAIM,)), CARD, 5, "room")
    assert (about.title, about.below) == ("HY-2026-0001 计量检测服务", "改为哪一类？")
    assert question_cards(said("好"), None, 5, "room") == ()


def test_words_that_no_card_has_room_for_stand_before_it() -> None:
    long = said("长" * 113, choices=(CLAIM,))
    assert not holds_words(long)
    assert holds_words(said("长" * 112, choices=(CLAIM,)))
    [card] = question_cards(long, None, 5, "room")
    assert (card.title, card.below) == ("请选择", "")
    [untitled] = question_cards(said(choices=(CLAIM,)), None, 5, "room")
    assert untitled.title == "请选择"


def test_a_task_names_the_message_and_nothing_else_is_taken_for_one() -> None:
    assert task_of(task_id(12, "room1")) == Task(12, "room1")
    assert task_of(task_id(12, "room1", 2)) == Task(12, "room1")
    for forged in ("", "0@room", "12", "12@ro om", "12@room@x", "-1@room", "12@room@1@1"):
        assert task_of(forged) is None


def test_places_and_members_are_known_by_their_names() -> None:
    room, own = place_of("corp.7.room1"), place_of("corp.7.@li.gong")
    assert (room.account, room.chatid, room.userid) == ("corp.7", "room1", "")
    assert (own.account, own.chatid, own.userid) == ("corp.7", "", "li.gong")
    assert userid_of("corp.li.gong", "corp.7") == "li.gong"
    assert userid_of("other.li.gong", "corp.7") == ""


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("备注", ""),
        ("备注：样品到了", "样品到了"),
        ("备注 样品\n到了", "样品\n到了"),
        ("请备注", None),
    ],
)
def test_a_note_is_known_by_its_first_word(text: str, note: str | None) -> None:
    assert note_in(text) == note


def test_binding_and_leaving_are_whole_messages() -> None:
    token = "x" * 32
    assert token_in(f"绑定 {token}") == token_in(f" 绑定：{token}\n") == token
    assert token_in("绑定一下怎么弄") == token_in(f"我要绑定 {token}") == ""
    assert leaves("退出")
    assert leaves("退出。")
    assert not leaves("退出公司的人")


def test_a_button_that_asks_for_words_stands_on_a_card_like_the_others() -> None:
    reply = Choice("reply", "回复", "act:reply", Asks("text", "写给企业的话"))
    assert request_card(CARD, (CLAIM, reply), "3@room").json()["button_list"][1] == {
        "text": "回复",
        "style": 2,
        "key": "reply",
    }

"""What is said arrives whole, within Telegram's limits, and nobody's words become markup."""

from dataclasses import replace
from html.parser import HTMLParser
from typing import Final

import pytest
from hypothesis import given

from bot.channels.telegram.keyboards import Key, keyboard_of
from bot.channels.telegram.rendering import Sending, rendered
from bot.messengers.splitting import UTF16, is_blank
from core.messages import Card, Choice, Delivery, Line, Outbound, text_of
from tests.telegram.drawn_words import OUTBOUNDS, seen

NAMES: Final = {"li": "李 <雪>"}


class Reading(HTMLParser):
    """The text of HTML as Telegram parses it; a tag that is not ours or not closed is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, attrs, self.open) == ("b", [], [])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> str:
    reading = Reading()
    reading.feed(html)
    reading.close()
    assert not reading.open
    return reading.text


def said(text: str, *choices: Choice, **rest: object) -> Outbound:
    plain = Outbound("telegram:1", (Line("{said}", {"said": text}),), choices)
    return replace(plain, **rest)  # type: ignore[arg-type]


@given(OUTBOUNDS)
def test_each_piece_is_well_formed_within_the_limit_and_shows_something(outbound: Outbound) -> None:
    for sending in rendered(outbound, 7, NAMES):
        text = read(sending.text)
        assert UTF16.of(text) <= (1024 if sending.photo else 4096)
        assert not is_blank(text) or (sending.photo and not text)
        assert text == text.strip()


@given(OUTBOUNDS)
def test_nothing_of_the_words_is_lost_and_nothing_is_said_twice(outbound: Outbound) -> None:
    pieces = "".join(read(sending.text) for sending in rendered(outbound, 7, NAMES))

    assert seen(text_of(outbound)) in seen(pieces)
    if outbound.card is None and not outbound.source and not outbound.delivery:
        asked = "请选择：" if outbound.choices and not outbound.image else ""
        assert seen(pieces) == (seen(text_of(outbound)) or asked)


@given(OUTBOUNDS)
def test_the_keyboard_hangs_under_the_last_piece_alone(outbound: Outbound) -> None:
    *before, last = rendered(outbound, 7, NAMES) or (Sending(),)

    assert not any(sending.keyboard for sending in before)
    assert last.keyboard == keyboard_of(outbound.choices, 7)


@given(OUTBOUNDS)
def test_a_photo_is_sent_once_and_first(outbound: Outbound) -> None:
    photos = [sending.photo for sending in rendered(outbound, 7, NAMES)]

    assert [one for one in photos if one] == ([outbound.image] if outbound.image else [])
    assert photos[:1] == [outbound.image] or not photos


def test_a_card_shows_title_state_and_rows_and_its_haste() -> None:
    rows = (("单位", Line("某某<科技>")), ("时间", Line("尽快")))
    card = Card("r7", Line("HY-2026-0007 计量检测"), rows, "待接收", urgent=True)
    claim = Choice("claim", "接单", "act:claim")

    assert rendered(Outbound("telegram:1", choices=(claim,), card=card), 12, {}) == (
        Sending(
            "🔴急 <b>HY-2026-0007 计量检测</b> · 待接收\n单位：某某&lt;科技&gt;\n时间：尽快",
            ((Key("接单", "12:claim"),),),
        ),
    )


def test_words_beside_a_card_stand_under_its_title() -> None:
    card = Card("r7", Line("0007"), (("单位", Line("某某")),), "待接收")

    assert rendered(said("请尽快接单。", card=card), 1, {}) == (
        Sending("<b>0007</b> · 待接收\n请尽快接单。\n单位：某某"),
    )


@pytest.mark.parametrize(
    ("delivery", "words"),
    [
        (Delivery.NONE, ""),
        (Delivery.SENDING, " · 正在发给企业"),
        (Delivery.DELIVERED, " · 已发给企业"),
        (Delivery.FAILED, " · 没有送达企业"),
    ],
)
def test_who_speaks_stands_first_and_how_far_it_has_come(delivery: Delivery, words: str) -> None:
    relayed = said("明天上午10点上门", source="li", delivery=delivery)

    assert rendered(relayed, 1, {"li": "李雪"}) == (
        Sending(f"<b>李雪</b>{words}\n明天上午10点上门"),
    )


def test_somebody_without_a_name_is_not_named() -> None:
    assert rendered(said("您好", source="li"), 1, {}) == (Sending("您好"),)
    assert rendered(said("您好", source="li", delivery=Delivery.FAILED), 1, {}) == (
        Sending("没有送达企业\n您好"),
    )


def test_what_says_nothing_is_not_sent() -> None:
    assert rendered(said(" \n\u200b", source="li"), 1, {"li": "李雪"}) == ()


def test_buttons_without_words_get_some() -> None:
    assert rendered(said("", Choice("1", "是", "")), 1, {}) == (
        Sending("请选择：", ((Key("是", "1:1"),),)),
    )


def test_buttons_hang_where_the_reading_ends() -> None:
    claim = Choice("claim", "接单", "act:claim")
    pieces = rendered(said("字" * 5000, claim), 1, {})

    assert [piece.keyboard for piece in pieces] == [(), ((Key("接单", "1:claim"),),)]


def test_a_picture_carries_short_words_and_goes_before_long_ones() -> None:
    short, long = said("铭牌", image="p/1"), said("字" * 1025, image="p/1")

    assert rendered(short, 1, {}) == (Sending("铭牌", photo="p/1"),)
    assert rendered(long, 1, {}) == (Sending(photo="p/1"), Sending("字" * 1025))
    assert rendered(said("", image="p/1"), 1, {}) == (Sending(photo="p/1"),)

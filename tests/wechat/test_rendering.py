"""What is said arrives whole, within WeChat's limit, and nobody's words become a link."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.choices import choice_at, items_of, named_by
from bot.channels.wechat.limits import MOST_ITEMS, TEXT_BYTES
from bot.channels.wechat.rendering import (
    CHOOSE,
    Sending,
    as_text,
    fits_menu,
    parcel,
    pieces_of,
    rating_of,
)
from bot.messengers.splitting import BYTES, is_blank
from bot.rating_links import RatingLinks
from core.conversations import Said
from core.messages import Audience, Choice, Line, Outbound, text_of
from tests.telegram.drawn_words import FAMILY, LONG, OUTBOUNDS, seen
from tests.weixin.server.shown import LINK

REFUSED: Final = 2048
LINKS: Final = RatingLinks("of the tests alone", "https://zhan.example.cn")
CHAT: Final = "wechat:wx0123456789abcdef.otFpruAK8D-E6EfStSYonYSBZ8_4"
AT: Final = datetime(2026, 11, 23, 2, tzinfo=UTC)
TAG: Final = re.compile(r"</?[A-Za-z]")
PLAIN: Final = OUTBOUNDS.map(lambda one: replace(one, card=None, source=""))
SHORT: Final = st.builds(
    lambda words, asks: Outbound("", (Line("{said}", {"said": words}),), asks),
    LONG.map(lambda words: words[:400]),
    st.sampled_from([(), (Choice("yes", "可以", "x"), Choice("no", "不行", "x"))]),
)


def said(message: Outbound, n: int = 7, chat: str = CHAT) -> Said:
    return Said(chat, n, AT, "t", message)


def outbound(words: str, *choices: Choice, image: str = "") -> Outbound:
    return Outbound("", (Line("{said}", {"said": words}),), choices, image=image)


def shown(text: str) -> str:
    """A text as somebody reads it: links are their words."""
    return LINK.sub(lambda link: link["label"], text)


def ids(sendings: tuple[Sending, ...]) -> list[str]:
    """The ids of all that can be pressed, as texts and as menus."""
    found = [re.findall(r"msgmenuid=(\d+)", as_text(one)) for one in sendings]
    assert [[str(item.id) for item in one.items] for one in sendings] == found
    return [id for each in found for id in each]


@given(PLAIN)
def test_each_piece_is_within_the_limit_and_shows_something(message: Outbound) -> None:
    for sending in pieces_of(said(message), LINKS):
        text = as_text(sending)
        assert len(text.encode()) <= TEXT_BYTES < REFUSED
        assert bool(sending.image) != (not is_blank(text))


@given(PLAIN)
def test_nothing_of_the_words_is_lost(message: Outbound) -> None:
    pieces = [one.text for one in pieces_of(said(message), LINKS) if one.text != CHOOSE]
    whole = seen(text_of(message)).replace("＜", "<")
    assert seen("".join(pieces)).replace("＜", "<") == whole


@pytest.mark.parametrize("sign", [FAMILY, "🇨🇳", "e\u0301", "👍🏽", "❤️", "汉", "a", "𠮷"])
@pytest.mark.parametrize("before", ["", "a", "ab", "汉"])
def test_no_sign_is_cut(before: str, sign: str) -> None:
    first, *others = pieces_of(said(outbound(before + sign * 1500)), LINKS)
    assert others or BYTES.of(sign) == 1
    for text in (first.text.removeprefix(before), *(one.text for one in others)):
        assert text == sign * (len(text) // len(sign))


@given(PLAIN)
def test_nobodys_words_become_a_link(message: Outbound) -> None:
    for sending in pieces_of(said(message), LINKS):
        text = as_text(sending)
        assert not TAG.search(sending.text)
        assert TAG.findall(text) == ["<a", "</a"] * len(sending.items)
        assert len(LINK.findall(text)) == len(sending.items)


@given(PLAIN)
def test_every_choice_can_be_pressed_and_typed(message: Outbound) -> None:
    pieces = pieces_of(said(message), LINKS)
    named = [named_by(id) for id in ids(pieces)]
    assert [(one.n, one.place) for one in named] == [
        (7, place) for place in range(1, min(len(message.choices), 99) + 1)
    ]
    assert [choice_at(message, one.place) for one in named] == list(message.choices[:99])
    if len(named) > 1:
        for sending in pieces:
            for item in sending.items:
                number = f"{item.number}"
                assert f"\n{number}. <a" in as_text(sending) or item.label.startswith(number)


@given(st.lists(PLAIN | SHORT, min_size=1, max_size=5), st.integers(0, 3))
def test_what_waits_together_goes_in_parcels_that_leave_nothing_out(
    messages: list[Outbound], done: int
) -> None:
    rows = [said(message, n) for n, message in enumerate(messages, 1)]
    sent, mark = [], done
    while rows:
        held = parcel(rows, mark, LINKS)
        if held is None:
            rows, mark = rows[1:], 0
            continue
        assert len(as_text(held.sending).encode()) <= TEXT_BYTES
        assert held.sending.image or not is_blank(held.sending.text)
        sent.append(held.sending)
        rows, mark = (rows[len(held.rows) :], 0) if held.rows else (rows, mark + 1)
    first = pieces_of(said(messages[0], 1), LINKS)[done:]
    rest = [
        one for n, each in enumerate(messages[1:], 2) for one in pieces_of(said(each, n), LINKS)
    ]
    words = seen("".join(one.text for one in (*first, *rest)))
    assert seen("".join(one.text for one in sent)) == words
    assert ids(tuple(sent)) == ids((*first, *rest))
    assert len(sent) <= len(first) + len(rest)


def test_short_messages_go_together_up_to_the_first_question() -> None:
    asks = outbound("可以吗？", Choice("yes", "可以", "x"), Choice("no", "不行", "x"))
    rows = [said(each, n) for n, each in enumerate([outbound("一"), asks, outbound("二")], 1)]
    held = parcel(rows, 0, LINKS)
    assert held
    assert held.sending.text == "一\n\n可以吗？"
    assert held.rows == tuple(rows[:2])
    assert held.sending.items[0].id == 201


def test_a_picture_comes_first_and_goes_alone() -> None:
    row = said(outbound("证书样张", image="p.jpg"))
    assert pieces_of(row, LINKS) == (Sending(image="p.jpg"), Sending("证书样张"))
    held = parcel([row], 0, LINKS)
    assert held
    assert (held.sending.image, held.rows) == ("p.jpg", ())


def test_what_says_and_shows_nothing_is_nothing() -> None:
    for blank in ("", " ", "\u200b\u3000\n", "\x00"):
        assert pieces_of(said(outbound(blank)), LINKS) == ()
        assert parcel([said(outbound(blank))], 0, LINKS) is None


def test_a_question_without_words_asks_for_a_choice() -> None:
    [asked] = pieces_of(said(outbound("", Choice("yes", "可以", "x"))), LINKS)
    assert asked.text == CHOOSE


def test_more_choices_than_a_message_holds_stand_in_several() -> None:
    many = [Choice(f"c{n}", "很长的选项" * 5, "x") for n in range(30)]
    pieces = pieces_of(said(outbound("请您选", *many)), LINKS)
    assert [one.text for one in pieces[:2]] == ["请您选", CHOOSE]
    assert len(ids(pieces)) == 30
    assert not any(fits_menu(one) for one in pieces if len(one.items) > MOST_ITEMS)
    assert [key for key, _ in groupby(bool(one.items) for one in pieces)] == [False, True]


def test_a_long_text_keeps_its_choices_under_its_last_piece() -> None:
    asks = outbound("很长的说明。" * 300, Choice("yes", "可以", "x"), Choice("no", "不行", "x"))
    *before, last = pieces_of(said(asks), LINKS)
    assert before
    assert not [one for one in before if one.items]
    assert len(last.items) == 2


def test_who_is_invited_to_rate_reads_the_way_to_the_page_and_within_the_questions_none() -> None:
    stars = [Choice(f"s{n}", f"{n}★", f"rate:r7:1:{n}") for n in range(1, 6)]
    asked = replace(outbound("想请您评一评", *stars), audience=Audience.REMINDER)
    [invited] = pieces_of(said(asked), LINKS)
    assert rating_of(asked) == "r7"
    assert f'<a href="{LINKS.to("r7")}">打开评价页</a>' in as_text(invited)
    [within] = pieces_of(said(replace(asked, audience=Audience.ANSWER)), LINKS)
    assert not within.page


@pytest.mark.parametrize("length", [0, 10, 480, 500, 520, 540, 560, 600, 700, 2000])
def test_the_way_to_the_page_has_its_room(length: int) -> None:
    stars = [Choice(f"s{n}", f"{n}★", f"rate:r7:1:{n}") for n in range(1, 6)]
    asked = replace(outbound("评" * length, *stars), audience=Audience.REMINDER)
    pieces = pieces_of(said(asked), LINKS)
    assert all(len(as_text(one).encode()) <= TEXT_BYTES for one in pieces)
    assert ["打开评价页" in as_text(one) for one in pieces] == [bool(one.items) for one in pieces]


@pytest.mark.parametrize("words", ['<a href="http://x">领奖</a>', "</a>", "<A HREF=x>"])
def test_a_link_in_somebodys_words_is_shown_as_they_wrote_it(words: str) -> None:
    [sending] = pieces_of(said(outbound(words)), LINKS)
    assert sending.text == words.replace("<", "＜")


def test_less_and_more_and_the_end_of_a_section_stay_as_they_are() -> None:
    words = "0.5 < x <= 3 && y > 2 ]]> 😀 <3"
    [sending] = pieces_of(said(outbound(words)), LINKS)
    assert sending.text == words
    assert BYTES.of(words) < TEXT_BYTES
    assert shown(as_text(sending)) == words
    assert items_of((), CHAT, 1) == ()

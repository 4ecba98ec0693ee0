"""Whatever is said keeps to what WeCom takes: in the group, in a member's own chat, on a card."""

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom.button_cards import (
    DETAIL,
    ROWS,
    holds_words,
    question_cards,
)
from bot.channels.wecom.places import task_of
from bot.channels.wecom.rendering import MARKUP, Text, card_text, in_markdown, rendered
from bot.messengers.splitting import is_blank
from core.messages import Card, Choice, Line, Outbound, text_of
from tests.telegram.drawn_words import CARDS, CHOICES, OUTBOUNDS, WORDS, seen
from tests.wecom.shown_within import CHATID, MESSAGE_BYTES, fits

NAMES: Final = {"li": "李 <雪>"}
ABOUT: Final = st.none() | CARDS
POSITIONS: Final = st.integers(1, 2**50)
REQUESTS: Final = st.builds(
    lambda title, rows, state, urgent, over: Card(
        "r7", Line("{title}", {"title": title}),
        tuple((label, Line("{words}", {"words": words})) for label, words in rows),
        state, urgent, over=over,
    ),
    WORDS, st.lists(st.tuples(st.sampled_from((*ROWS, DETAIL)), WORDS), max_size=12), WORDS,
    st.booleans(), st.booleans(),
)  # fmt: skip
"""Cards with the rows that requests have."""


@given(OUTBOUNDS, ABOUT, POSITIONS)
def test_every_message_fits(outbound: Outbound, about: Card | None, n: int) -> None:
    fits(outbound, n, about, NAMES)


@given(REQUESTS, CHOICES, POSITIONS)
def test_every_card_of_a_request_fits(card: Card, choices: tuple[Choice, ...], n: int) -> None:
    fits(Outbound("wecom:c.1.r", choices=choices, card=card), n, None, NAMES)


@given(OUTBOUNDS, ABOUT)
def test_nothing_of_the_words_is_lost(outbound: Outbound, about: Card | None) -> None:
    pieces = rendered(outbound, about, NAMES)
    shown = "".join(piece.content for piece in pieces if isinstance(piece, Text))
    assert seen(text_of(outbound)).translate(MARKUP) in seen(shown).translate(MARKUP)


@given(OUTBOUNDS, ABOUT, st.integers(1000, MESSAGE_BYTES))
def test_a_robot_says_all_of_it_in_pieces_that_fit(
    outbound: Outbound, about: Card | None, most_bytes: int
) -> None:
    words, card = text_of(outbound), outbound.card
    said = in_markdown(outbound, about, NAMES)
    pieces = (*said, *(card_text(card, words, most_bytes) if card else ()))
    assert all(0 < len(piece.content.encode()) <= MESSAGE_BYTES for piece in pieces)
    assert all(not is_blank(piece.content) for piece in pieces)
    assert said or is_blank(words)


@given(OUTBOUNDS, ABOUT, POSITIONS)
def test_every_choice_stands_on_a_card_that_leads_back_to_its_message(
    outbound: Outbound, about: Card | None, n: int
) -> None:
    cards = question_cards(outbound, about, n, CHATID)
    assert [one.id for card in cards for one in card.buttons] == [
        one.id for one in outbound.choices
    ]
    for card in cards:
        task = task_of(card.task)
        assert task is not None
        assert (task.n, task.chatid) == (n, CHATID)
    if holds_words(outbound):
        assert seen(text_of(outbound)) in seen(f"{cards[0].title}{cards[0].below}")

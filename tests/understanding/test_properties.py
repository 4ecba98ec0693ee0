"""What holds for every text, whatever it is."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.intents.classify import classify_lines
from bot.intents.lexicon import Lexicon, load_lexicon
from bot.intents.normal import normalise
from bot.intents.understand import understand
from core.categories import Category
from core.intents import Intent
from tests.understanding.scoring import DEV, load

LEXICON: Lexicon = load_lexicon()
PIECES = [message.text for message in load(DEV)]
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from([piece[:20] for piece in PIECES]), max_size=5).map("".join),
    st.lists(st.sampled_from(sorted({*"".join(PIECES)})), max_size=60).map("".join),
)


@given(TEXTS)
def test_the_normal_form_is_as_long_as_the_text_and_its_own_normal_form(text: str) -> None:
    plain = normalise(text)
    assert len(plain) == len(text)
    assert normalise(plain) == plain


@given(TEXTS)
def test_any_text_is_understood_without_a_fault(text: str) -> None:
    plain = normalise(text)
    meant = understand(plain, LEXICON)
    assert sorted(meant.ranked) == sorted(Category)
    assert 0 <= meant.confidence <= 1
    assert (meant.category is None) == (meant.intent is not Intent.NEED)
    assert all(plain[word.start : word.end] == word.word for word in meant.matched)
    assert all(0 <= need.start < need.end <= len(plain) for need in meant.needs)


@given(TEXTS)
def test_the_same_text_means_the_same_again(text: str) -> None:
    plain = normalise(text)
    assert understand(plain, LEXICON) == understand(plain, LEXICON)


@given(st.lists(st.tuples(st.integers(), TEXTS), max_size=8))
def test_lines_keep_their_order_and_number(messages: list[tuple[int, str]]) -> None:
    lines = [json.dumps({"id": number, "text": text}) for number, text in messages]
    verdicts = [json.loads(line) for line in classify_lines(lines, LEXICON)]
    assert [verdict["id"] for verdict in verdicts] == [number for number, _ in messages]


@given(st.lists(st.one_of(st.text(max_size=30), st.just('{"id": 3}'), st.just("[" * 5000))))
def test_a_line_that_cannot_be_read_still_gets_one(lines: list[str]) -> None:
    verdicts = [json.loads(line) for line in classify_lines(lines, LEXICON)]
    assert len(verdicts) == len(lines)
    assert all(len(verdict["ranked"]) == len(Category) for verdict in verdicts)

"""What the labelled sets of our own must be like, so that a score on them says something."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import chain, repeat

import pytest

from benchmarks.learning import messages
from bot.intents.normal import normalise
from core.categories import Category
from core.intents import Intent
from tests.understanding.scoring import DEV, TUNING, UNTOUCHED, Labelled, load

EVERY: tuple[Labelled, ...] = (*load(TUNING), *load(UNTOUCHED))
LONGER_THAN = 4
MOST_OF_ONE_FRAME = 3
CHANCE = 3


def bare(text: str) -> str:
    return re.sub(r"\W", "", normalise(text))


def trigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


def test_there_are_enough_of_them_in_two_halves() -> None:
    assert len(EVERY) >= 800
    assert abs(len(load(TUNING)) - len(load(UNTOUCHED))) < len(EVERY) / 20


def test_every_category_and_every_intent_is_in_both_halves() -> None:
    for half in (load(TUNING), load(UNTOUCHED)):
        assert {message.intent for message in half} == set(Intent)
        named = chain.from_iterable(message.categories for message in half)
        assert set(named) == set(Category)


def test_no_message_shares_half_its_trigrams_with_another() -> None:
    pieces = [trigrams(bare(message.text)) for message in EVERY]
    holding = defaultdict(list)
    for place, own in enumerate(pieces):
        for piece in own:
            holding[piece].append(place)
    for place, own in enumerate(pieces):
        shared = Counter(chain.from_iterable(holding[piece] for piece in own))
        del shared[place]
        closest = max(shared.values(), default=0)
        assert closest * 2 <= len(own) or len(own) <= CHANCE, EVERY[place].text


@pytest.mark.parametrize("frame", [lambda text: text[:4], lambda text: text[-4:]])
def test_few_messages_begin_or_end_alike(frame: Callable[[str], str]) -> None:
    texts = [bare(message.text) for message in EVERY]
    frames = Counter(frame(text) for text in texts if len(text) > LONGER_THAN)
    assert max(frames.values()) <= MOST_OF_ONE_FRAME


def test_no_message_is_one_that_is_learned_from() -> None:
    """Neither letter by letter, nor with more than half of its trigrams; three may be by chance."""
    labelled = [bare(message.text) for message in EVERY]
    pieces = [trigrams(text) for text in labelled]
    holding = defaultdict(list)
    for place, own in enumerate(pieces):
        for piece in own:
            holding[piece].append(place)
    for text in {bare(plain) for plain, _ in messages()} - {bare(each.text) for each in load(DEV)}:
        assert text not in labelled
        for place, shared in Counter(
            chain.from_iterable(map(holding.get, trigrams(text), repeat(())))
        ).items():
            assert len(pieces[place]) <= CHANCE or shared * 2 <= len(pieces[place]), text
    assert not {bare(message.text) for message in load(DEV)} & set(labelled)

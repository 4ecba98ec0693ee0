"""How well messages are understood, on labelled sets."""

from bot.intents.lexicon import Lexicon
from core.intents import Intent
from tests.understanding.scoring import DEV, OWN, answers, category_f1, intent_f1, load


def test_the_labelled_messages_are_understood(lexicon: Lexicon) -> None:
    answered = answers(load(DEV), lexicon)
    assert category_f1(answered) >= 0.90
    assert intent_f1(answered) >= 0.90


def test_messages_of_other_trades_are_understood(lexicon: Lexicon) -> None:
    answered = answers(load(OWN), lexicon)
    assert len(answered) >= 300
    assert category_f1(answered) >= 0.90
    assert intent_f1(answered) >= 0.90


def test_no_message_of_our_own_repeats_a_labelled_one() -> None:
    assert not {message.text for message in load(OWN)} & {message.text for message in load(DEV)}


def test_a_confident_answer_is_seldom_wrong(lexicon: Lexicon) -> None:
    sure = [
        (message, meant)
        for message, meant in answers((*load(DEV), *load(OWN)), lexicon)
        if message.intent == Intent.NEED and meant.intent is Intent.NEED and not meant.ask
    ]
    right = sum(str(meant.ranked[0]) in message.categories for message, meant in sure)
    assert right / len(sure) >= 0.95


def test_both_needs_of_a_message_lead_its_ranking(lexicon: Lexicon) -> None:
    double = [message for message in load(DEV) if "multi_need" in message.hard]
    found = [
        set(message.categories[:2]) <= {str(category) for category in meant.ranked[:2]}
        for message, meant in answers(double, lexicon)
    ]
    assert sum(found) / len(found) >= 0.7

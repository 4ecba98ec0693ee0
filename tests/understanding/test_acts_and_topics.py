"""What messages do inside a conversation and what they ask on the side, by tables of utterances."""

import pytest

from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from bot.intents.understand import understand
from core.intents import Act, Meaning, Topic
from tests.understanding.tables import rows, words


@pytest.mark.parametrize(("text", "wanted", "unwanted"), rows("acts.tsv"))
def test_a_message_performs_its_acts(
    text: str, wanted: str, unwanted: str, lexicon: Lexicon
) -> None:
    acts = {str(act) for act in understand(normalise(text), lexicon).acts}
    assert words(wanted) <= acts
    assert not words(unwanted) & acts


@pytest.mark.parametrize(("text", "wanted", "unwanted"), rows("topics.tsv"))
def test_a_message_raises_its_topics(
    text: str, wanted: str, unwanted: str, lexicon: Lexicon
) -> None:
    topics = {str(topic) for topic in understand(normalise(text), lexicon).topics}
    assert words(wanted) <= topics
    assert not words(unwanted) & topics


def test_every_act_and_topic_is_shown_by_fifteen_utterances() -> None:
    for name, members in (("acts.tsv", Act), ("topics.tsv", Topic)):
        for member in members:
            assert sum(str(member) in words(wanted) for _, wanted, _ in rows(name)) >= 15


@pytest.mark.parametrize("word", ["好", "好的对的", "嗯", "可以的", "没问题", "对"])
def test_a_yes_repeated_for_a_whole_message_is_read(word: str, lexicon: Lexicon) -> None:
    """Shared out among repetitions in repetitions, it would never come to an end."""
    assert understand(word * 300 + "x", lexicon).meaning is not Meaning.NEED

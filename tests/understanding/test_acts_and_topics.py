"""What messages do inside a conversation and what they ask on the side, by tables of utterances."""

from pathlib import Path

import pytest

from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from bot.intents.understand import understand
from core.intents import Act, Topic

HERE = Path(__file__).parent
Row = tuple[str, frozenset[str], frozenset[str]]


def rows(name: str) -> list[Row]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(text, words(wanted), words(unwanted)) for text, wanted, unwanted in cells]


def words(cell: str) -> frozenset[str]:
    return frozenset(cell.replace("-", "").split())


@pytest.mark.parametrize(("text", "wanted", "unwanted"), rows("acts.tsv"))
def test_a_message_performs_its_acts(
    text: str, wanted: frozenset[str], unwanted: frozenset[str], lexicon: Lexicon
) -> None:
    acts = {str(act) for act in understand(normalise(text), lexicon).acts}
    assert wanted <= acts
    assert not unwanted & acts


@pytest.mark.parametrize(("text", "wanted", "unwanted"), rows("topics.tsv"))
def test_a_message_raises_its_topics(
    text: str, wanted: frozenset[str], unwanted: frozenset[str], lexicon: Lexicon
) -> None:
    topics = {str(topic) for topic in understand(normalise(text), lexicon).topics}
    assert wanted <= topics
    assert not unwanted & topics


def test_every_act_and_topic_is_shown_by_fifteen_utterances() -> None:
    for name, members in (("acts.tsv", Act), ("topics.tsv", Topic)):
        for member in members:
            assert sum(str(member) in wanted for _, wanted, _ in rows(name)) >= 15

"""What messages mean and which needs they state, by tables of utterances."""

import pytest

from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from bot.intents.understand import understand
from tests.understanding.tables import rows, words


@pytest.mark.parametrize(("text", "wanted", "unwanted"), rows("meanings.tsv"))
def test_a_message_has_its_meaning(text: str, wanted: str, unwanted: str, lexicon: Lexicon) -> None:
    found = understand(normalise(text), lexicon)
    assert words(wanted) <= {str(found.meaning)}
    assert not words(unwanted) & {str(found.meaning), *map(str, found.topics)}


@pytest.mark.parametrize(("text", "categories"), rows("needs.tsv"))
def test_a_message_states_its_needs(text: str, categories: str, lexicon: Lexicon) -> None:
    found = understand(normalise(text), lexicon)
    assert sorted(str(need.category) for need in found.needs) == sorted(categories.split())

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


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("证书不要纸质的", True), ("发票不用专票", True),
        ("还没收到", False), ("不麻烦了", False), ("没礼貌", False), ("进口", False),
    ],
)  # fmt: skip
def test_what_a_thing_should_not_be_like_is_a_mere_answer(
    lexicon: Lexicon, text: str, plain: bool
) -> None:
    assert understand(normalise(text), lexicon).plain_answer is plain

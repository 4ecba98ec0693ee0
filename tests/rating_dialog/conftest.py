"""The words of the release, read once."""

import pytest

from bot.intents.lexicon import Lexicon, load_lexicon
from tests.rating_dialog.chat import RatedChat


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture
def chat(lexicon: Lexicon) -> RatedChat:
    return RatedChat(lexicon).invited()

"""The release's lexicon, loaded once."""

import pytest

from bot.intents.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()

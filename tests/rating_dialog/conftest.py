"""A chat in which a rating was asked for."""

import pytest

from bot.intents.lexicon import Lexicon
from tests.rating_dialog.chat import RatedChat


@pytest.fixture
def chat(lexicon: Lexicon) -> RatedChat:
    return RatedChat(lexicon).invited()

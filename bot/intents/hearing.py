"""What of a message is listened to: both ends of a long one, without what only stands around it.

Whoever asks what a message means asks here, so that the chat, `station classify`, the lessons and
the judges of the product hear the same.
"""

from dataclasses import dataclass

from bot.intents.fringe import within
from bot.intents.lexicon import Lexicon
from bot.intents.long_texts import Readable, readable
from bot.intents.normal import normalise
from bot.intents.understand import Understanding, understand
from core.intents import Meaning


@dataclass(frozen=True, slots=True)
class Heard:
    """The words that are listened to, as written and as `normalise` writes them; `start` is where
    they begin in the readable text."""

    ends: Readable
    text: str
    plain: str
    start: int

    def original(self, place: int) -> int:
        """Where a place in `plain` stands in the message as it was written."""
        return self.ends.original(self.start + place)


def heard(text: str) -> Heard:
    """What is listened to in a message."""
    ends = readable(text)
    start, end = within(ends.text)
    own = ends.text[start:end]
    return Heard(ends, own, normalise(own), start)


def meant_by(message: Heard, lexicon: Lexicon) -> Understanding:
    """What is meant between the fringes; thanks behind what means nothing else are meant."""
    meant = understand(message.plain, lexicon)
    if meant.meaning is not Meaning.NONE or len(message.plain) == len(message.ends.text):
        return meant
    thanked = understand(normalise(message.ends.text), lexicon)
    return thanked if thanked.meaning is Meaning.THANKS else meant

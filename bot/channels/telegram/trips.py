"""How far a message has come on its way to Telegram, and which step is next.

A step is one call of the Bot API. What was done so far is read from what is kept of it: the ids of
the pieces that have arrived, the topic and the card of the request.
"""

from dataclasses import dataclass, field, replace
from typing import Final, Self

from telegram import ReplyParameters

from bot.channels.telegram.rendering import Sending, rendered
from bot.delivery.courier import Letter
from bot.delivery.receipts import Begun, Sent
from core.conversations import CardPost, Said, Topic
from core.messages import Line
from core.parties import is_stranger
from storage.outgoing import Posting

TURNED: Final = "-"
"""Stands before the ids where the first way was closed: the message that was to be edited is gone,
or the one person whom it is for cannot be written to."""
BARE: Final = "w"
"""Stands before the ids where the picture cannot be sent: the words go alone."""
NO_PICTURE: Final = Line("（这里有一张图片，没能发出来。）")


def is_turned(posting: Posting) -> bool:
    """Whether the first way was tried and is closed."""
    return posting.said.key.startswith(TURNED)


@dataclass(slots=True)
class Trip:
    """One message on its way: what it was last time, and what this step adds."""

    letter: Letter
    turned: bool
    keys: list[str]
    topic: Topic | None
    bare: bool = False
    posts: list[CardPost | Topic] = field(default_factory=list)

    @classmethod
    def of(cls, letter: Letter) -> Self:
        posting = letter.posting
        marks = posting.said.key.split(",")
        keys = [key for key in marks if key not in ("", TURNED, BARE)]
        return cls(letter, is_turned(posting), keys, posting.topic, BARE in marks)

    @property
    def said(self) -> Said:
        return self.letter.posting.said

    @property
    def address(self) -> str:
        return self.letter.posting.address

    @property
    def is_for_one(self) -> bool:
        """Whether one member of the staff alone may see it, be it one who has left. What is told to
        a stranger in the group is told there: nobody else's matter is in it."""
        only = self.said.message.only
        return self.letter.room and bool(only) and not is_stranger(only)

    @property
    def edits(self) -> str:
        """The message that this one takes the place of, "" where it is posted."""
        posting = self.letter.posting
        if self.turned or self.keys:
            return ""
        earlier = posting.card if self.said.message.card else posting.replaced.partition(",")[0]
        return earlier if earlier.isdecimal() else ""

    @property
    def stands(self) -> bool:
        """Whether the card is where it belongs, and only its topic has to follow it."""
        card = self.letter.posting.card
        return bool(self.said.message.card and self.keys and self.keys[0] == card)

    @property
    def wants_topic(self) -> bool:
        return bool(self.letter.room and self.said.message.thread and self.topic is None)

    @property
    def wants_card(self) -> bool:
        """Whether the card that this message belongs to has to be posted before it: the request's
        topic was deleted, the group has moved, or the card waits further behind."""
        message, posting = self.said.message, self.letter.posting
        unshown = self.letter.card is not None and not posting.anchor
        return bool(self.letter.room and message.thread and not message.card and unshown)

    @property
    def wants_switch(self) -> bool:
        """Whether the request's topic is open and should not be, or the other way."""
        card = self.said.message.card
        return bool(card and self.topic and self.topic.open is card.over)

    @property
    def topic_id(self) -> int | None:
        return int(self.topic.key) if self.topic else None

    @property
    def anchor(self) -> ReplyParameters | None:
        """Where there are no topics, what belongs to a request answers its card."""
        anchor = self.letter.posting.anchor
        if self.topic or not anchor or self.said.message.card:
            return None
        return ReplyParameters(int(anchor), allow_sending_without_reply=True)

    def pieces(self) -> tuple[Sending, ...]:
        message = self.said.message
        if self.bare:
            message = replace(message, image="", lines=(*message.lines, NO_PICTURE))
        return rendered(message, self.said.n, self.letter.names)

    def begun(self, *, lost: str = "") -> Begun:
        marks = [TURNED] * self.turned + [BARE] * self.bare
        return Begun(",".join((*marks, *self.keys)), tuple(self.posts), lost)

    @property
    def begins_with_picture(self) -> bool:
        """Whether the next piece is the picture, perhaps with words under it."""
        return bool(self.said.message.image and not self.bare and not self.keys)

    def without_picture(self) -> Begun:
        """What comes next goes without it."""
        self.bare = True
        return self.begun()

    def sent(self) -> Sent:
        return Sent(",".join(self.keys), tuple(self.posts))

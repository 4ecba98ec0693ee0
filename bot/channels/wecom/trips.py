"""How far a message has come on its way to WeCom: read from what is kept of it.

WeCom gives no ids that could be used later, so the marks count what was done. A step is one call,
or a picture's upload with its sending.
"""

from dataclasses import dataclass, field, replace
from typing import Final, Self

from bot.channels.wecom.places import Place, place_of
from bot.channels.wecom.rendering import Piece, rendered
from bot.delivery.courier import Letter
from bot.delivery.receipts import Begun, Sent, Then
from core.conversations import CardPost, Said
from core.messages import Card, Line
from core.parties import is_stranger

DONE: Final = "+"
"""A piece was sent; before a card's buttons: the group has its state."""
BARE: Final = "w"
"""The picture cannot be sent: the words go alone."""
NO_PICTURE: Final = Line("（这里有一张图片，没能发出来。）")


@dataclass(slots=True)
class Trip:
    """One message on its way: what was done before, and what this step adds."""

    letter: Letter
    marks: list[str]
    bare: bool = False
    posts: list[CardPost] = field(default_factory=list)
    then: Then | None = None

    @classmethod
    def of(cls, letter: Letter) -> Self:
        marks = [mark for mark in letter.posting.said.key.split(",") if mark]
        return cls(letter, [mark for mark in marks if mark != BARE], BARE in marks)

    @property
    def said(self) -> Said:
        return self.letter.posting.said

    @property
    def place(self) -> Place:
        return place_of(self.letter.posting.address)

    @property
    def card(self) -> Card | None:
        return self.said.message.card

    @property
    def reader(self) -> str:
        """The account of the one member who may see it."""
        return self.letter.posting.reader

    @property
    def is_for_one(self) -> bool:
        return self.letter.room and bool(self.said.message.only)

    @property
    def is_for_a_member(self) -> bool:
        """Whether that one still works here, and is bound."""
        only = self.said.message.only
        return bool(self.reader) and not is_stranger(only) and only in self.letter.names

    @property
    def about(self) -> Card | None:
        """The card of the request that it belongs to."""
        said = self.letter.card
        return said.message.card if said else None

    def pieces(self) -> tuple[Piece, ...]:
        message = self.said.message
        if self.bare:
            message = replace(message, image="", lines=(*message.lines, NO_PICTURE))
        return rendered(message, self.about, self.letter.names)

    def without_picture(self) -> Begun:
        """What comes next goes without it."""
        self.bare, self.marks = True, []
        return self.begun()

    def begun(self) -> Begun:
        return Begun(self._key(), tuple(self.posts), then=self.then)

    def sent(self) -> Sent:
        return Sent(self._key(), tuple(self.posts), then=self.then)

    def _key(self) -> str:
        return ",".join((*([BARE] if self.bare else []), *self.marks))

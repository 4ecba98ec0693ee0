"""How long and how often things may be at WeCom.

Sending app messages: a text or markdown of 2048 bytes, 30 messages a minute to one member, what is
beyond is dropped without a word; so the cards (sent to several) and what one member alone is told
share these between them. Group chats of an app: 200 a minute to one member. Group robots: 20 a
minute. Each rate keeps to its limit in every window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from core.rates import Rate
from storage.rate_clocks import Clock

CHANNEL: Final = "wecom"

MESSAGE_BYTES: Final = 2048
ROBOT_BYTES: Final = 2048
"""Of a robot's markdown 4096 are said to be taken; 2048 are in any case."""
CODE_LIFE: Final = timedelta(hours=72)
"""How long a response_code is good (updating a template card)."""

ROOM: Final = Rate(timedelta(seconds=1), 20)
MEMBER: Final = Rate(timedelta(seconds=6), 5)
OVERALL: Final = Rate(timedelta(milliseconds=10), 50)
ROBOT_RATE: Final = Rate(timedelta(seconds=3), 1)


@dataclass(frozen=True, slots=True)
class Rates:
    """One for each group, one for its cards, one for each member's own chat, one for everything."""

    room: Rate = ROOM
    cards: Rate = MEMBER
    member: Rate = MEMBER
    overall: Rate = OVERALL

    @property
    def shared(self) -> Clock:
        return Clock(CHANNEL, self.overall)

    def of_room(self, address: str) -> Sequence[Clock]:
        return self.shared, Clock(f"{CHANNEL}:{address}", self.room)

    def of_cards(self, address: str) -> Sequence[Clock]:
        return self.shared, Clock(f"{CHANNEL}:{address}:cards", self.cards)

    def of_member(self, sender: str) -> Sequence[Clock]:
        return self.shared, Clock(f"{CHANNEL}:{sender}", self.member)


WECOMS_OWN: Final = Rates()

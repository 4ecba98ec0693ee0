"""How often Telegram may be written to: a message a second in a chat, 20 a minute in a group, 30
a second in all (PTB's FloodLimit; Telegram publishes no exact figures). Edits count like messages.

Each rate keeps to its limit in every window: what may go at once and what comes back meanwhile
together stay below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from core.rates import Rate
from storage.rate_clocks import Clock

CHANNEL: Final = "telegram"

PRIVATE: Final = Rate(timedelta(seconds=1), 3)
GROUP: Final = Rate(timedelta(seconds=4), 5)
OVERALL: Final = Rate(timedelta(milliseconds=40), 5)


@dataclass(frozen=True, slots=True)
class Rates:
    """One for each private chat, one for each group, one for everything."""

    private: Rate = PRIVATE
    group: Rate = GROUP
    overall: Rate = OVERALL

    @property
    def shared(self) -> Clock:
        return Clock(CHANNEL, self.overall)

    def clocks(self, id: str) -> Sequence[Clock]:
        """The allowances of a chat by its id at Telegram; groups have ids below zero."""
        own = self.group if id.startswith("-") else self.private
        return self.shared, Clock(f"{CHANNEL}:{id}", own)


TELEGRAMS_OWN: Final = Rates()

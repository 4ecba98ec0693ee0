"""What a turn decides: rows to write, things to say, what was understood. Nothing is done yet."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from core.conversations import Heard
from core.due import CallOff, Due
from core.messages import Outbound


@dataclass(frozen=True, slots=True)
class Decision:
    """`saves` are values of the kinds that storage keeps, the later winning over the earlier;
    `calls_off` is carried out before them. `toast` is the short word for a pressed button, best
    effort and outside the record. `forgets` names chats of whose lessons no words may stay."""

    saves: tuple[Any, ...] = ()
    says: tuple[Outbound, ...] = ()
    heard: tuple[Heard, ...] = ()
    calls_off: tuple[CallOff, ...] = ()
    toast: str = ""
    forgets: tuple[str, ...] = ()

    def __add__(self, later: "Decision") -> "Decision":
        """Both, in this order: what the later calls off, the earlier does not even begin."""
        return Decision(
            self._still_wanted(later.calls_off) + later.saves,
            self.says + later.says,
            self.heard + later.heard,
            self.calls_off + later.calls_off,
            later.toast or self.toast,
            self.forgets + later.forgets,
        )

    def answering(self, chat: str, change: Callable[[Outbound], Outbound]) -> "Decision":
        """The same, with the first thing said in a chat changed; where nothing is, as it was."""
        own = next((one for one in self.says if one.chat == chat), None)
        if own is None:
            return self
        told = change(own)
        return replace(self, says=tuple(told if one is own else one for one in self.says))

    def _still_wanted(self, calls_off: tuple[CallOff, ...]) -> tuple[Any, ...]:
        if not calls_off:
            return self.saves
        return tuple(
            value
            for value in self.saves
            if not (isinstance(value, Due) and any(off.covers(value) for off in calls_off))
        )


NOTHING = Decision()

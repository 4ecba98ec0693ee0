"""What a turn decides: rows to write, things to say, what was understood. Nothing is done yet."""

from dataclasses import dataclass
from typing import Any

from core.conversations import Heard
from core.messages import Outbound


@dataclass(frozen=True, slots=True)
class CallOff:
    """Due work that is no longer wanted: of one object, of these kinds; none means all kinds."""

    object: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """`saves` are values of the kinds that storage keeps, the later winning over the earlier;
    `toast` is the short word for a pressed button, best effort and outside the record."""

    saves: tuple[Any, ...] = ()
    says: tuple[Outbound, ...] = ()
    heard: tuple[Heard, ...] = ()
    calls_off: tuple[CallOff, ...] = ()
    toast: str = ""

    def __add__(self, other: "Decision") -> "Decision":
        return Decision(
            self.saves + other.saves,
            self.says + other.says,
            self.heard + other.heard,
            self.calls_off + other.calls_off,
            other.toast or self.toast,
        )


NOTHING = Decision()

"""When an account may write to somebody, and how often (Official Account: custom/send)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tests.weixin.server.errors import Refusal


@dataclass(frozen=True, slots=True)
class Grant:
    count: int
    length: timedelta


GRANTS: Final = {
    "message": Grant(5, timedelta(hours=48)),
    "click": Grant(3, timedelta(minutes=1)),
    "follow": Grant(3, timedelta(minutes=1)),
    "scan": Grant(3, timedelta(minutes=1)),
}
CLICKS: Final = frozenset({"CLICK", "scancode_push", "scancode_waitmsg"})


@dataclass(slots=True)
class Open:
    until: datetime
    left: int


class Windows:
    """Each kind of contact renews its own count. Where several are open, the one that closes first
    is used first: how the platform combines them is not documented."""

    def __init__(self) -> None:
        self._open: dict[str, Open] = {}

    def opens(self, kind: str, now: datetime) -> None:
        grant = GRANTS[kind]
        self._open[kind] = Open(now + grant.length, grant.count)

    def shuts(self) -> None:
        self._open.clear()

    def spends(self, now: datetime) -> None:
        windows = sorted(
            (one for one in self._open.values() if now < one.until), key=lambda one: one.until
        )
        if not windows:
            raise Refusal(45015)
        usable = next((one for one in windows if one.left), None)
        if usable is None:
            raise Refusal(45047)
        usable.left -= 1

    def left(self, now: datetime) -> int:
        return sum(one.left for one in self._open.values() if now < one.until)

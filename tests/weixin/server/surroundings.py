"""One test's own part of WeChat and WeCom: its time, its troubles and all that was asked of it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, Protocol

from tests.weixin.server.calls import Call
from tests.weixin.server.errors import Json, Refusal
from tests.weixin.server.shown import Changes

if TYPE_CHECKING:
    from tests.weixin.server.corp.corporation import Corp
    from tests.weixin.server.official.account import OfficialAccount
    from tests.weixin.server.tokens import Token

BEGIN: Final = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten o'clock of a Monday in Wuhan
Trouble = Literal["refuses", "hangs", "drops", "loses", "stalls"]


class Bearer(Protocol):
    """Whoever an access token speaks for."""

    world: "Surroundings"


@dataclass(slots=True)
class Fault:
    """`drops` cuts the connection instead of doing it, `loses` does it and then cuts; `stalls` does
    it and leaves the caller waiting."""

    path: str
    trouble: Trouble
    left: int
    errcode: int = -1
    said: str = ""


@dataclass(slots=True)
class Registry:
    """Who may be asked for on this server: all worlds share its addresses."""

    accounts: dict[str, "OfficialAccount"] = field(default_factory=dict)
    corps: dict[str, "Corp"] = field(default_factory=dict)
    tokens: dict[str, "tuple[Bearer, Token]"] = field(default_factory=dict)
    robots: dict[str, "Corp"] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def path_of(path: str) -> str:
    """`/cgi-bin/menu/get` and `menu/get` are one."""
    return path.strip("/").removeprefix("cgi-bin/")


class Surroundings:
    """Nothing happens in it by itself; its clock stands until it is moved.

    A push waits `patience` seconds of real time for its answer, and is made `tries` times in all.
    """

    def __init__(self, number: int, address: str, registry: Registry) -> None:
        self.number = number
        self.address = address
        self.registry = registry
        self.clock: Callable[[], datetime] = lambda: BEGIN
        self.patience = 5.0
        self.tries = 3
        self.lock = threading.RLock()
        self.changes = Changes()
        self.faults: list[Fault] = []
        self._calls: list[Call] = []
        self._violations: list[str] = []
        self._counted = 0

    @property
    def now(self) -> datetime:
        return self.clock()

    @now.setter
    def now(self, at: datetime) -> None:
        self.clock = lambda: at

    def passes(self, length: timedelta) -> None:
        self.now = self.now + length

    def count(self) -> int:
        """A number that this world has not used yet."""
        with self.lock:
            self._counted += 1
            return self._counted

    # What a test reads.

    def violations(self) -> tuple[str, ...]:
        """What a client did that breaks a rule, whether or not it was refused for it."""
        return tuple(self._violations)

    def violated(self, words: str) -> None:
        self._violations.append(words)

    def calls(self, path: str) -> list[Json]:
        """The bodies of the calls of `path`, refused ones too."""
        return [call.noted for call in self._calls if call.path == path_of(path)]

    def paths(self) -> list[str]:
        """Every call, in order."""
        return [call.path for call in self._calls]

    def note(self, call: Call) -> None:
        self._calls.append(call)
        self.changes.tell()

    # What a test lets go wrong.

    def fails(self, path: str, errcode: int, times: int = 1, said: str = "") -> None:
        self._goes_wrong(Fault(path_of(path), "refuses", times, errcode, said))

    def hangs(self, path: str, times: int = 1) -> None:
        """Take the call and never answer it."""
        self._goes_wrong(Fault(path_of(path), "hangs", times))

    def drops(self, path: str, times: int = 1) -> None:
        """Cut the connection; nothing was done."""
        self._goes_wrong(Fault(path_of(path), "drops", times))

    def loses(self, path: str, times: int = 1) -> None:
        """Do what was asked, then cut the connection: the answer is lost."""
        self._goes_wrong(Fault(path_of(path), "loses", times))

    def stalls(self, path: str, times: int = 1) -> None:
        """Do what was asked, and never answer."""
        self._goes_wrong(Fault(path_of(path), "stalls", times))

    def heals(self) -> None:
        self.faults.clear()

    def _goes_wrong(self, fault: Fault) -> None:
        with self.lock:
            self.faults.append(fault)

    def meets(self, path: str) -> Fault | None:
        """The trouble that this call runs into, which is then used up."""
        with self.lock:
            for fault in self._open(path):
                fault.left -= 1
                return fault
        return None

    def _open(self, path: str) -> Iterator[Fault]:
        return (fault for fault in self.faults if fault.path == path and fault.left > 0)


def said_by(fault: Fault) -> Refusal:
    refusal = Refusal(fault.errcode, ip="127.0.0.1", field="thing1")
    refusal.errmsg = fault.said or refusal.errmsg
    return refusal

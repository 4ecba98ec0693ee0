"""What goes wrong on purpose: each fault waits for the requests that it is meant for."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from tests.telegram.server.calls import Call, Refusal

ANY: Final = "*"
FORBIDDEN: Final = "Forbidden: bot was blocked by the user"
DESCRIPTIONS: Final = {
    400: "Bad Request: something is wrong",
    403: FORBIDDEN,
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
    "is running",
}


@dataclass(slots=True)
class Fault:
    """One trouble: an error `code`, a `delay`, or a connection cut `before` or `after` the work."""

    method: str = ANY
    chat: int = 0
    code: int = 0
    description: str = ""
    retry_after: int = 0
    delay: float = 0.0
    cut: str = ""
    count: int = 1

    def concerns(self, call: Call) -> bool:
        of_method = self.method in {ANY, call.method}
        return self.count > 0 and of_method and self.chat in {0, _chat_of(call)}

    @property
    def name(self) -> str:
        """What a request that it struck is marked with."""
        return f"cut {self.cut}" if self.cut else "refused" if self.refusal() else ""

    def refusal(self) -> Refusal | None:
        if self.retry_after:
            words = f"Too Many Requests: retry after {self.retry_after}"
            return Refusal(429, words, retry_after=self.retry_after)
        if self.code:
            words = DESCRIPTIONS.get(self.code) or HTTPStatus(self.code).phrase
            return Refusal(self.code, self.description or words)
        return None


def _chat_of(call: Call) -> int:
    named: Any = call.fields.get("chat_id", 0)
    return int(named) if str(named).removeprefix("-").isdigit() else 0


def struck(faults: list[Fault], call: Call) -> Fault | None:
    """The first fault that concerns this request; it is used up by one."""
    for fault in faults:
        if fault.concerns(call):
            fault.count -= 1
            return fault
    return None

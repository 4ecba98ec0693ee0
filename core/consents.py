"""One-time notices that people have consented to: each consent is good for one, whenever it is sent
(Official Account, subscribe/bizsend)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Consents:
    """How often an account said yes to a template, and how many of these are used up; `last` is
    the event that told so last, which may be told again."""

    place: str
    template: str
    given: int = 0
    used: int = 0
    last: str = ""

    @property
    def left(self) -> int:
        return max(self.given - self.used, 0)

"""What comes in and how it is refused, in Telegram's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a form brought it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the Bot API, as it came."""

    method: str
    fields: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)


class Refusal(Exception):
    """Telegram's no; `parameters` are what a client may act on."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def json(self) -> Json:
        said: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return said | ({"parameters": self.parameters} if self.parameters else {})


class Misused(Exception):
    """A test asked for what no person could do: to press a button that is not there."""


def bad_request(words: str) -> Refusal:
    return Refusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    return Refusal(403, f"Forbidden: {words}")


def conflict(words: str) -> Refusal:
    return Refusal(409, f"Conflict: {words}")

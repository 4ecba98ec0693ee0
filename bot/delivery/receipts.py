"""What a messenger made of a message: the ways in which a try to send it ends.

A try is one call of the messenger, so that each is counted by its clocks and kept before the next.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from core.conversations import CardPost, Topic

BUG: Final = "a bug:"
"""Begins the `why` of what met one; its kind follows, and nothing of what the message says."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The messenger has it. `key` holds its ids there, comma between the pieces; `posts` is where
    it shows what later messages refer to."""

    key: str
    posts: tuple[CardPost | Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """A step is done, and another is to follow. `key` says how far it is, in the messenger's own
    terms; `posts` was made on the way; the strand of the request `lost` is gone, with its card."""

    key: str = ""
    posts: tuple[CardPost | Topic, ...] = ()
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now (the messenger is busy or cannot be reached): this chat waits so long."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class Refused:
    """This message is not taken, or met a bug: likely never. `why` in the messenger's words."""

    why: str


@dataclass(frozen=True, slots=True)
class Needless:
    """There is nobody at this messenger whom it is for; that is no fault."""

    why: str


@dataclass(frozen=True, slots=True)
class Shut:
    """The whole chat takes nothing, until it is heard of again. `why` in the messenger's words."""

    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The messenger knows the chat under another id now, and takes the message there."""

    address: str


Receipt = Sent | Begun | Later | Refused | Needless | Shut | Moved

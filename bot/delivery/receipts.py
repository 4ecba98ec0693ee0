"""What a messenger made of a message: the ways in which a try to send it ends.

A try is one call of the messenger, so that each is counted by its clocks and kept before the next.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from core.conversations import CardPost, Said, Topic
from storage.connections import Connection

BUG: Final = "a bug:"
"""Begins the `why` of what met one; its kind follows, and nothing of what the message says."""

Then = Callable[[Connection], None]
"""What else is kept in the commit of a receipt."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The messenger has it. `key` holds its ids there, comma between the pieces; `posts` is where
    it shows what later messages refer to; the messages `also` went along in the same piece. `how`
    says in the staff's words by which of several ways it went; they are told so of words that they
    passed on, and where it `tells`, of any message."""

    key: str
    posts: tuple[CardPost | Topic, ...] = ()
    also: tuple[Said, ...] = ()
    how: str = ""
    tells: bool = False
    then: Then | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A step is done, and another is to follow. `key` says how far it is, in the messenger's own
    terms; `posts` was made on the way; the strand of the request `lost` is gone, with its card."""

    key: str = ""
    posts: tuple[CardPost | Topic, ...] = ()
    lost: str = ""
    then: Then | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Not now (the messenger is busy or cannot be reached): this chat waits so long."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class Refused:
    """This message is not taken, or met a bug: likely never. `why` in the messenger's words."""

    why: str


@dataclass(frozen=True, slots=True)
class Waits:
    """No way is open for this message now: it goes with the next contact, others may go before.
    `why` in the messenger's words."""

    why: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Another chat of the same enterprise takes it; `how` as in `Sent`."""

    chat: str
    how: str


COPY: Final = "forwarded.{chat}.{n}"
"""The turn of what another chat took."""


def may_go_elsewhere(said: Said) -> bool:
    """Whether another chat of the enterprise may take it: what is about a request, or somebody's
    own words to them. Answers to one person (what is kept of them, what they are filling in) are
    nobody else's, and what is sent in part stays. What came from another chat goes on to no third:
    two that are closed would send it to and fro without end."""
    copied = said.turn.startswith(COPY.partition("{")[0])
    return bool(said.message.about or said.message.source) and not copied and not said.key


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


Receipt = Sent | Begun | Later | Waits | Forwarded | Refused | Needless | Shut | Moved

WORDS: Final[Mapping[type[Receipt], str]] = {
    Sent: "sent",
    Begun: "begun",
    Later: "later",
    Waits: "waits",
    Forwarded: "forwarded",
    Refused: "refused",
    Needless: "needless",
    Shut: "shut",
    Moved: "moved",
}
"""What became of a try, for logs and figures."""

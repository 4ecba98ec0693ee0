"""What a messenger made of a message: the four ways in which sending ends."""

from dataclasses import dataclass
from datetime import timedelta

from core.conversations import CardPost, Topic


@dataclass(frozen=True, slots=True)
class Sent:
    """The messenger has it. `key` holds its ids there, comma between the pieces; `posts` is where
    it shows what later messages refer to."""

    key: str
    posts: tuple[CardPost | Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """Not now (the messenger is busy or cannot be reached): this chat waits so long. `key` holds
    the ids of the pieces that have arrived, and `posts` what was made on the way."""

    wait: timedelta
    key: str = ""
    posts: tuple[CardPost | Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Never. `why` in the messenger's words; `closed` where the whole chat takes nothing."""

    why: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The messenger knows the chat under another id now, and takes the message there."""

    address: str


Receipt = Sent | Later | Refused | Moved

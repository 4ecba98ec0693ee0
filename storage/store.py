"""What a running server asks of its database, whichever engine is behind it.

A unit of work is one transaction's work, written as if it were alone: it may be run again on fresh
state, and is acknowledged only after the commit that holds it.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Final, Protocol, TypeVar

from storage.connections import Connection

Result = TypeVar("Result")
Unit = Callable[[Connection], Result]

CLOSED: Final = "服务正在重启，请稍候。"


class Unavailable(Exception):
    """The database took nothing; `sentence` says why, for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Store(Protocol):
    """A database that is open. `alone` says that no other server shares it."""

    alone: bool

    async def run(self, unit: Unit[Result], order: str = "", /) -> Result:
        """Run a unit and return what it returned, once it is committed. Units of one `order` run
        one after the other, as they came. Raises `Unavailable` if nothing was kept."""

    async def run_behind(self, unit: Unit[Result], order: str = "", /) -> Result:
        """The same for a unit that can wait: those who write go first."""

    async def read(self, query: Unit[Result]) -> Result:
        """Run a query beside the units, on a snapshot of what is committed. Raises `Unavailable`
        where nothing can be read."""

    async def time_of_day(self) -> datetime:
        """What time it is where the database is. Raises `Unavailable` where it does not say."""

    async def others_wrote(self) -> bool:
        """Whether others may have committed, since this was last asked, what was not told of."""

    def tell(self, chats: Iterable[str]) -> None:
        """Tell the other servers that these chats hold something new."""

    def hear(self, heard: Callable[[Iterable[str]], None]) -> None:
        """Call this with the chats that the other servers tell of."""

    def leading(self, name: str, /) -> AbstractAsyncContextManager[None]:
        """Wait until no other server does what bears one only, and do it in the block. That ends
        with `Unavailable` where another may have begun."""

    async def close(self) -> None:
        """Finish what waits, then close the database."""


def unavailable(sentence: str, fault: BaseException) -> Unavailable:
    """What is told to whoever waits for a unit that could not be kept."""
    told = Unavailable(sentence)
    told.__cause__ = fault
    return told

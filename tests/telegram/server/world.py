"""All that is true in one Telegram: a bot, people, chats, what was said, what waits for the bot.

Messages are kept as the Bot API writes them, so that what a bot is told and what a test sees are
one and the same thing.
"""

import asyncio
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Final

from tests.telegram.server.calls import Call, Json, Misused, Refusal, bad_request
from tests.telegram.server.faults import Fault
from tests.telegram.server.updates import Updates

# Ids of people and of supergroups do not fit into 32 bits, as many real ones do not.
FIRST_PERSON: Final = 7_000_000_001
FIRST_GROUP: Final = -4_000_000_001
FIRST_SUPERGROUP: Final = -1_002_000_000_001
QUERY_SECONDS: Final = 30.0
ADMINISTRATORS: Final = frozenset({"administrator", "creator"})


@dataclass(slots=True)
class Person:
    id: int
    name: str
    username: str = ""
    is_bot: bool = False
    started: bool = False
    """Whether this person ever wrote to the bot: before that the bot cannot write."""
    barrier: str = ""
    """Why the bot can write no longer, in Telegram's words."""

    def json(self) -> Json:
        said: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        said |= {"username": self.username} if self.username else {}
        return said if self.is_bot else said | {"language_code": "zh-hans"}


@dataclass(slots=True)
class Member:
    status: str
    rights: dict[str, bool] = field(default_factory=dict)

    @property
    def administers(self) -> bool:
        return self.status in ADMINISTRATORS

    @property
    def is_here(self) -> bool:
        return self.status not in {"left", "kicked"}

    def may(self, right: str) -> bool:
        return self.status == "creator" or (self.administers and self.rights.get(right, False))


@dataclass(slots=True)
class Topic:
    id: int
    name: str
    closed: bool = False


@dataclass(slots=True)
class Chat:
    id: int
    kind: str
    title: str = ""
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    reply_keyboards: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    actions: list[Json] = field(default_factory=list)
    moved_to: int = 0
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def json(self) -> Json:
        if self.kind == "private":
            return {"id": self.id, "type": "private", "first_name": self.title}
        said: Json = {"id": self.id, "type": self.kind, "title": self.title}
        return said | ({"is_forum": True} if self.is_forum else {})


@dataclass(slots=True)
class Query:
    """A press of an inline button, and how the bot answered it."""

    id: str
    person: int
    message: int
    chat: int
    data: str
    pressed_at: float
    answer: Json | None = None


@dataclass(slots=True)
class Kept:
    """A file on Telegram's servers."""

    id: str
    kind: str
    path: str
    content: bytes
    size: int


@dataclass(slots=True)
class World:
    token: str
    bot: Person
    born_at: float
    reads_all: bool = False
    """Whether privacy mode is off."""
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    query_seconds: float = QUERY_SECONDS
    files: dict[str, Kept] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    profile: Json = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    faults: list[Fault] = field(default_factory=list)
    requests: list[Json] = field(default_factory=list)
    revision: int = 0
    ids: "count[int]" = field(default_factory=lambda: count(1))
    _started: float = field(default_factory=monotonic)
    _passed: float = 0.0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def now(self) -> float:
        """Seconds of the Unix clock, counted from the moment that the test named."""
        return self.born_at + monotonic() - self._started + self._passed

    def let_pass(self, seconds: float) -> None:
        self._passed += seconds

    async def change(self) -> None:
        """Tell whoever waits that something is different now."""
        async with self._changed:
            self.revision += 1
            self._changed.notify_all()

    async def wait(self, beyond: int, seconds: float) -> int:
        """Until there is a later revision than `beyond`, or the time is over."""
        async with self._changed:
            try:
                async with asyncio.timeout(seconds):
                    await self._changed.wait_for(lambda: self.revision > beyond)
            except TimeoutError:
                pass
            return self.revision

    def record(
        self, call: Call, violations: tuple[str, ...], answer: Json, trouble: str = ""
    ) -> None:
        uploads = {name: {"name": each.name, "size": len(each.content)}
                   for name, each in call.uploads.items()}  # fmt: skip
        self.requests.append(
            {"method": call.method, "fields": dict(call.fields), "uploads": uploads}
            | {"violations": list(violations), "answer": answer, "at": self.now()}
            | {"trouble": trouble}
        )

    def person(self, id: int) -> Person:
        if id not in self.people:
            raise Misused(f"there is no person {id}")
        return self.people[id]

    def chat(self, id: int) -> Chat:
        if id not in self.chats:
            raise Misused(f"there is no chat {id}")
        return self.chats[id]

    def found(self, chat_id: int | str) -> Chat:
        """The chat that a request names, if it is still there under this id."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.moved_to:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, migrate_to_chat_id=chat.moved_to)
        return chat

    def keep(self, kind: str, name: str, content: bytes, size: int = 0) -> Kept:
        """Take a file onto the servers; `size` lets a test have a large one without its bytes."""
        number = next(self.ids)
        path = f"{kind}s/file_{number}{'.' + name.rpartition('.')[2] if '.' in name else ''}"
        kept = Kept(f"{kind}-{number}-{self.bot.id}", kind, path, content, size or len(content))
        self.files[kept.id] = kept
        return kept

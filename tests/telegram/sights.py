"""What a test sees of Telegram: messages as readers see them, requests with their verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

Json: TypeAlias = dict[str, Any]

FILES = ("photo", "document", "voice", "video", "audio", "sticker", "location", "contact")
NOTES = (
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "pinned_message",
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message in a chat, as it stands now."""

    id: int
    chat: int
    sender: str
    by_bot: bool
    text: str
    kind: str
    buttons: tuple[tuple[str, ...], ...]
    topic: int
    reply_to: int
    edited: bool
    raw: Json = field(repr=False, compare=False)
    """The whole of it, as the Bot API writes it."""

    @classmethod
    def of(cls, raw: Json) -> Self:
        rows = raw.get("reply_markup", {}).get("inline_keyboard", ())
        opened = raw.get("message_thread_id", 0)
        answered = raw.get("reply_to_message", {}).get("message_id", 0)
        return cls(
            id=raw["message_id"],
            chat=raw["chat"]["id"],
            sender=raw["from"]["first_name"],
            by_bot=raw["from"]["is_bot"],
            text=raw.get("text") or raw.get("caption") or "",
            kind=next((name for name in (*FILES, *NOTES) if name in raw), "text"),
            buttons=tuple(tuple(button["text"] for button in row) for row in rows),
            topic=opened,
            # Every message of a topic stands under the one that opened it; that is no answer.
            reply_to=0 if answered == opened else answered,
            edited="edit_date" in raw,
            raw=raw,
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """The buttons in one row, as they are read."""
        return tuple(label for row in self.buttons for label in row)


@dataclass(frozen=True, slots=True)
class Topic:
    id: int
    name: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A chat as its members see it."""

    title: str
    messages: tuple[Message, ...]
    topics: tuple[Topic, ...]
    pinned: tuple[int, ...]
    actions: tuple[str, ...]
    reply_keyboards: tuple[Json, ...]
    revision: int

    @classmethod
    def of(cls, raw: Json) -> Self:
        chat = raw["chat"]
        return cls(
            title=chat.get("title") or chat["first_name"],
            messages=tuple(map(Message.of, raw["messages"])),
            topics=tuple(Topic(**each) for each in raw["topics"]),
            pinned=tuple(raw["pinned"]),
            actions=tuple(each["action"] for each in raw["actions"]),
            reply_keyboards=tuple(raw["reply_keyboards"]),
            revision=raw["at"],
        )

    def of_bot(self) -> tuple[Message, ...]:
        return tuple(each for each in self.messages if each.by_bot)

    def in_topic(self, topic: Topic | int) -> tuple[Message, ...]:
        number = topic if isinstance(topic, int) else topic.id
        return tuple(each for each in self.messages if each.topic == number)


@dataclass(frozen=True, slots=True)
class Request:
    """A request of the bot, what was wrong with it, and what it was answered."""

    method: str
    fields: Mapping[str, Any]
    uploads: Mapping[str, Any]
    violations: tuple[str, ...]
    answer: Json
    at: float
    trouble: str = ""

    @classmethod
    def of(cls, raw: Json) -> Self:
        return cls(**raw | {"violations": tuple(raw["violations"])})

    @property
    def went_well(self) -> bool:
        return bool(self.answer["ok"])


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, and the bot's answer to it once there is one."""

    id: str
    person: int
    chat: int
    message: int
    data: str
    answered: bool
    text: str
    alert: bool

    @classmethod
    def of(cls, raw: Json) -> Self:
        answer = raw["answer"] or {}
        named = {name: raw[name] for name in ("id", "person", "chat", "message", "data")}
        text, alert = answer.get("text", ""), answer.get("alert", False)
        return cls(**named, answered=raw["answer"] is not None, text=text, alert=alert)

"""A person with Telegram in their hand."""

import base64
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from tests.telegram.sights import Json, Message, Press, Topic

BLOCKED: Final = "bot was blocked by the user"
DEACTIVATED: Final = "user is deactivated"


class Chat(Protocol):
    """Whatever can be written to: a group, or a person's own chat with the bot."""

    @property
    def id(self) -> int: ...


class World(Protocol):
    async def asks(self, act: str, **what: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: nowhere named is the private chat with the bot."""

    chat: Chat | None = None
    topic: Topic | int = 0
    reply_to: Message | None = None

    def asked(self) -> Json:
        chat = self.chat.id if self.chat else 0
        if self.reply_to and not chat:
            chat = self.reply_to.chat
        topic = self.topic if isinstance(self.topic, int) else self.topic.id
        said: Json = {"chat": chat, "topic": topic}
        return said | ({"reply_to": self.reply_to.id} if self.reply_to else {})


def file(kind: str, name: str, content: bytes = b"a file", **more: Any) -> Json:
    """A file to send; `caption` and, for one that is only said to be large, `size` may follow."""
    return {"kind": kind, "name": name, "content": base64.b64encode(content).decode()} | more


@dataclass(frozen=True, slots=True)
class Person:
    world: World = field(repr=False)
    id: int
    name: str

    async def starts(self, payload: str = "") -> Message:
        """Press Start, perhaps behind a link with a payload."""
        return await self.writes(f"/start {payload}".strip())

    async def writes(
        self,
        text: str,
        *,
        to: Chat | None = None,
        topic: Topic | int = 0,
        reply_to: Message | None = None,
    ) -> Message:
        return await self._does("write", Place(to, topic, reply_to), text=text)

    async def sends(self, sent: Json, where: Place = Place()) -> Message:
        """A photo, document, voice, video, audio or sticker, as `file` makes it."""
        return await self._does("send", where, **sent)

    async def sends_photo(
        self, content: bytes = b"a photo", caption: str = "", where: Place = Place()
    ) -> Message:
        return await self.sends(file("photo", "photo.jpg", content, caption=caption), where)

    async def sends_album(self, *items: Json, where: Place = Place()) -> tuple[Message, ...]:
        every = await self.world.asks("album", person=self.id, items=items, **where.asked())
        return tuple(map(Message.of, every))

    async def sends_location(
        self, latitude: float, longitude: float, where: Place = Place()
    ) -> Message:
        return await self._does("locate", where, latitude=latitude, longitude=longitude)

    async def sends_contact(self, phone: str, where: Place = Place(), *, name: str = "") -> Message:
        """Their own number, as the button for it sends it, or that of somebody of this `name`."""
        return await self._does("contact", where, phone=phone, name=name)

    async def edits(self, message: Message, text: str) -> Message:
        asked = {"person": self.id, "chat": message.chat, "message": message.id, "text": text}
        return Message.of(await self.world.asks("edit", **asked))

    async def presses(self, message: Message, label: str = "", *, data: str = "") -> Press:
        """A button by what stands on it now; by `data` also one that has gone meanwhile."""
        asked = {"person": self.id, "chat": message.chat, "message": message.id}
        return Press.of(await self.world.asks("press", **asked, label=label, data=data))

    async def deletes(self, message: Message) -> None:
        await self.world.asks("delete_message", chat=message.chat, message=message.id)

    async def opens_topic(self, group: Chat, name: str) -> Topic:
        return Topic(
            **await self.world.asks("open_topic", person=self.id, chat=group.id, name=name)
        )

    async def closes_topic(self, group: Chat, topic: Topic, *, closed: bool = True) -> None:
        asked = {"person": self.id, "chat": group.id, "topic": topic.id}
        await self.world.asks("switch_topic", **asked, closed=closed)

    async def leaves(self, group: Chat) -> None:
        await self.world.asks("go", person=self.id, chat=group.id)

    async def blocks(self) -> None:
        """Block the bot."""
        await self.world.asks("block", person=self.id, words=BLOCKED)

    async def unblocks(self) -> None:
        await self.world.asks("block", person=self.id, words="")

    async def deletes_account(self) -> None:
        await self.world.asks("block", person=self.id, words=DEACTIVATED)

    async def _does(self, act: str, where: Place, **what: Any) -> Message:
        return Message.of(await self.world.asks(act, person=self.id, **what, **where.asked()))

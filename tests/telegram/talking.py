"""Plays a written talk at Telegram: each step as the update that Telegram would bring, each message
that follows as it would be sent.

A button that asks for words is pressed first and the words are written after it, since a messenger
has no field under a button; where it asks for none, staff write both, as the command that it stands
for.
"""

from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import Any, Final

from bot.channels.telegram.keyboards import data_of
from bot.channels.telegram.limits import CHANNEL
from bot.channels.telegram.reception import Reception
from bot.channels.telegram.rendering import rendered
from bot.channels.telegram.updates import read_update
from bot.replay.stage import STATION, Stage
from core.conversations import Said, Topic
from core.messages import Choice, InboundKind
from core.parties import Identity
from core.requests.request import ServiceRequest
from storage.posts import Posts
from storage.room_codes import bind_room, room
from tests.transcripts.comparing import addressed, words_of
from tests.transcripts.playing import STAFF
from tests.transcripts.script import Step

ROOM: Final = -1001000000001
ROOM_CHAT: Final = f"{CHANNEL}:{ROOM}"
FIRST_TOPIC: Final = 5000
SOMEBODY: Final = 7000
FORGED: Final = "1:forged"


class AtTelegram:
    """The people of a talk, in front of a station."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.engine = stage, stage.engine
        self._reception = Reception(stage.engine, "station_bot", "a secret")
        self._ids = count(1)
        self._topics: dict[str, int] = defaultdict(count(FIRST_TOPIC).__next__)
        self._people: dict[str, int] = defaultdict(count(SOMEBODY).__next__)
        self._seen: dict[str, int] = defaultdict(int)
        self._asked: str = ""
        """The request under whose card words were asked for."""

    async def arrives(self) -> None:
        """The staff have bound themselves, and their group is a room."""
        schema = self.engine.schema
        ids = {name: self._people[name] for name in STAFF}

        def unit(connection: Any) -> None:
            bind_room(connection, schema, room(ROOM_CHAT, CHANNEL, STATION))
            for name, member in STAFF.items():
                identity = Identity(CHANNEL, str(ids[name]), member.id)
                schema.of(Identity).save(connection, identity)

        await self.engine.write(unit)

    async def take(self, step: Step) -> None:
        """Do what a step says."""
        if step.label and not await self._is_written(step):
            await self._brings("callback_query", await self._press(step))
            if not step.text:
                return
            step = replace(step, label="")
        await self._brings("message", await self._message(step))
        self._asked = ""

    async def _is_written(self, step: Step) -> bool:
        """Whether a member has words to a button that asks for none."""
        if step.who not in STAFF or not step.text:
            return False
        _, choice = await self._shown(step, ROOM_CHAT)
        return choice.asks is None

    async def news(self) -> list[tuple[str, str]]:
        """What was said since the last time, to whom and in which words; all of it is put into
        Telegram's words, which raises where it cannot be."""
        fresh = [one for one in await self._log() if one.n > self._seen[one.chat]]
        for one in fresh:
            self._seen[one.chat] = max(self._seen[one.chat], one.n)
            rendered(one.message, one.n, {})
        return [(addressed(one, one.chat == ROOM_CHAT), words_of(one)) for one in fresh]

    async def _brings(self, kind: str, what: dict[str, Any]) -> None:
        update = read_update({"update_id": next(self._ids), kind: what})
        assert update is not None
        taken = await self._reception.take(update)
        assert taken is not None
        assert not taken.fault, taken.fault

    async def _message(self, step: Step) -> dict[str, Any]:
        member = step.who in STAFF
        where = await self._topic(await self._thread(step.where) or self._asked)
        message = self._bare(step.who, ROOM if member else self._people[step.who])
        if where:
            message |= {"message_thread_id": where, "is_topic_message": True}
        if step.kind is InboundKind.IMAGE:
            size = {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}
            return message | {"photo": [size]}
        return message | {"text": f"{step.label} {step.text}".strip()}

    def _bare(self, who: str, chat: int) -> dict[str, Any]:
        now = int(self.stage.clock.now().timestamp())
        kind = "supergroup" if chat < 0 else "private"
        return {
            "message_id": next(self._ids),
            "date": now,
            "chat": {"id": chat, "type": kind},
            "from": {"id": self._people[who], "is_bot": False, "first_name": who},
        }

    async def _press(self, step: Step) -> dict[str, Any]:
        chat = ROOM if step.who in STAFF else self._people[step.who]
        under = self._bare(step.who, chat)
        if topic := await self._topic(await self._thread(step.where)):
            under |= {"message_thread_id": topic, "is_topic_message": True}
        return {
            "id": str(next(self._ids)),
            "from": under.pop("from"),
            "message": under,
            "data": FORGED if step.forged else await self._data(step, f"{CHANNEL}:{chat}"),
        }

    async def _data(self, step: Step, chat: str) -> str:
        """What the button carries."""
        one, choice = await self._shown(step, chat)
        self._asked = one.message.thread if step.text else ""
        return data_of(one.n, choice.id)

    async def _shown(self, step: Step, chat: str) -> tuple[Said, Choice]:
        """The newest button of that label, in that chat or talk."""
        thread = await self._thread(step.where)
        log = [one for one in await self._log() if one.chat == chat]
        about = [one for one in log if not thread or thread in (one.message.thread, _card(one))]
        shown: list[tuple[Said, Choice]] = [
            (one, choice) for one in reversed(about) for choice in one.message.choices
        ]
        return next(each for each in shown if each[1].label == step.label)

    async def _topic(self, thread: str) -> int:
        """The topic of a request, which it has from the first time that it is named."""
        if not thread:
            return 0
        key = self._topics[thread]
        topic = Topic(ROOM_CHAT, thread, str(key))
        posts = Posts(self.engine.schema)
        await self.engine.write(lambda each: posts.keep(each, topic))
        return key

    async def _thread(self, where: str) -> str:
        if not where.isdigit():
            return ""
        query = self.engine.schema.of(ServiceRequest).query()
        found: tuple[ServiceRequest, ...] = await self.engine.read(query.all)
        return next((one.id for one in found if one.number.endswith(f"-{int(where):04d}")), "")

    async def _log(self) -> list[Said]:
        query = self.engine.schema.of(Said).query(order="n")
        said: tuple[Said, ...] = await self.engine.read(query.all)
        return [one for one in said if one.chat.startswith(f"{CHANNEL}:")]


def _card(said: Said) -> str:
    return said.message.card.key if said.message.card else ""

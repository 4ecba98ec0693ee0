"""Plays a written talk with the staff at WeCom: what a member does in their own chat with the app
as the push that WeCom would bring, what the enterprises do at their pages; each message that
follows as it would be sent.

Whoever speaks about a request puts it in focus first, whoever speaks to all leaves what is in
focus. A button that the card has no room for is written as the command that it stands for. What the
staff say among themselves stands in the group, where the app hears nobody.
"""

from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import Any, Final

from bot.account_settings import WecomAccount
from bot.channels.wecom.button_cards import ButtonCard, question_cards, request_card
from bot.channels.wecom.limits import CHANNEL
from bot.channels.wecom.places import room_at, sender_of, task_id
from bot.channels.wecom.pushes import read_push
from bot.channels.wecom.reception import Reception
from bot.channels.wecom.words import ASIDE, INTERNAL, LEFT, NOT_ASKED, OUTWARD
from bot.replay.stage import STATION, Stage
from bot.room.doubting import is_aside
from bot.room.spoken import hear
from bot.weixin.xml import Value, read_xml, written
from core.conversations import Said
from core.messages import Choice, InboundKind
from core.parties import Identity
from core.requests.request import ServiceRequest
from storage.outgoing import Outgoing
from storage.room_codes import bind_room, room
from tests.transcripts.comparing import Spoken, spoken_of
from tests.transcripts.playing import BETWEEN, IN_ROOM, STAFF, Reporter
from tests.transcripts.script import Step
from tests.wecom.shown_within import CHATID, fits

ACCOUNT: Final = WecomAccount(
    corp_id="ww0123456789abcdef", agent_id=1000002, secret="s" * 32, token="tokenOfTests",
    aes_key="a" * 43,
)  # fmt: skip
ROOM: Final = room_at(ACCOUNT.name, CHATID)
ROOM_CHAT: Final = f"{CHANNEL}:{ROOM}"
TOLD_ALONE: Final = {
    *(line.template for line in (INTERNAL, OUTWARD, ASIDE, LEFT, NOT_ASKED)),
    *(f"{line.template}{NOT_ASKED.template}" for line in (INTERNAL, OUTWARD)),
}
"""Besides what the talk brings, a member is told who reads what they write."""


class AtWecom:
    """The staff of a talk, at their app."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.engine = stage, stage.engine
        self._pages = Reporter(stage)
        self._reception = Reception(stage.engine, ACCOUNT)
        self._outgoing = Outgoing(stage.engine.schema, CHANNEL)
        self._ids = count(1)
        self._seen: dict[str, int] = defaultdict(int)
        self._asked: set[str] = set()
        """Who is about to write what a button of theirs asked for."""

    async def arrives(self) -> None:
        """The staff have bound themselves, and their group is a room."""
        schema = self.engine.schema

        def unit(connection: Any) -> None:
            bind_room(connection, schema, room(ROOM_CHAT, CHANNEL, STATION))
            for member in STAFF.values():
                account = sender_of(ACCOUNT.corp_id, member.id)
                schema.of(Identity).save(connection, Identity(CHANNEL, account, member.id))

        await self.engine.write(unit)

    async def take(self, step: Step) -> None:
        """Do what a step says."""
        if step.who not in STAFF:
            await self._pages.take(step)
            return
        await self.stage.pass_time(self.stage.clock.now() + BETWEEN)
        if not step.label:
            await self._says(step)
            return
        said, choice = await self._shown(step)
        card = next((one for one in cards_of(said) if has(one, choice)), None)
        if card is None or (step.text and choice.asks is None):
            await self._says(replace(step, text=f"{step.label} {step.text}".strip()))
            return
        await self._brings(
            step, MsgType="event", Event="template_card_event", EventKey=choice.id,
            TaskId=card.task, CardType="button_interaction",
        )  # fmt: skip
        if step.text:
            await self._brings(step, MsgType="text", Content=step.text)
        elif choice.asks:
            self._asked.add(step.who)

    async def news(self) -> Spoken:
        """What was said since the last time, to whom and in which words; all of it is put into
        WeCom's words, and keeps to its limits."""
        fresh = [one for one in await self._log() if one.n > self._seen[one.chat]]
        for one in fresh:
            self._seen[one.chat] = max(self._seen[one.chat], one.n)
            await self._fits(one)
        return spoken_of((one for one in fresh if not in_own_chat(one)), ROOM_CHAT)

    async def _fits(self, said: Said) -> None:
        if not said.chat.startswith(f"{CHANNEL}:"):
            return
        if in_own_chat(said):
            assert {line.template for line in said.message.lines} <= TOLD_ALONE, said.message.lines
        thread = said.message.thread
        about = await self.engine.read(lambda each: self._outgoing.card_of(each, ROOM_CHAT, thread))
        names = {member.id: name for name, member in STAFF.items()}
        fits(said.message, said.n, about.message.card if about else None, names)

    async def _says(self, step: Step) -> None:
        answers = step.who in self._asked
        if answers and not is_aside(step.text):
            self._asked.discard(step.who)
        if answers:
            await self._brings(step, MsgType="text", Content=step.text)
            return
        if step.where.isdigit():
            await self._brings(step, MsgType="text", Content=f"备注 {await self._number(step)}")
        elif hear(step.text):
            await self._brings(step, MsgType="text", Content="退出")
        else:
            return
        if step.kind is InboundKind.IMAGE:
            await self._brings(step, MsgType="image", MediaId="media", PicUrl="http://picture")
        else:
            await self._brings(step, MsgType="text", Content=step.text)

    async def _brings(self, step: Step, **told: Value) -> None:
        push: dict[str, Value] = {
            "ToUserName": ACCOUNT.corp_id,
            "FromUserName": STAFF[step.who].id,
            "CreateTime": int(self.stage.clock.now().timestamp()),
            "MsgId": next(self._ids),
            "AgentID": ACCOUNT.agent_id,
        }
        fields = read_xml(written(push | told).encode())
        await self._reception.take(read_push(fields, ACCOUNT.corp_id, ACCOUNT.agent_id))

    async def _shown(self, step: Step) -> tuple[Said, Choice]:
        """The newest button of that label, in the room or about a request."""
        number = await self._number(step) if step.where.isdigit() else ""
        log = [one for one in await self._log() if one.chat == ROOM_CHAT]
        about = [one for one in log if not number or one.message.thread == await self._id(number)]
        shown = ((one, choice) for one in reversed(about) for choice in one.message.choices)
        return next(each for each in shown if each[1].label == step.label)

    async def _number(self, step: Step) -> str:
        numbers = [one.number for one in await self._requests()]
        return next(one for one in numbers if one.endswith(f"-{int(step.where):04d}"))

    async def _id(self, number: str) -> str:
        return next(one.id for one in await self._requests() if one.number == number)

    async def _requests(self) -> list[ServiceRequest]:
        query = self.engine.schema.of(ServiceRequest).query()
        return list(await self.engine.read(query.all))

    async def _log(self) -> list[Said]:
        query = self.engine.schema.of(Said).query(order="n")
        log: tuple[Said, ...] = await self.engine.read(query.all)
        return [one for one in log if one.chat != IN_ROOM]


def cards_of(said: Said) -> tuple[ButtonCard, ...]:
    """The cards with buttons that a message becomes."""
    message = said.message
    if message.card:
        return (request_card(message.card, message.choices, task_id(said.n, CHATID)),)
    return question_cards(message, None, said.n, CHATID)


def has(card: ButtonCard, choice: Choice) -> bool:
    return choice.id in [each.id for each in card.buttons] and not card.over


def in_own_chat(said: Said) -> bool:
    return said.chat.startswith(f"{CHANNEL}:") and said.chat != ROOM_CHAT

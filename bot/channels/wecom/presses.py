"""A pressed button of a card: it acts in the room, or puts the request in focus.

The first press that changes a request changes everybody's card (`dealing`). Whoever presses what
has changed meanwhile is told why it is no longer done, and their card is brought up to date by the
answer to their press.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.account_settings import WecomAccount
from bot.channels.wecom.button_cards import request_card
from bot.channels.wecom.focusing import Focusing, focus_on, own_id, replies
from bot.channels.wecom.happenings import CardPressed
from bot.channels.wecom.limits import CHANNEL, CODE_LIFE
from bot.channels.wecom.places import Task, room_at, task_of
from bot.channels.wecom.words import NOT_BOUND, NOT_HERE, NOTE
from bot.engine import Engine
from bot.messengers.binding import Binding
from bot.messengers.reached import Reached
from bot.messengers.staff_chats import StaffChats
from bot.room import waiting
from bot.weixin.xml import written
from core.conversations import CardCode, Chat, ChatKind, FocusMode, Said
from core.messages import Choice, Inbound, Line, Press
from storage.card_codes import CardCodes
from storage.connections import Connection
from storage.outgoing import Outgoing
from storage.turns import Taken

UPDATE: Final = "update_template_card"


@dataclass(frozen=True, slots=True)
class Meant:
    """The message that a pressed card was sent for, the newest card of its request (the same where
    there is none), and the choice; whether the press is pushed `again`."""

    said: Said
    newest: Said
    choice: Choice | None
    again: bool

    @property
    def thread(self) -> str:
        return self.said.message.thread

    @property
    def place(self) -> int:
        """Where the choice hangs as it is now, or as it was."""
        return (self.newest if self.is_fresh else self.said).n

    @property
    def is_fresh(self) -> bool:
        return self.choice in self.newest.message.choices

    @property
    def is_out_of_date(self) -> bool:
        """Whether the card may show what it showed when it was sent."""
        return self.newest.n > self.said.n

    @property
    def mode(self) -> FocusMode | None:
        """Who reads what is written next, where the button does nothing else."""
        if self.choice is None:
            return None
        if self.choice == NOTE:
            return FocusMode.INTERNAL
        return FocusMode.OUTWARD if replies(self.choice) and self.is_fresh else None


class Presses:
    """Takes presses up, at one account."""

    def __init__(self, engine: Engine, account: WecomAccount) -> None:
        self._engine, self._account, schema = engine, account, engine.schema
        self._binding, self._focusing = Binding(engine), Focusing(engine)
        self._staff, self._codes = StaffChats(engine, CHANNEL), CardCodes(schema)
        self._chat, self._said = schema.of(Chat).query("id"), schema.of(Said).query("chat", "n")
        self._outgoing, self._reached = Outgoing(schema, CHANNEL), Reached(engine, CHANNEL)

    async def take(self, pressed: CardPressed, inbound: Inbound) -> str:
        """Take a press up; the passive reply, "" where everybody's card is changed anyway."""
        meant = await self._engine.write(lambda each: self._meant(each, pressed, inbound))
        if isinstance(meant, Line):
            await self._binding.says(inbound, meant)
            return ""
        await self._reached.heard(meant.said.chat.partition(":")[2])
        if meant.mode:
            if not meant.again:
                await self._turned(inbound, meant, meant.mode)
            return self._update(pressed, meant.newest) if meant.is_out_of_date else ""
        if meant.said.message.card and not meant.again:
            focus = focus_on(inbound, meant.said.chat, meant.thread, FocusMode.INTERNAL)
            await self._focusing.turn(inbound, focus, waiting.DIALOG)
        taken = await self._acted(pressed, inbound, meant)
        return await self._shown(pressed, meant, taken.turn)

    async def _turned(self, inbound: Inbound, meant: Meant, mode: FocusMode) -> None:
        focus = focus_on(inbound, meant.said.chat, meant.thread, mode)
        asked = await self._focusing.turn(inbound, focus)
        await self._binding.says(inbound, await self._focusing.line(focus, asked=asked))

    async def _acted(self, pressed: CardPressed, inbound: Inbound, meant: Meant) -> Taken:
        chat, press = meant.said.chat.partition(":")[2], Press(meant.place, pressed.key)
        there = replace(inbound, chat=chat, id=own_id(inbound), press=press)
        taken = await self._engine.receive(there)
        await self._focusing.asked_since(inbound)
        return taken

    def _meant(
        self, connection: Connection, pressed: CardPressed, inbound: Inbound
    ) -> Meant | Line:
        member, task = self._staff.member(connection, inbound.sender), task_of(pressed.task)
        if member is None:
            return NOT_BOUND
        said = self._message(connection, task, member.station) if task else None
        if said is None or said.message.only not in ("", member.id):
            return NOT_HERE
        again = self._focusing.knows(connection, inbound, said.chat)
        if said.message.card and pressed.code and not again:
            self._keep(connection, pressed, said, inbound.received_at)
        newest = self._newest(connection, said)
        choices = (*newest.message.choices, *said.message.choices, NOTE)
        choice = next((one for one in choices if one.id == pressed.key), None)
        return Meant(said, newest, choice, again)

    def _message(self, connection: Connection, task: Task, station: str) -> Said | None:
        """The message of a task, in a room of that station."""
        key = f"{CHANNEL}:{room_at(self._account.name, task.chatid)}"
        chat = self._chat.one(connection, key)
        if chat is None or (chat.kind, chat.station) != (ChatKind.ROOM, station):
            return None
        return self._said.one(connection, key, task.n)

    def _newest(self, connection: Connection, said: Said) -> Said:
        found = self._outgoing.card_of(connection, said.chat, said.message.thread)
        return found if found and said.message.card else said

    def _keep(
        self, connection: Connection, pressed: CardPressed, said: Said, now: datetime
    ) -> None:
        until = now + CODE_LIFE
        code = CardCode(pressed.code, said.chat, said.message.thread, pressed.task, until)
        self._codes.keep(connection, code, now)

    async def _shown(self, pressed: CardPressed, meant: Meant, turn: str) -> str:
        newest = await self._engine.read(lambda each: self._newest(each, meant.said))
        return "" if newest.turn == turn else self._update(pressed, newest)

    def _update(self, pressed: CardPressed, newest: Said) -> str:
        """Change the card of whoever pressed it."""
        card = newest.message.card
        if card is None:
            return ""
        shown = request_card(card, newest.message.choices, pressed.task)
        return written(
            {
                "ToUserName": pressed.userid,
                "FromUserName": self._account.corp_id,
                "CreateTime": int(self._engine.clock.now().timestamp()),
                "MsgType": UPDATE,
                "TemplateCard": shown.fields(),
            }
        )

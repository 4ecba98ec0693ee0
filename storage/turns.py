"""One turn in the writer's transaction: lock the chat, keep the message, load, decide, apply.

The message is kept before anything is decided, so that a second delivery stops there and a bug
eats nothing: what the decision did is taken back to the savepoint, and the message stays, marked
as failed, with an apology in the same commit.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import TypeAdapter

from core.context import Context, Needs
from core.conversations import Chat, ChatKind, Heard, InboxState, Received
from core.decision import Decision
from core.masking import scrub
from core.messages import Inbound, InboundKind, Line, Outbound, text_of
from core.parties import Identity, Person, stranger_id
from storage.applying import Applier
from storage.connections import OUTSIDE, Connection
from storage.loading import Frame, Loader
from storage.log_lines import of_turn
from storage.memory import take_back
from storage.schema import Schema
from storage.together import Batch

APOLOGY: Final = Line("抱歉，刚才这条消息我没能处理好，已经记下并通知工作人员，您不用重发。")

KEEP: Final = (
    "INSERT INTO inbox (chat, message, n, person, at, received_at, kind, text, press, attachment,"
    " thread, album, state, fault, heard) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '[]')"
    " ON CONFLICT (chat, message) DO NOTHING RETURNING id"
)
ALBUM: Final = "SELECT 1 FROM inbox WHERE chat = ? AND album = ? AND id <> ? LIMIT 1"
UNDERSTOOD: Final = "UPDATE inbox SET heard = ? WHERE id = ?"
FAILED: Final = "UPDATE inbox SET state = 'failed', fault = ? WHERE id = ?"
HEARD: Final[TypeAdapter[tuple[Heard, ...]]] = TypeAdapter(tuple[Heard, ...])

LOGGED_BY_US: Final = frozenset({"web"})
"""Channels whose log is ours: what somebody writes there has to be put into it."""
SHOWS_NOTICES: Final = frozenset({"telegram"})
"""Channels that show a short word over a pressed button."""

Decide = Callable[[Context], Decision]


class NoStation(Exception):
    """A message came in for a station that this installation does not have."""


def _nothing_more(_chat: Chat) -> Needs:
    return Needs()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message as the shell hands it over: how to decide on it, and what it needs loaded in the
    chat that it came in. One that is `taken_again` stands in the log of its page already."""

    inbound: Inbound
    decide: Decide
    needs: Callable[[Chat], Needs] = _nothing_more
    taken_again: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival: the turn's name ("" for a second delivery), the chats that have
    something new, a short word for a pressed button, what was said to its presser alone, what is
    `unsaid` as long as the short word shows it, and the trace of a bug."""

    turn: str
    chats: frozenset[str] = frozenset()
    toast: str = ""
    told: str = ""
    fault: str = ""
    unsaid: tuple[Outbound, ...] = ()


class Turns:
    """Takes arrivals, one call a transaction's savepoint."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.loader = Loader(schema)
        self.applier = Applier(schema)
        self._identity = schema.of(Identity).query("channel", "sender")
        self._received = schema.of(Received)

    def take(self, connection: Connection, arrival: Arrival) -> Taken:
        """Keep the message and do what it asks for."""
        inbound = arrival.inbound
        self.loader.foresee(
            connection, _chat_key(inbound), stranger_id(inbound.channel, inbound.sender)
        )
        chat = self._chat(connection, inbound)
        station = self.loader.station(connection, chat.station)
        if station is None:
            raise NoStation(chat.station)
        person = self._person(connection, inbound, chat)
        key = self._keep(connection, inbound, chat, person)
        if key is None:
            return Taken("")
        chat = replace(chat, heard=chat.heard + 1, person=self._whose(chat, person))
        frame = Frame(f"i{key}", inbound.at, inbound.received_at, station, chat, person)
        with of_turn(frame.turn):
            return self._decided(connection, arrival, frame, key)

    def _decided(self, connection: Connection, arrival: Arrival, frame: Frame, key: int) -> Taken:
        # It is released with what stands around it: the writer's savepoint, or the transaction.
        connection.execute("SAVEPOINT decision")
        try:
            taken = self._decide(connection, arrival, frame, key)
        except OUTSIDE:
            raise  # The file or the disk, not this message: nothing is kept or acknowledged.
        except Exception as bug:  # noqa: BLE001 - the one place where a bug is caught
            bug.add_note(f"turn {frame.turn} in {frame.chat.channel}")
            take_back(connection, "decision")
            taken = self._failed(connection, arrival, frame, key, bug)
        return taken

    def _decide(self, connection: Connection, arrival: Arrival, frame: Frame, key: int) -> Taken:
        inbound = arrival.inbound
        needs = arrival.needs(frame.chat)
        context = self.loader.context(connection, frame, needs, inbound.press)
        if inbound.album:
            begun = connection.execute(ALBUM, [frame.chat.id, inbound.album, key]).fetchone()
            context = replace(context, album_goes_on=begun is not None)
        decision = arrival.decide(context)
        told = _told(decision, frame.person)
        unsaid, decision = _without_toast(inbound, decision)
        echo, decision = _echoed(inbound, context, decision)
        shown = None if arrival.taken_again else echo
        with Batch(connection) as batch:
            chats = self._written(batch, frame, decision, shown, inbound.id)
            if decision.heard:
                understood = HEARD.dump_json(decision.heard).decode()
                batch.change(frame.turn, UNDERSTOOD, [understood, key])
        return Taken(frame.turn, chats, decision.toast, told, unsaid=unsaid)

    def _written(
        self, batch: Batch, frame: Frame, decision: Decision, echo: Outbound | None, message: str
    ) -> frozenset[str]:
        """Write what was decided behind what shows the `message` that was heard; the chats that
        have something new."""
        if not any(_is_same(value, frame.chat) for value in decision.saves):
            batch.save(self._schema.of(Chat), frame.chat)
        says = self.applier.write(batch, decision, frame.station.settings.code, frame.now)
        if echo is None:
            return self.applier.put(batch, says, frame.turn, frame.now)
        return self.applier.put(batch, (echo, *says), frame.turn, frame.now, {0: message})

    def _failed(
        self,
        connection: Connection,
        arrival: Arrival,
        frame: Frame,
        key: int,
        bug: Exception,
    ) -> Taken:
        trace = "".join(traceback.format_exception(bug))
        sealed = self._schema.seal.close("inbox.fault", trace)  # it may quote what was said
        connection.execute(FAILED, [sealed, key])
        self._schema.of(Chat).save(connection, frame.chat)
        chat, person = frame.chat.id, frame.person.id
        only = person if frame.chat.kind is ChatKind.ROOM else ""
        thread = arrival.inbound.thread
        words = Line("{said}", {"said": arrival.inbound.text})
        shown = Outbound(chat, (words,), thread=thread, source=person, only=only)
        apology = Outbound(chat, (APOLOGY,), thread=thread, only=only)
        said = [shown, apology] if arrival.inbound.channel in LOGGED_BY_US else [apology]
        if arrival.inbound.kind is InboundKind.FORM:
            said = []  # its page says so
        echoes = {0: arrival.inbound.id} if len(said) > 1 else {}
        chats = self.applier.say(connection, said, frame.turn, frame.now, echoes)
        return Taken(frame.turn, chats, fault=trace)

    def _keep(
        self, connection: Connection, inbound: Inbound, chat: Chat, person: Person
    ) -> int | None:
        received = Received(
            0, chat.id, inbound.id, chat.heard + 1, person.id, inbound.at, inbound.received_at,
            inbound.kind, inbound.text, inbound.press, inbound.attachment, inbound.thread,
            inbound.album, InboxState.TAKEN,
        )  # fmt: skip
        row = self._received.codec.row(received)[1:14]
        found = connection.execute(KEEP, row).fetchone()
        return None if found is None else int(found[0])

    def _chat(self, connection: Connection, inbound: Inbound) -> Chat:
        key = _chat_key(inbound)
        chat = self.loader.chat.one(connection, key)
        return chat or Chat(key, inbound.channel, ChatKind.PRIVATE, inbound.station)

    def _person(self, connection: Connection, inbound: Inbound, chat: Chat) -> Person:
        stranger = Person(stranger_id(inbound.channel, inbound.sender), chat.station)
        if chat.person == stranger.id:
            return stranger  # of whom nothing more is kept than the id
        identity = self._identity.one(connection, inbound.channel, inbound.sender)
        person = self.loader.person.one(connection, identity.person) if identity else None
        if isinstance(person, Person):
            return person
        identity = Identity(inbound.channel, inbound.sender, stranger.id)
        with Batch(connection) as batch:
            batch.save(self._schema.of(Person), stranger)
            batch.save(self._schema.of(Identity), identity)
        return stranger

    @staticmethod
    def _whose(chat: Chat, person: Person) -> str:
        return person.id if chat.kind is ChatKind.PRIVATE else ""


def _chat_key(inbound: Inbound) -> str:
    return f"{inbound.channel}:{inbound.chat}"


def _is_same(value: Any, chat: Chat) -> bool:
    """A room's turn may also write the chat of the enterprise that it is about."""
    return isinstance(value, Chat) and value.id == chat.id


def _without_toast(inbound: Inbound, decision: Decision) -> tuple[tuple[Outbound, ...], Decision]:
    """Where a messenger shows a pressed button's short word by itself, it is not sent once more:
    what is left out, and the rest."""
    notice = inbound.kind is InboundKind.PRESS and inbound.channel in SHOWS_NOTICES
    if not notice or not decision.toast:
        return (), decision
    own = (one for one in decision.says if one.only)
    unsaid = tuple(one for one in own if text_of(one) == decision.toast)
    kept = tuple(one for one in decision.says if one not in unsaid)
    return unsaid, replace(decision, says=kept)


def _told(decision: Decision, person: Person) -> str:
    """What a short notice can say of what was told to this person alone."""
    own = [one for one in decision.says if one.only == person.id]
    if any(one.choices or one.image for one in own):
        return ""
    return "\n".join(text_of(one) for one in own)


def _echoed(
    inbound: Inbound, context: Context, decision: Decision
) -> tuple[Outbound | None, Decision]:
    """What shows somebody's message in the log of a page, which no messenger does for us. Where the
    decision says it in that person's own name, in better words, those are shown; to that person
    alone on a page only, since at a messenger they stand there already."""
    chat, author = context.chat.id, context.person.id
    own = next((one for one in decision.says if (one.chat, one.source) == (chat, author)), None)
    if own is None:
        return echo_of(inbound, context), decision
    decision = replace(decision, says=tuple(one for one in decision.says if one is not own))
    stands = own.only == author and inbound.channel not in LOGGED_BY_US
    return None if stands else own, decision


def echo_of(inbound: Inbound, context: Context) -> Outbound | None:
    """What the others in the chat see of a message; a pressed button shows by what it does, what
    was filled in elsewhere not at all."""
    shown = inbound.channel in LOGGED_BY_US or inbound.copied
    if not shown or inbound.kind is InboundKind.FORM:
        return None
    said: Any = inbound.text
    if context.chat.kind is ChatKind.ROOM:
        said = scrub(inbound.text)  # what one member types, all the others read (clause 5.3)
    if inbound.kind is InboundKind.PRESS:
        if context.pressed is None or context.chat.kind is ChatKind.ROOM:
            return None
        said = inbound.text or context.pressed.label
    image = inbound.attachment.reference if inbound.attachment else ""
    lines = (Line("{said}", {"said": said}),) if said else ()
    source = context.person.id
    return Outbound(context.chat.id, lines, image=image, thread=inbound.thread, source=source)

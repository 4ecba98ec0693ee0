"""A station on a real database: what comes in, what falls due, and what was said in which chat."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.acting import Told, actor_of, draft, perform
from bot.due_work import decide_due
from core.context import Context, Needs
from core.conversations import Chat, Said
from core.decision import Decision
from core.due import Due, DueKind, DueState
from core.due_context import DecideDue
from core.messages import NUMBER, Inbound, Outbound, text_of
from core.parties import Contact, Identity, Person, Words, WordsKind
from core.people import Actor, Role
from core.rating import Rating
from core.requests.act import Values
from core.requests.actions import Action
from core.requests.request import ServiceRequest
from core.requests.status import Status
from core.settings import StationSettings
from storage.connections import Connection
from storage.database import open_database
from storage.migrations.upgrade import lay_out
from storage.schema import Schema, schema
from storage.staff import add_member
from storage.stations import add_station, web_room
from storage.sweep import Sweep
from storage.turns import Arrival, Taken, Turns

STATION = "hy"
ROOM = web_room(STATION)
CHAT = "web:c1"
LI = Person("li", STATION, "李敏", (Role.SPECIALIST,), trained=True, on_duty=True)
ZHAO = Person("zhao", STATION, "赵站长", (Role.HEAD,), trained=True, on_duty=True)
WANG = Person(
    "wang", STATION, "王科长", (Role.HEAD,), trained=True, on_duty=True,
    joined_at=datetime(2026, 1, 5, tzinfo=UTC),
)  # fmt: skip
SETTINGS = StationSettings(name="示例站", code="HY", escalation_contact=WANG.id)


@dataclass
class House:
    """The station, with hands to do things at a time."""

    connection: Connection
    tables: Schema
    turns: Turns
    sweep: Sweep
    sent: int = 0

    def turn(
        self, sender: str, at: datetime, decide: Callable[[Context], Decision], *requests: str
    ) -> Taken:
        """One message of somebody, with what is decided on it."""
        self.sent += 1
        staff = sender in (LI.id, ZHAO.id, WANG.id)
        chat = ROOM.partition(":")[2] if staff else CHAT.partition(":")[2]
        inbound = Inbound("web", chat, sender, f"m{self.sent}", at, at, station=STATION)
        taken = self.turns.take(
            self.connection, Arrival(inbound, decide, lambda _chat: Needs(requests))
        )
        assert not taken.fault, taken.fault
        return taken

    def file(self, at: datetime) -> str:
        """An enterprise files a need; the id of its request."""
        taken = self.turn("qin", at, _filing)
        return f"{taken.turn}-1"

    def staff(self, action: Action, request: str, at: datetime, told: Told | None = None) -> Taken:
        """The specialist acts on a request."""

        def decide(context: Context) -> Decision:
            return perform(context, context.found[0], action, actor_of(context), told or Told())[1]

        return self.turn(LI.id, at, decide, request)

    def serve(self, at: datetime) -> str:
        """A request that is being served; its id."""
        request = self.file(at)
        self.staff(Action.CLAIM, request, at)
        self.staff(Action.REPLY, request, at, Told(note="可以办。"))
        told = Values(time=at, on_behalf=True)
        self.staff(Action.BOOK, request, at, Told(values=Values(time=at)))
        self.staff(Action.CONFIRM, request, at, Told(values=told))
        self.staff(Action.START, request, at)
        return request

    def end(self, at: datetime) -> str:
        """A request whose service has ended; its id."""
        request = self.serve(at)
        self.staff(Action.END, request, at, Told(note="办好了。"))
        return request

    def pass_until(self, until: datetime, decide: DecideDue = decide_due) -> list[datetime]:
        """Let everything that is due by then happen at its time; the times at which it did."""
        times: list[datetime] = []
        while (due := self.sweep.next_due(self.connection)) is not None and due <= until:
            faults = [taken.fault for taken in self.fall(due, decide)]
            assert decide is not decide_due or not any(faults), faults
            times.append(due)
        return times

    def fall(self, now: datetime, decide: DecideDue = decide_due) -> list[Taken]:
        """One sweep."""
        self.sweep.begin(self.connection, now)
        groups = self.sweep.due_now(self.connection, now, 100)
        return [self.sweep.fall_due(self.connection, dues, now, decide) for dues in groups]

    def said(self, chat: str = CHAT, only: str = "") -> list[tuple[datetime, Outbound]]:
        rows = self.tables.of(Said).query("chat", order="n").all(self.connection, chat)
        return [
            (row.at, row.message)
            for row in rows
            if row.message.only == only and row.message.lines and not row.echo
        ]

    def told(self, chat: str, words: str, only: str = "") -> list[datetime]:
        """When a chat, or one person alone, was told something with these words in it."""
        return [at for at, message in self.said(chat, only) if words in text_of(message)]

    def request(self, key: str) -> ServiceRequest:
        found = self.tables.of(ServiceRequest).query("id").one(self.connection, key)
        assert isinstance(found, ServiceRequest)
        return found

    def rating(self, request: str) -> Rating:
        found = self.tables.of(Rating).query("request").one(self.connection, request)
        assert isinstance(found, Rating)
        return found

    def rows(self, kind: DueKind, state: DueState = DueState.OPEN) -> list[Due]:
        query = self.tables.of(Due).query("kind", "state", order="due_at")
        return list(query.all(self.connection, kind, state))

    def save(self, value: Any) -> None:
        self.tables.of(type(value)).save(self.connection, value)

    def chat(self) -> Chat:
        found = self.turns.loader.chat.one(self.connection, CHAT)
        assert isinstance(found, Chat)
        return found


def _filing(context: Context) -> Decision:
    contact = Contact(
        f"{context.turn}.c", person=context.person.id, company="武汉示例厂", name="覃晓",
        phone="13800001207", at=context.now,
    )  # fmt: skip
    words = Words(
        f"{context.turn}.w", WordsKind.DETAIL, f"{context.turn}-1", context.person.id,
        context.now, "压力表6块要校准",
    )  # fmt: skip
    blank = ServiceRequest(
        f"{context.turn}-1", STATION, Status.DRAFT, "metrology", "web", context.chat.id,
        context.person.id, "", "", context.at, context.now,
    )  # fmt: skip
    enterprise = Actor(context.person.id, frozenset({Role.ENTERPRISE}), STATION)
    dossier, begun = draft(context, blank, enterprise)
    values = Values(
        contact=contact.id, detail=words.id, category="metrology", number=NUMBER.format(need=1)
    )
    _, filed = perform(context, dossier, Action.FILE, enterprise, Told(values=values))
    return Decision(saves=(contact, words)) + begun + filed


@contextmanager
def open_house(folder: Path, settings: StationSettings = SETTINGS) -> Iterator[House]:
    """A station in a data folder."""
    path = folder / "station.db"
    lay_out(path)
    with closing(open_database(path)) as connection:
        yield settled(connection, settings)


def settled(connection: Connection, settings: StationSettings = SETTINGS) -> House:
    """A station with its staff, in a database without any."""
    tables = schema()
    add_station(connection, tables, STATION, settings)
    for member in (LI, ZHAO, WANG):
        add_member(connection, tables, member)
        if tables.of(Identity).query("person").one(connection, member.id) is None:
            tables.of(Identity).save(connection, Identity("web", member.id, member.id))
    turns = Turns(tables)
    return House(connection, tables, turns, Sweep(tables, turns))

"""A room of invented people, kept in memory: what is decided is what the next message finds."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from bot.intents.lexicon import Lexicon, load_lexicon
from bot.intents.reading import read
from bot.room.deciding import decide_room
from bot.room.needing import needs_of
from core.buttons import needs_of_button
from core.context import CaseFile, Context, Counted, Dossier, Pressed, Reception, Station
from core.conversations import Chat, ChatKind, Picture
from core.decision import Decision
from core.dialogs.progress import Progress, ProgressState
from core.messages import NUMBER, Inbound, InboundKind, Outbound, Press, text_of
from core.parties import Contact, Person
from core.people import Role
from core.requests.numbers import whole_number
from core.requests.request import ServiceRequest
from core.requests.status import Status
from core.settings import StationSettings
from core.working_time import Calendar

MONDAY: Final = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""Half past nine in Shanghai, within opening hours."""

SETTINGS: Final = StationSettings(code="HY", escalation_contact="zheng")
ROOM: Final = Chat("web:room", "web", ChatKind.ROOM, "hy")
ASKER: Final = Chat("web:c1", "web", ChatKind.PRIVATE, "hy", "p1")


def member(id: str, name: str, *roles: Role, on_duty: bool = True) -> Person:
    return Person(id, "hy", name, roles, trained=True, on_duty=on_duty)


STAFF: Final = (
    member("zhou", "周岚", Role.HEAD),
    member("li", "李雪", Role.SPECIALIST),
    member("wang", "王建国", Role.SPECIALIST),
    member("zheng", "郑敏", Role.CENTRE),
)
CONTACT: Final = Contact("k1", "p1", "武汉晨光阀门有限公司", "张伟", "13800001207", MONDAY)


def lexicon() -> Lexicon:
    return load_lexicon()


def request(n: int, status: Status = Status.SUBMITTED, **more: Any) -> ServiceRequest:
    """Request `n` of the station; a draft has no number yet."""
    number = "" if status is Status.DRAFT else f"HY-2026-{n:04d}"
    given = {"number": number} | more
    return ServiceRequest(
        f"i{n}-1", "hy", status, "metrology", "web", given.pop("chat", ASKER.id),
        given.pop("person", "p1"), "k1", f"w{n}", MONDAY, MONDAY, **given,
    )  # fmt: skip


def dossier(n: int, status: Status = Status.SUBMITTED, **more: Any) -> Dossier:
    return Dossier(request(n, status, **more), CONTACT, "3块压力表要检定，联系13800001207")


def held(n: int, owner: str = "li", **more: Any) -> Dossier:
    """A request that somebody has claimed."""
    return dossier(n, Status.RECEIVED, owner=owner, received_at=MONDAY, **more)


@dataclass
class Room:
    """What is there, and `heard`, all that was said since it was last looked at."""

    dossiers: dict[str, Dossier] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=lambda: {one.id: one for one in STAFF})
    progresses: list[Progress] = field(default_factory=list)
    saved: list[Any] = field(default_factory=list)
    now: datetime = MONDAY
    more: dict[str, Any] = field(default_factory=dict)
    turns: int = 0
    decision: Decision = field(default_factory=Decision)

    def with_(self, *dossiers: Dossier) -> "Room":
        self.dossiers |= {one.request.id: one for one in dossiers}
        return self

    def says(self, person: str, text: str, thread: str = "") -> list[str]:
        """Say something; what only this member is told in return."""
        inbound = self._inbound(person, InboundKind.TEXT, text, thread)
        return self._decided(inbound, None)

    def presses(self, person: str, does: str, words: str = "", thread: str = "") -> list[str]:
        """Press a button that does this, in a message about the request of the thread."""
        message = Outbound(ROOM.id, thread=thread, about=thread)
        return self.presses_in(person, Pressed(message, does, "…"), words)

    def presses_in(self, person: str, pressed: Pressed | None, words: str = "") -> list[str]:
        thread = pressed.message.thread if pressed else ""
        inbound = self._inbound(person, InboundKind.PRESS, words, thread)
        return self._decided(replace(inbound, press=Press(1, "x")), pressed)

    def request(self, n: int) -> ServiceRequest:
        return self.dossiers[f"i{n}-1"].request

    def told_enterprise(self) -> list[str]:
        return [text_of(one) for one in self.decision.says if one.chat == ASKER.id]

    def told_room(self) -> list[str]:
        return [
            text_of(one)
            for one in self.decision.says
            if one.chat == ROOM.id and not one.only and one.card is None
        ]

    def of(self, kind: type) -> list[Any]:
        """The values of a kind that were saved last."""
        return [value for value in self.decision.saves if isinstance(value, kind)]

    def _inbound(self, person: str, kind: InboundKind, text: str, thread: str) -> Inbound:
        self.turns += 1
        return Inbound(
            "web", "room", person, f"m{self.turns}", self.now, self.now, kind, text, thread=thread
        )

    def _decided(self, inbound: Inbound, pressed: Pressed | None) -> list[str]:
        reading = read(inbound.text, inbound.at, lexicon())
        context = self._context(inbound, reading, pressed)
        self.decision = decide_room(inbound, reading, context)
        for value in self.decision.saves:
            self._keep(value)
        mine = [one for one in self.decision.says if one.only == inbound.sender and not one.source]
        return [text_of(one) for one in mine]

    def _context(self, inbound: Inbound, reading: Any, pressed: Pressed | None) -> Context:
        needs = needs_of(inbound, reading)
        keys = list(needs.requests)
        if pressed:
            keys += needs_of_button(pressed.does, pressed.message).requests
        mine = [one for one in self.progresses if one.person == inbound.sender]
        keys += [one.subject for one in mine if one.state is ProgressState.OPEN]
        return Context(
            f"t{self.turns}", self.now, self.now, self._station(), ROOM,
            self.people.get(inbound.sender, Person(inbound.sender, "hy")),
            progresses=tuple(reversed(mine)), found=tuple(self._found(keys)), pressed=pressed,
            **self.more,
        )  # fmt: skip

    def _station(self) -> Station:
        staff = {key: one for key, one in self.people.items() if one.removed_at is None}
        return Station("hy", SETTINGS, Calendar(SETTINGS), staff, (ROOM.id,))

    def _found(self, keys: list[str]) -> list[Dossier]:
        numbers = {whole_number(key, "HY", 2026) for key in keys}
        return [
            one
            for one in self.dossiers.values()
            if one.request.id in keys or (one.request.number and one.request.number in numbers)
        ]

    def _keep(self, value: Any) -> None:
        self.saved.append(value)
        if isinstance(value, ServiceRequest):
            drawn = value.number.replace(NUMBER.format(need=1), "HY-2026-0099")
            before = self.dossiers.get(value.id, Dossier(value, CONTACT))
            self.dossiers[value.id] = replace(before, request=replace(value, number=drawn))
        if isinstance(value, Person):
            self.people[value.id] = value
        if isinstance(value, Progress):
            self.progresses = [one for one in self.progresses if one.id != value.id] + [value]


Asking = Callable[[], Room]


def attended(answers: dict[str, str], **more: Any) -> Room:
    """A room in which a draft stands at reception, with what the enterprise has said so far."""
    draft = Dossier(request(3, Status.DRAFT, **more), None, "")
    draft = replace(draft, request=replace(draft.request, contact="", detail=""))
    progress = Progress("i3", "intake", ASKER.id, "p1", "i3", MONDAY, answers)
    chat = replace(ASKER, handed_over_at=MONDAY)
    room = Room().with_(draft)
    room.more["reception"] = Reception(chat, progress, (draft,))
    return room


__all__ = [
    "ASKER",
    "CONTACT",
    "MONDAY",
    "ROOM",
    "CaseFile",
    "Counted",
    "Picture",
    "Room",
    "attended",
    "dossier",
    "held",
    "lexicon",
    "member",
    "request",
]

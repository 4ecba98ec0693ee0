"""An enterprise's chat after a service: words and presses decided one after the other in memory.

What a turn saves is what the next one loads, so a conversation can be played without a database.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.acting import Told as ActedWith
from bot.acting import perform
from bot.dialogs.rating.entry import hear_rating, press_rating
from bot.dialogs.talk import Talk
from bot.due_work import decide_due
from bot.intents.lexicon import Lexicon
from bot.intents.reading import read
from core.bad_ratings import BadRatingCase
from core.context import CaseFile, Context, Dossier, Pressed, Station
from core.conversations import Chat, ChatKind
from core.decision import Decision
from core.dialogs.progress import Progress
from core.due import Due, DueKind
from core.due_context import DueContext
from core.messages import Inbound, InboundKind, Outbound, text_of
from core.parties import Person
from core.people import Actor, Role
from core.rating import Rating, RatingEvent
from core.requests.actions import Action
from core.requests.request import ServiceRequest
from core.requests.status import Status
from core.settings import StationSettings
from core.working_time import Calendar
from tests.time.moments import at

Value = TypeVar("Value")

ENDED_AT = at("2026-11-23 10:00")
ENTERPRISE = Person("qin", "hy")
OWNER = Person("li", "hy", "李敏", (Role.SPECIALIST,), trained=True, on_duty=True)
HEAD = Person("zhao", "hy", "赵站长", (Role.HEAD,), trained=True, on_duty=True)
CHAT = Chat("web:c", "web", ChatKind.PRIVATE, "hy", ENTERPRISE.id, told_privacy_at=ENDED_AT)
ROOM = "web:room"
SERVED = ServiceRequest(
    "i1-1", "hy", Status.IN_SERVICE, "metrology", "web", CHAT.id, ENTERPRISE.id, "k", "w",
    requested_at=at("2026-11-20 09:00"), entered_at=at("2026-11-20 09:00"), number="HY-2026-0001",
    owner=OWNER.id, received_at=at("2026-11-20 09:10"), replied_at=at("2026-11-20 09:20"),
    started_at=at("2026-11-20 10:00"),
)  # fmt: skip


def station(settings: StationSettings | None = None, *staff: Person) -> Station:
    settings = settings or StationSettings(escalation_contact="wang")
    people = staff or (OWNER, HEAD)
    return Station("hy", settings, Calendar(settings), {one.id: one for one in people}, (ROOM,))


@dataclass
class RatedChat:
    """The chat of a service that has just ended."""

    lexicon: Lexicon
    house: Station = field(default_factory=station)
    served: ServiceRequest = SERVED
    now: datetime = ENDED_AT
    kept: dict[tuple[type, str], Any] = field(default_factory=dict)
    events: list[RatingEvent] = field(default_factory=list)
    rows: dict[str, Due] = field(default_factory=dict)
    said: list[Outbound] = field(default_factory=list)
    heard: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    turns: int = 0

    def end(self) -> "RatedChat":
        """End the service and let the invitation go out."""
        owner = Actor(OWNER.id, frozenset({Role.SPECIALIST}), "hy")
        dossier = Dossier(self.served)
        _, ended = perform(self.context(), dossier, Action.END, owner, ActedWith(note="办好了。"))
        self.apply(ended)
        return self

    def invited(self) -> "RatedChat":
        self.end()
        self.fall_due(DueKind.RATING_INVITATION)
        return self

    def fall_due(self, kind: DueKind, rung: str = "") -> Decision:
        row = next(due for due in self.rows.values() if due.kind is kind and rung in ("", due.rung))
        self.now = max(self.now, row.sends_at)
        case = self.case
        known = DueContext(self.context(), self.context().dossiers[0], self.rating, case)
        decision = decide_due(row, known)
        self.apply(decision)
        return decision

    def say(self, text: str) -> Decision | None:
        """What the rating dialog makes of the enterprise's words."""
        talk = self._talk(text, None)
        decision = hear_rating(talk)
        self.apply(decision or Decision())
        return decision

    def press(self, does: str) -> Decision:
        talk = self._talk("", does)
        decision = press_rating(talk, does.removeprefix("rate:"))
        self.apply(decision)
        return decision

    def tap(self, label: str) -> Decision:
        """Press a button of the last question by its label."""
        return self.press(next(one.does for one in self.last.choices if one.label == label))

    def _talk(self, text: str, does: str | None) -> Talk:
        self.now += timedelta(seconds=20)
        kind = InboundKind.PRESS if does else InboundKind.TEXT
        pressed = Pressed(self.last, does, "") if does else None
        inbound = Inbound("web", "c", "qin", str(self.turns), self.now, self.now, kind, text)
        context = replace(self.context(), pressed=pressed)
        return Talk(inbound, read(text, self.now, self.lexicon), context)

    def context(self) -> Context:
        self.turns += 1
        ratings = sorted(self._all(Rating), key=lambda one: one.ended_at, reverse=True)
        progresses = sorted(
            self._all(Progress), key=lambda one: one.touched_at or ENDED_AT, reverse=True
        )
        return Context(
            f"i{self.turns}", self.now, self.now, self.house, CHAT, ENTERPRISE,
            progresses=tuple(progresses),
            dossiers=tuple(Dossier(one) for one in self._all(ServiceRequest)),
            cases=tuple(CaseFile(one) for one in self._all(BadRatingCase)),
            ratings=tuple(ratings),
        )  # fmt: skip

    def apply(self, decision: Decision) -> None:
        for off in decision.calls_off:
            self.rows = {key: due for key, due in self.rows.items() if not off.covers(due)}
        for value in decision.saves:
            if isinstance(value, Due):
                self.rows[value.key] = value
            elif isinstance(value, RatingEvent):
                self.events.append(value)
            elif hasattr(value, "id"):
                self.kept[type(value), value.id] = value
        self.said += decision.says
        self.heard += [(one.type, one.values) for one in decision.heard]

    def _all(self, kind: type[Value]) -> list[Value]:
        return [value for value in self.kept.values() if isinstance(value, kind)]

    @property
    def rating(self) -> Rating:
        return max(self._all(Rating), key=lambda one: one.cycle)

    @property
    def request(self) -> ServiceRequest:
        (found,) = self._all(ServiceRequest)
        return found

    @property
    def case(self) -> BadRatingCase | None:
        return next(iter(self._all(BadRatingCase)), None)

    @property
    def last(self) -> Outbound:
        """What the enterprise was told last."""
        return [one for one in self.said if one.chat == CHAT.id][-1]

    @property
    def text(self) -> str:
        return text_of(self.last)

    @property
    def labels(self) -> list[str]:
        return [one.label for one in self.last.choices]

    def room(self, only: str = "") -> list[str]:
        """What the room, or one member of it alone, was told."""
        return [
            text_of(one) for one in self.said if one.chat == ROOM and one.only == only and one.lines
        ]

"""For every row of the table of moves a command that it serves.

`by` lists who of the cast may; every other one must be refused.
"""

from dataclasses import dataclass, field
from typing import Any, Final, cast

from core.people import Actor
from core.requests.actions import Action
from core.requests.command import Command, Values
from core.requests.request import ProposalKind, ServiceRequest, Side
from core.requests.status import Status
from tests.requests.cast import CAST, hour, proposal, request_in


@dataclass(frozen=True, slots=True)
class Case:
    """A request in its state, what is told, and who of the cast may."""

    row: str
    request: ServiceRequest
    action: Action
    by: str
    values: Values = field(default_factory=Values)
    to: Status | None = None

    def command(self, by: Actor | None = None, **more: Any) -> Command:
        told = {"note": "说明", "values": self.values, "words": "words-9"} | more
        return Command(self.action, by or CAST[self.by.split()[0]], hour(8), **told)


def _case(row: str, action: Action, status: Status, by: str, **told: Any) -> Case:
    more = told.pop("more", {})
    to = told.pop("to", None)
    return Case(row, request_in(status, **more), action, by, cast(Values, told), to or status)


def _pending(kind: ProposalKind, by: Side, confirmed: Side | None = None) -> dict[str, Any]:
    return {"proposal": proposal(kind, by, confirmed)}


RECEPTION: Final = {"owner": "s-li", "handled_at_reception": True}
PROVIDED: Final = {"provider": "lab-1", "technician": "t-1"}
TERMS: Final = {"service_item": "item-1", "due_at": hour(99)}
CHANGED: Final = {"contact": "contact-2"}
S = Status
A = Action
APPOINTMENT = ProposalKind.APPOINTMENT
RESCHEDULE = ProposalKind.RESCHEDULE
MOVED_BY_ASKER = _pending(RESCHEDULE, Side.ENTERPRISE)
AGREEMENT = ProposalKind.AGREEMENT
TAKEOVER = ProposalKind.TAKEOVER
EXTENSION = ProposalKind.EXTENSION
TERMINATION = ProposalKind.TERMINATION
REVIVAL = ProposalKind.REVIVAL

NEEDS: Final = (
    _case("T02a", A.FILE, S.DRAFT, "asker", to=S.SUBMITTED, number="HY-2026-0007"),
    _case("T02b", A.RECORD, S.DRAFT, "owner head", more={"owner": "s-li"}, to=S.SUBMITTED),
    _case("T03", A.DROP, S.DRAFT, "asker owner head system", more=RECEPTION, to=S.DROPPED),
    _case("T32", A.ASK_AGAIN, S.ARCHIVED, "asker", to=S.SUBMITTED, request="r-8"),
    _case("T33", A.WITHDRAW, S.AGREED, "asker", to=S.WITHDRAWN),
    _case("T38", A.RESUME_DRAFT, S.DROPPED, "asker", to=S.DRAFT),
    _case("T39a", A.CORRECT, S.RECEIVED, "asker owner head", **CHANGED),
    _case("T39b", A.CHANGE_CATEGORY, S.ENDED, "asker owner head", category="training"),
    _case("T39c", A.CORRECT_TIME, S.CLOSED, "owner head", moment="ended_at", time=hour(4.5)),
    _case("T39d", A.FILL_IN, S.DRAFT, "asker owner head", more=RECEPTION, **CHANGED),
    _case("T40", A.URGE, S.SUSPENDED, "asker owner colleague head"),
    _case("T41a", A.TAKE_OVER, S.DRAFT, "owner colleague"),
    _case("T41b", A.REGISTER, S.DRAFT, "owner head", more=RECEPTION, to=S.SUBMITTED),
    _case("T41c", A.HAND_BACK, S.DRAFT, "asker owner head system", more=RECEPTION),
)
HOLDING: Final = (
    _case("T04a", A.CLAIM, S.SUBMITTED, "owner colleague", to=S.RECEIVED),
    _case("T04b", A.ASSIGN, S.SUBMITTED, "head", to=S.RECEIVED, owner="s-wang"),
    _case("T05", A.REMIND, S.SUBMITTED, "system", rung="1"),
    _case("T06a", A.REASSIGN, S.MATCHING, "owner head", owner="s-wang"),
    _case("T06b", A.RELEASE, S.RECEIVED, "system", to=S.SUBMITTED),
    _case("T29c", A.MARK_IMPORTANT, S.RECEIVED, "head"),
    _case("T29d", A.REVIEW, S.ENDED, "head"),
)
ANSWERS: Final = (
    _case("T42a", A.REPLY, S.RECEIVED, "owner head"),
    _case("T42b", A.REPLY, S.RECEIVED, "owner head", courtesy=True),
    _case("T42c", A.REPLY, S.DRAFT, "owner head", more=RECEPTION),
    _case("T42d", A.MISS, S.SELF_PLANNED, "system", time=hour(2)),
    _case("T42e", A.REACH, S.SELF_PLANNED, "system", more={"replied_at": None}),
    _case("T07", A.ANSWER, S.RECEIVED, "owner head", to=S.ENDED),
    _case("T08a", A.BOOK, S.RECEIVED, "asker owner head", time=hour(30)),
    _case(
        "T08b",
        A.CONFIRM,
        S.RECEIVED,
        "asker",
        more=_pending(APPOINTMENT, Side.STATION),
        to=S.SELF_PLANNED,
    ),
    _case(
        "T08c",
        A.CONFIRM,
        S.RECEIVED,
        "owner head",
        more=_pending(APPOINTMENT, Side.ENTERPRISE),
        to=S.SELF_PLANNED,
    ),
    _case(
        "T08d",
        A.RESCHEDULE,
        S.RECEIVED,
        "asker owner head",
        more=_pending(APPOINTMENT, Side.STATION),
        time=hour(40),
    ),
    _case("T10a", A.RESCHEDULE, S.SELF_PLANNED, "asker owner head", time=hour(40)),
    _case("T10b", A.CONFIRM, S.SELF_PLANNED, "asker", more=_pending(RESCHEDULE, Side.STATION)),
    _case(
        "T10c",
        A.CONFIRM,
        S.SELF_PLANNED,
        "owner head",
        more=_pending(RESCHEDULE, Side.ENTERPRISE),
    ),
    _case("T10d", A.REJECT, S.RECEIVED, "asker", more=_pending(APPOINTMENT, Side.STATION)),
    _case("T10f", A.REJECT, S.SELF_PLANNED, "asker owner head", more=MOVED_BY_ASKER),
    _case(
        "T10e",
        A.REJECT,
        S.SELF_PLANNED,
        "owner head asker",
        more=MOVED_BY_ASKER,
    ),
    _case("T23g", A.REJECT, S.IN_SERVICE, "asker", more=_pending(EXTENSION, Side.PROVIDER)),
    _case("T20c", A.REJECT, S.REMATCHING, "centre", more=_pending(TAKEOVER, Side.STATION)),
    _case("T37c", A.REJECT, S.UNMET, "asker", more=_pending(REVIVAL, Side.CENTRE)),
    _case("T35", A.REFER, S.RECEIVED, "owner head", to=S.REFERRED),
    _case("T36a", A.MERGE, S.RECEIVED, "owner head", to=S.MERGED, request="r-2"),
    _case("T36b", A.ABSORB, S.RECEIVED, "owner colleague head", time=hour(-1)),
)
MATCHES: Final = (
    _case("T11", A.UPLOAD, S.RECEIVED, "owner head", to=S.MATCHING),
    _case("T12a", A.ASK_CENTRE, S.MATCHING, "owner head"),
    _case("T12b", A.ANSWER_FOR_CENTRE, S.MATCHING, "centre"),
    _case(
        "T13",
        A.CHOOSE_PROVIDER,
        S.MATCHING,
        "owner head",
        to=S.NEGOTIATING,
        provider="lab-1",
    ),
    _case("T14", A.ASK_REMATCH, S.MATCHING, "owner head", to=S.REMATCHING),
    _case(
        "T15a",
        A.PROPOSE_TERMS,
        S.NEGOTIATING,
        "owner head",
        item="item-1",
        time=hour(30),
        due=hour(99),
    ),
    _case(
        "T15b",
        A.CONFIRM,
        S.NEGOTIATING,
        "asker provider",
        more=TERMS | _pending(AGREEMENT, Side.STATION),
    ),
    _case(
        "T15c",
        A.CONFIRM,
        S.NEGOTIATING,
        "provider asker",
        more=TERMS | _pending(AGREEMENT, Side.STATION),
    ),
    _case(
        "T15d",
        A.CONFIRM,
        S.NEGOTIATING,
        "asker",
        more=TERMS | _pending(AGREEMENT, Side.STATION, Side.PROVIDER),
        to=S.AGREED,
    ),
    _case(
        "T15e",
        A.CONFIRM,
        S.NEGOTIATING,
        "provider",
        more=TERMS | _pending(AGREEMENT, Side.STATION, Side.ENTERPRISE),
        to=S.AGREED,
    ),
    _case("T16", A.DECLINE, S.NEGOTIATING, "provider owner head", to=S.REMATCHING),
    _case("T17", A.REJECT, S.NEGOTIATING, "asker", to=S.MATCHING),
    _case("T18", A.DECLINE, S.AGREED, "provider", to=S.REMATCHING),
    _case("T19", A.REMATCH, S.REMATCHING, "centre", to=S.NEGOTIATING, provider="lab-2"),
    _case("T20a", A.BOOK, S.REMATCHING, "owner head", time=hour(30)),
    _case(
        "T20b",
        A.CONFIRM,
        S.REMATCHING,
        "centre",
        more=_pending(TAKEOVER, Side.STATION),
        to=S.SELF_PLANNED,
    ),
    _case("T21", A.FIND_UNMET, S.REMATCHING, "centre", to=S.UNMET),
    _case(
        "T22b",
        A.NAME_TECHNICIAN,
        S.AGREED,
        "provider owner head",
        technician="t-1",
    ),
    _case("T26", A.DECLINE, S.IN_SERVICE, "owner head centre", more=PROVIDED, to=S.REMATCHING),
    _case("T37a", A.REVIVE, S.UNMET, "centre"),
    _case(
        "T37b",
        A.CONFIRM,
        S.UNMET,
        "asker",
        more=_pending(REVIVAL, Side.CENTRE),
        to=S.REMATCHING,
    ),
)
SERVICE: Final = (
    _case("T09", A.START, S.SELF_PLANNED, "owner head", to=S.IN_SERVICE),
    _case(
        "T22a",
        A.START,
        S.AGREED,
        "provider owner head",
        more=PROVIDED,
        to=S.IN_SERVICE,
    ),
    _case(
        "T22c",
        A.ARRIVE,
        S.IN_SERVICE,
        "provider owner head",
        more=PROVIDED | {"onsite_at": None, "remote": True},
    ),
    _case("T23a", A.FOLLOW_UP, S.IN_SERVICE, "owner provider head", more=PROVIDED),
    _case("T23b", A.RECORD_PROBLEM, S.IN_SERVICE, "asker provider owner head", more=PROVIDED),
    _case("T23c", A.SETTLE_PROBLEM, S.ENDED, "owner head", more={"problems": 1}),
    _case(
        "T23d",
        A.EXTEND,
        S.IN_SERVICE,
        "asker provider owner head",
        more=PROVIDED,
        due=hour(120),
    ),
    _case("T23e", A.CONFIRM, S.IN_SERVICE, "asker", more=_pending(EXTENSION, Side.STATION)),
    _case(
        "T23f",
        A.CONFIRM,
        S.IN_SERVICE,
        "owner head",
        more=_pending(EXTENSION, Side.ENTERPRISE),
    ),
    _case("T24a", A.SUSPEND, S.IN_SERVICE, "owner head", to=S.SUSPENDED, time=hour(60)),
    _case("T24b", A.RESUME, S.SUSPENDED, "owner head", to=S.IN_SERVICE),
    _case("T25a", A.END, S.IN_SERVICE, "provider", more=PROVIDED, to=S.ENDED),
    _case("T25b", A.END, S.IN_SERVICE, "owner head", to=S.ENDED),
    _case("T34a", A.TERMINATE, S.IN_SERVICE, "asker owner head"),
    _case("T34b", A.TERMINATE, S.SUSPENDED, "owner asker head"),
    _case(
        "T34c",
        A.CONFIRM,
        S.IN_SERVICE,
        "asker",
        more=_pending(TERMINATION, Side.STATION),
        to=S.WITHDRAWN,
    ),
    _case(
        "T34d",
        A.CONFIRM,
        S.SUSPENDED,
        "owner head",
        more=_pending(TERMINATION, Side.ENTERPRISE),
        to=S.WITHDRAWN,
    ),
)
AFTERWARDS: Final = (
    _case("T27", A.RATE, S.ENDED, "asker", to=S.EVALUATED),
    _case("T28", A.EXPIRE, S.ENDED, "system", to=S.CLOSED, rating="not_returned"),
    _case("T29a", A.CLOSE, S.EVALUATED, "owner head", to=S.CLOSED),
    _case("T29b", A.EXPIRE, S.EVALUATED, "system", to=S.CLOSED),
    _case(
        "T30",
        A.ARCHIVE,
        S.CLOSED,
        "owner colleague head system",
        to=S.ARCHIVED,
        archive_number="Z012-ZL·2026-D10-04-0007",
    ),
    _case("T31", A.REOPEN, S.CLOSED, "asker owner head", to=S.RECEIVED),
)

CASES: Final = (*NEEDS, *HOLDING, *ANSWERS, *MATCHES, *SERVICE, *AFTERWARDS)
BY_ROW: Final = {case.row: case for case in CASES}

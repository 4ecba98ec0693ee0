"""A service request as it stands now: ids, times and values, never a name or a person's words."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final

from core.requests.status import Status


class Side(StrEnum):
    """Whose word a proposal has, or waits for."""

    STATION = "station"
    ENTERPRISE = "enterprise"
    PROVIDER = "provider"
    CENTRE = "centre"


class ProposalKind(StrEnum):
    """What one side proposed and another has to confirm."""

    APPOINTMENT = "appointment"
    RESCHEDULE = "reschedule"
    AGREEMENT = "agreement"
    TAKEOVER = "takeover"
    EXTENSION = "extension"
    TERMINATION = "termination"
    REVIVAL = "revival"

    @property
    def label(self) -> str:
        return PROPOSAL_LABELS[self]


PROPOSAL_LABELS: Final[dict[ProposalKind, str]] = {
    ProposalKind.APPOINTMENT: "预约时间",
    ProposalKind.RESCHEDULE: "改期",
    ProposalKind.AGREEMENT: "三方约定",
    ProposalKind.TAKEOVER: "转为站内自办",
    ProposalKind.EXTENSION: "延期",
    ProposalKind.TERMINATION: "终止服务",
    ProposalKind.REVIVAL: "重新匹配机构",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What waits for another side's word. `value` is the time proposed, if it is about one;
    `confirmed` is the side whose word is in already where two are needed."""

    kind: ProposalKind
    by: Side
    at: datetime
    value: datetime | None = None
    confirmed: Side | None = None

    @property
    def waits_for(self) -> frozenset[Side]:
        """Whose word is still missing."""
        if self.kind is ProposalKind.TAKEOVER:
            return frozenset({Side.CENTRE})
        if self.kind is ProposalKind.AGREEMENT:
            return frozenset({Side.ENTERPRISE, Side.PROVIDER} - {self.confirmed})
        return frozenset({Side.STATION if self.by is Side.ENTERPRISE else Side.ENTERPRISE})


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """One need of one enterprise. Times are aware and UTC.

    `person` asked and alone rates; `contact` and `detail` are ids of rows that hold what they
    wrote; `requested_at` is the first message of this need; `clause` names the
    service item of 4.2, where words told it; `tried` are the ids of providers that
    declined, a space between them.
    """

    id: str
    station: str
    status: Status
    category: str
    channel: str
    chat: str
    person: str
    contact: str
    detail: str
    requested_at: datetime
    entered_at: datetime
    number: str = ""
    wish: str = ""
    flow: str = ""
    clause: str = ""
    consult: bool = False
    owner: str = ""
    handled_at_reception: bool = False
    received_at: datetime | None = None
    replied_at: datetime | None = None
    started_at: datetime | None = None
    onsite_at: datetime | None = None
    ended_at: datetime | None = None
    evaluated_at: datetime | None = None
    closed_at: datetime | None = None
    cycle: int = 1
    resumes_to: Status | None = None
    expected_at: datetime | None = None
    appointment: datetime | None = None
    remote: bool = False
    due_at: datetime | None = None
    proposal: Proposal | None = None
    provider: str = ""
    technician: str = ""
    service_item: str = ""
    tried: str = ""
    rematches: int = 0
    uploaded_at: datetime | None = None
    agreed_at: datetime | None = None
    problems: int = 0
    important: bool = False
    reviewed: bool = False
    archive_number: str = ""
    follow_up_of: str = ""
    merged_into: str = ""
    revision: int = 0

    @property
    def serving(self) -> bool:
        """In service, or suspended out of it."""
        return Status.IN_SERVICE in (self.status, self.resumes_to)

    @property
    def proposed_time(self) -> datetime | None:
        """The time that waits for another side's word."""
        return self.proposal.value if self.proposal else None


TIMES_IN_ORDER: Final = (
    "requested_at",
    "received_at",
    "replied_at",
    "started_at",
    "onsite_at",
    "ended_at",
    "evaluated_at",
    "closed_at",
)
"""The moments of form C.1 in the order in which they must lie; one not reached yet is left out."""

CORRECTABLE_TIMES: Final = TIMES_IN_ORDER[:6]
"""What staff write down. When a rating came in and when a record was closed is never theirs."""


def _moments(request: ServiceRequest) -> list[datetime]:
    return [at for name in TIMES_IN_ORDER if (at := getattr(request, name)) is not None]


def not_before(request: ServiceRequest, now: datetime) -> datetime:
    """Now, or the last moment of the request where a clock that was put back says less: what is
    done to it now comes after what was done, whatever the clock says."""
    return max([now, *_moments(request)])


def in_order(request: ServiceRequest) -> bool:
    """requested ≤ received ≤ replied ≤ started ≤ on site ≤ ended ≤ evaluated ≤ closed."""
    moments = _moments(request)
    return all(earlier <= later for earlier, later in pairwise(moments))


def blank_for(
    request: ServiceRequest, id: str, requested_at: datetime, entered_at: datetime
) -> ServiceRequest:
    """A request of the same asker for the same need, with nothing done about it yet."""
    return ServiceRequest(
        id,
        request.station,
        request.status,
        request.category,
        request.channel,
        request.chat,
        request.person,
        request.contact,
        request.detail,
        requested_at,
        entered_at,
        flow=request.flow,
        clause=request.clause,
    )


def next_cycle(request: ServiceRequest, at: datetime) -> ServiceRequest:
    """The request from the assessment on once more, with a new sheet of form C.1.

    What the last cycle left stands in the event; who has declined stays excluded, and the owner
    holds it from `at`.
    """
    return replace(
        blank_for(request, request.id, request.requested_at, request.entered_at),
        number=request.number,
        wish=request.wish,
        owner=request.owner,
        received_at=at,
        cycle=request.cycle + 1,
        tried=request.tried,
        rematches=request.rematches,
        problems=request.problems,
        important=request.important,
        follow_up_of=request.follow_up_of,
        revision=request.revision,
    )

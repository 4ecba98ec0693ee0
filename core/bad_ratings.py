"""A bad rating becomes a case that somebody else looks into: nobody judges in their own cause.

The case is opened by the rating itself and follows it: call back, find out what is true, mend it,
ask again. What was rated is never overwritten; how the mending was liked is a value of its own.
The head may close a case at any time with a note, which the enterprise is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from core.people import Actor, Role
from core.rating import Rating, bad_items
from core.refusals import Refused

NO_SUCH_STEP: Final = "这件差评现在是“{state}”，不能{step}。"
NOT_THE_OWNER: Final = "这件差评由{owner}处理。"
CONCERNED: Final = "这件差评与您本人的服务有关，由其他人处理。"
NOT_TOLD: Final = "请写明要告知企业的处理说明。"
NO_FINDING: Final = "请先选择核实结果。"
NO_LEVEL: Final = "请先选择企业对整改的评价。"


class CaseState(StrEnum):
    """Persisted: a word here is never renamed."""

    OPENED = "opened"
    CONTACTED = "contacted"
    VERIFIED = "verified"
    FIXING = "fixing"
    FIXED = "fixed"
    ASKED_AGAIN = "asked_again"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]


STATE_LABELS: Final[dict[CaseState, str]] = {
    CaseState.OPENED: "待回访",
    CaseState.CONTACTED: "已回访",
    CaseState.VERIFIED: "已核实",
    CaseState.FIXING: "整改中",
    CaseState.FIXED: "已整改",
    CaseState.ASKED_AGAIN: "已再评价",
    CaseState.CLOSED: "已办结",
}


class CaseStep(StrEnum):
    """Persisted: a word here is never renamed."""

    CONTACT = "contact"
    VERIFY = "verify"
    BEGIN_FIX = "begin_fix"
    FINISH_FIX = "finish_fix"
    ASK_AGAIN = "ask_again"
    CLOSE = "close"

    @property
    def label(self) -> str:
        return STEP_LABELS[self]


STEP_LABELS: Final[dict[CaseStep, str]] = {
    CaseStep.CONTACT: "回访",
    CaseStep.VERIFY: "核实",
    CaseStep.BEGIN_FIX: "开始整改",
    CaseStep.FINISH_FIX: "完成整改",
    CaseStep.ASK_AGAIN: "请企业再评价",
    CaseStep.CLOSE: "办结",
}


class Finding(StrEnum):
    """What the call back found."""

    VALID = "valid"
    MISTAKEN = "mistaken"
    MALICIOUS = "malicious"

    @property
    def label(self) -> str:
        return {"valid": "属实", "mistaken": "误评", "malicious": "恶意"}[self]


class FixLevel(StrEnum):
    """How the enterprise likes the mending."""

    SATISFIED = "satisfied"
    BASICALLY = "basically"
    DISSATISFIED = "dissatisfied"

    @property
    def label(self) -> str:
        return {"satisfied": "满意", "basically": "基本满意", "dissatisfied": "不满意"}[self]


@dataclass(frozen=True, slots=True)
class BadRatingCase:
    """A case about one rating; `concerned` served and keep out of it, `note` is the id of the words
    that the enterprise was told when it was closed."""

    id: str
    request: str
    station: str
    chat: str
    concerned: tuple[str, ...]
    items: tuple[int, ...]
    owner: str
    opened_at: datetime
    state: CaseState = CaseState.OPENED
    finding: Finding | None = None
    complex: bool = False
    fix_level: FixLevel | None = None
    contacted_at: datetime | None = None
    verified_at: datetime | None = None
    fixed_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    note: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Told:
    """What a step was told with; `words` is the id of the note's text."""

    words: str = ""
    finding: Finding | None = None
    complex: bool = False
    fix_level: FixLevel | None = None


NOTHING: Final = Told()

# From where a step leads where. A mistaken or malicious rating needs no mending.
STEPS: Final[dict[CaseStep, tuple[frozenset[CaseState], CaseState]]] = {
    CaseStep.CONTACT: (frozenset({CaseState.OPENED}), CaseState.CONTACTED),
    CaseStep.VERIFY: (frozenset({CaseState.CONTACTED}), CaseState.VERIFIED),
    CaseStep.BEGIN_FIX: (frozenset({CaseState.VERIFIED}), CaseState.FIXING),
    CaseStep.FINISH_FIX: (frozenset({CaseState.VERIFIED, CaseState.FIXING}), CaseState.FIXED),
    CaseStep.ASK_AGAIN: (frozenset({CaseState.FIXED}), CaseState.ASKED_AGAIN),
    CaseStep.CLOSE: (frozenset(CaseState) - {CaseState.CLOSED}, CaseState.CLOSED),
}
MENDING: Final = frozenset({CaseStep.BEGIN_FIX, CaseStep.FINISH_FIX})


def case_owner(heads: Sequence[str], escalation_contact: str, concerned: Sequence[str]) -> str:
    """A head, else the escalation contact, but nobody who served; empty if none is left."""
    return next(
        (person for person in (*heads, escalation_contact) if person and person not in concerned),
        "",
    )


def turned_bad(before: Rating, after: Rating) -> bool:
    """Whether a mark has just made this a bad rating; it has one case, however often it turns."""
    return bool(bad_items(after)) and not bad_items(before)


def newly_bad(before: Rating, after: Rating) -> tuple[int, ...]:
    """The items that have just turned bad, in the form's order."""
    known = bad_items(before)
    return tuple(item for item in bad_items(after) if item not in known)


def open_case(rating: Rating, owner: str, at: datetime) -> BadRatingCase:
    """The case of a rating, under the rating's id."""
    return BadRatingCase(
        id=rating.id,
        request=rating.request,
        station=rating.station,
        chat=rating.chat,
        concerned=rating.rated,
        items=bad_items(rating),
        owner=owner,
        opened_at=at,
    )


def open_again(case: BadRatingCase, rating: Rating, owner: str, at: datetime) -> BadRatingCase:
    """A closed case from its first step on, for what turned bad since. The words that the
    enterprise was told of it stay kept with the request."""
    items = tuple(sorted({*case.items, *bad_items(rating)}))
    return replace(open_case(rating, owner, at), items=items)


def take_step(
    case: BadRatingCase, step: CaseStep, by: Actor, at: datetime, told: Told = NOTHING
) -> BadRatingCase:
    """Move a case on, or refuse and leave it as it is."""
    if refusal := may_take(case, step, by):
        raise refusal
    if lacking := _lacking(step, told):
        raise Refused(lacking)
    _from, to = STEPS[step]
    return replace(case, state=to, **_left_by(step, by, at, told))


def may_take(case: BadRatingCase, step: CaseStep, by: Actor) -> Refused | None:
    """Why this step is not this person's, or not now."""
    if by.person in case.concerned:
        return Refused(CONCERNED)
    if by.person != case.owner and not by.has(Role.HEAD):
        return Refused(NOT_THE_OWNER, owner=case.owner)
    sources, _to = STEPS[step]
    unfounded = step in MENDING and case.finding is not Finding.VALID
    if case.state not in sources or unfounded:
        return Refused(NO_SUCH_STEP, state=case.state, step=step)
    return None


def _lacking(step: CaseStep, told: Told) -> str:
    if step is CaseStep.CLOSE and not told.words:
        return NOT_TOLD
    if step is CaseStep.VERIFY and told.finding is None:
        return NO_FINDING
    if step is CaseStep.ASK_AGAIN and told.fix_level is None:
        return NO_LEVEL
    return ""


def record_call(case: BadRatingCase, by: Actor, at: datetime, told: Told) -> BadRatingCase:
    """The enterprise was called back, and what was found if that is told, at once or later."""
    if case.state is not CaseState.CONTACTED or told.finding is None:
        case = take_step(case, CaseStep.CONTACT, by, at)
    return take_step(case, CaseStep.VERIFY, by, at, told) if told.finding else case


def record_fix(case: BadRatingCase, by: Actor, at: datetime) -> BadRatingCase:
    """What was wrong is mended; that it was mended says that the rating was valid."""
    if case.state is CaseState.CONTACTED:
        case = take_step(case, CaseStep.VERIFY, by, at, Told(finding=Finding.VALID))
    return take_step(case, CaseStep.FINISH_FIX, by, at)


def _left_by(step: CaseStep, by: Actor, at: datetime, told: Told) -> dict[str, Any]:
    left: dict[CaseStep, dict[str, Any]] = {
        CaseStep.CONTACT: {"contacted_at": at},
        CaseStep.VERIFY: {"verified_at": at, "finding": told.finding, "complex": told.complex},
        CaseStep.FINISH_FIX: {"fixed_at": at},
        CaseStep.ASK_AGAIN: {"fix_level": told.fix_level},
        CaseStep.CLOSE: {"closed_at": at, "closed_by": by.person, "note": told.words},
    }
    return left.get(step, {})

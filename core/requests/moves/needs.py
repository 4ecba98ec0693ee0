"""Moves of the need itself: the draft, filing, corrections, urging, withdrawing."""

from dataclasses import replace
from typing import Any, Final

from core.requests.actions import Action
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.guards.holding import is_on_duty, is_trained
from core.requests.guards.needs import (
    at_reception,
    changes_something,
    has_category,
    has_contact,
    has_need,
    moment_is_known,
    nobody_attends,
    was_begun_by_staff,
)
from core.requests.guards.service import not_yet_serving
from core.requests.request import ServiceRequest, blank_for
from core.requests.status import BEFORE_SERVICE, OPEN, Status
from core.requests.transition import Transition
from core.requests.who import (
    ENTERPRISE,
    HOLDER,
    KEEPER,
    SPECIALIST,
    STAFF,
    SYSTEM,
    any_of,
)

DRAFT: Final = frozenset({Status.DRAFT})
CORRECTABLE: Final = OPEN | {Status.ENDED, Status.EVALUATED, Status.CLOSED, Status.UNMET}
COMPLETE: Final = (has_contact, has_category, has_need)
FILED_FORM: Final = (
    "企业名称",
    "联系人",
    "联系电话",
    "请求发起时间",
    "服务类别",
    "具体要求",
)


def drafted(request: ServiceRequest, command: Command) -> ServiceRequest:
    """A draft that staff begin for somebody is theirs."""
    return replace(request, owner=command.by.person if command.by.is_staff else "")


def corrected(request: ServiceRequest, command: Command) -> ServiceRequest:
    told = command.values
    return replace(
        request,
        contact=told.get("contact") or request.contact,
        detail=told.get("detail") or request.detail,
        wish=told.get("wish") or request.wish,
    )


def _flow(request: ServiceRequest, command: Command) -> str:
    """A flow belongs to its category: another one begins without."""
    told = command.values
    stays = told.get("category") in (None, "", request.category)
    return told.get("flow") or (request.flow if stays else "")


def _clause(request: ServiceRequest, command: Command) -> str:
    """The service item belongs to the category too."""
    told = command.values
    stays = told.get("category") in (None, "", request.category)
    return told.get("clause") or (request.clause if stays else "")


def categorised(request: ServiceRequest, command: Command) -> ServiceRequest:
    category = command.values.get("category") or request.category
    flow, clause = _flow(request, command), _clause(request, command)
    return replace(request, category=category, flow=flow, clause=clause)


def filled_in(request: ServiceRequest, command: Command) -> ServiceRequest:
    told = command.values
    return replace(
        request,
        contact=told.get("contact") or request.contact,
        detail=told.get("detail") or request.detail,
        wish=told.get("wish") or request.wish,
        category=told.get("category") or request.category,
        flow=_flow(request, command),
        clause=_clause(request, command),
    )


def left_alone(request: ServiceRequest, command: Command) -> ServiceRequest:
    """Nobody of the staff attends any more."""
    del command
    return replace(request, owner="", handled_at_reception=False)


def filed(request: ServiceRequest, command: Command) -> ServiceRequest:
    """`requested_at` stays the first message of the need, however long the talk took."""
    return replace(
        filled_in(request, command),
        number=command.values.get("number") or request.number,
        owner="",
        handled_at_reception=False,
    )


def taken_over(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, owner=command.by.person, handled_at_reception=True)


def asked_again(request: ServiceRequest, command: Command) -> ServiceRequest:
    """An archived record is read-only: asking again makes a request that refers to it."""
    fresh = blank_for(request, command.values["request"], command.at, command.at)
    return filed(replace(fresh, follow_up_of=request.id), command)


def time_corrected(request: ServiceRequest, command: Command) -> ServiceRequest:
    moment: dict[str, Any] = {command.values["moment"]: command.values["time"]}
    return replace(request, **moment)


def withdrawn(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, resumes_to=None, expected_at=None)


NEEDS: Final = (
    Transition(
        "T01",
        frozenset(),
        Action.DRAFT,
        Status.DRAFT,
        any_of(ENTERPRISE, STAFF),
        EventType.DRAFTED,
        effect=drafted,
    ),
    Transition(
        "T02a",
        DRAFT,
        Action.FILE,
        Status.SUBMITTED,
        ENTERPRISE,
        EventType.FILED,
        only=COMPLETE,
        effect=filed,
        form=FILED_FORM,
    ),
    Transition(
        "T02b",
        DRAFT,
        Action.RECORD,
        Status.SUBMITTED,
        HOLDER,
        EventType.FILED,
        only=(was_begun_by_staff, *COMPLETE),
        effect=filed,
        form=FILED_FORM,
    ),
    Transition(
        "T03",
        DRAFT,
        Action.DROP,
        Status.DROPPED,
        any_of(ENTERPRISE, HOLDER, SYSTEM),
        EventType.DROPPED,
        effect=left_alone,
    ),
    Transition(
        "T32",
        frozenset({Status.ARCHIVED}),
        Action.ASK_AGAIN,
        Status.SUBMITTED,
        ENTERPRISE,
        EventType.FILED,
        effect=asked_again,
        form=FILED_FORM,
    ),
    Transition(
        "T33",
        BEFORE_SERVICE,
        Action.WITHDRAW,
        Status.WITHDRAWN,
        ENTERPRISE,
        EventType.WITHDRAWN,
        only=(not_yet_serving,),
        effect=withdrawn,
    ),
    Transition(
        "T38",
        frozenset({Status.DROPPED}),
        Action.RESUME_DRAFT,
        Status.DRAFT,
        ENTERPRISE,
        EventType.DRAFT_RESUMED,
    ),
    Transition(
        "T39a",
        CORRECTABLE,
        Action.CORRECT,
        None,
        any_of(ENTERPRISE, KEEPER),
        EventType.CORRECTED,
        only=(changes_something,),
        effect=corrected,
        form=("联系人", "联系电话", "具体要求"),
    ),
    Transition(
        "T39b",
        CORRECTABLE,
        Action.CHANGE_CATEGORY,
        None,
        any_of(ENTERPRISE, KEEPER),
        EventType.CATEGORY_CHANGED,
        only=(changes_something,),
        effect=categorised,
        form=("服务类别",),
    ),
    Transition(
        "T39c",
        CORRECTABLE,
        Action.CORRECT_TIME,
        None,
        HOLDER,
        EventType.TIME_CORRECTED,
        only=(moment_is_known,),
        effect=time_corrected,
    ),
    Transition(
        "T39d",
        DRAFT,
        Action.FILL_IN,
        None,
        any_of(ENTERPRISE, HOLDER),
        EventType.FILLED_IN,
        effect=filled_in,
    ),
    Transition(
        "T40",
        OPEN,
        Action.URGE,
        None,
        any_of(ENTERPRISE, STAFF),
        EventType.URGED,
        by_phone=True,
    ),
    Transition(
        "T41a",
        DRAFT,
        Action.TAKE_OVER,
        None,
        SPECIALIST,
        EventType.TAKEN_OVER,
        only=(is_trained, is_on_duty, nobody_attends),
        effect=taken_over,
        form=("服务站人员",),
    ),
    Transition(
        "T41b",
        DRAFT,
        Action.REGISTER,
        Status.SUBMITTED,
        HOLDER,
        EventType.FILED,
        only=(at_reception, *COMPLETE),
        effect=filed,
        form=FILED_FORM,
    ),
    Transition(
        "T41c",
        DRAFT,
        Action.HAND_BACK,
        None,
        any_of(ENTERPRISE, HOLDER, SYSTEM),
        EventType.HANDED_BACK,
        only=(at_reception,),
        effect=left_alone,
    ),
)

"""Moves while the service runs: start, follow-up, problems, extension, suspension, end."""

from dataclasses import replace
from typing import Final

from core.requests.actions import Action
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.guards.answers import pending
from core.requests.guards.providers import has_technician
from core.requests.guards.service import (
    due_is_later,
    expected_is_ahead,
    has_appointment,
    has_problem,
    has_proof,
    is_self_served,
    is_serving,
    items_are_back,
    not_yet_on_site,
    provider_is_told,
)
from core.requests.moves.needs import withdrawn
from core.requests.request import Proposal, ProposalKind, ServiceRequest, Side
from core.requests.status import HELD, Status, without
from core.requests.transition import Transition
from core.requests.who import ENTERPRISE, HOLDER, PROVIDER, STATION, any_of, side_of

IN_SERVICE: Final = frozenset({Status.IN_SERVICE})
SUSPENDED: Final = frozenset({Status.SUSPENDED})
ENDED: Final = frozenset({Status.ENDED, Status.EVALUATED})
START_FORM: Final = ("现场处理时间", "技术服务人员")
END_FORM: Final = ("服务结束时间", "技术服务解决过程")
TERMINATION: Final = ProposalKind.TERMINATION


def started(request: ServiceRequest, command: Command) -> ServiceRequest:
    """A service begun is an answer; one begun again keeps the time of its first beginning."""
    told = command.values
    return replace(
        request,
        replied_at=request.replied_at or command.at,
        started_at=request.started_at or command.at,
        technician=told.get("technician") or request.technician,
        due_at=told.get("due") or request.due_at,
        remote=told.get("remote", False),
    )


def started_on_site(request: ServiceRequest, command: Command) -> ServiceRequest:
    begun = started(request, command)
    onsite_at = request.onsite_at if begun.remote else request.onsite_at or command.at
    return replace(begun, onsite_at=onsite_at)


def arrived(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, onsite_at=command.at, remote=False)


def problem_recorded(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, problems=request.problems + 1)


def problem_settled(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, problems=request.problems - 1)


def extension_proposed(request: ServiceRequest, command: Command) -> ServiceRequest:
    side = side_of(request, command)
    proposal = Proposal(ProposalKind.EXTENSION, side, command.at, command.values["due"])
    return replace(request, proposal=proposal)


def extended(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, due_at=request.proposed_time, proposal=None)


def suspended(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, resumes_to=request.status, expected_at=command.values["time"])


def resumed(request: ServiceRequest, command: Command) -> ServiceRequest:
    """Back to the state that it left."""
    del command
    return replace(
        request,
        status=request.resumes_to or request.status,
        resumes_to=None,
        expected_at=None,
    )


def termination_proposed(request: ServiceRequest, command: Command) -> ServiceRequest:
    proposal = Proposal(TERMINATION, side_of(request, command), command.at)
    return replace(request, proposal=proposal)


def ended(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, ended_at=command.at)


COURSE: Final = (
    Transition(
        "T09",
        frozenset({Status.SELF_PLANNED}),
        Action.START,
        Status.IN_SERVICE,
        HOLDER,
        EventType.STARTED,
        only=(has_appointment,),
        effect=started_on_site,
        form=START_FORM,
    ),
    Transition(
        "T22a",
        frozenset({Status.AGREED}),
        Action.START,
        Status.IN_SERVICE,
        any_of(PROVIDER, HOLDER),
        EventType.STARTED,
        only=(has_technician,),
        effect=started,
        form=("技术服务人员",),
    ),
    Transition(
        "T22c",
        IN_SERVICE,
        Action.ARRIVE,
        None,
        any_of(PROVIDER, HOLDER),
        EventType.ARRIVED,
        only=(not_yet_on_site,),
        effect=arrived,
        form=("现场处理时间",),
    ),
    Transition(
        "T23a",
        IN_SERVICE,
        Action.FOLLOW_UP,
        None,
        any_of(HOLDER, PROVIDER),
        EventType.FOLLOWED_UP,
    ),
    Transition(
        "T23b",
        IN_SERVICE,
        Action.RECORD_PROBLEM,
        None,
        any_of(ENTERPRISE, HOLDER, PROVIDER),
        EventType.PROBLEM_RECORDED,
        effect=problem_recorded,
    ),
    Transition(
        "T23c",
        IN_SERVICE | ENDED,
        Action.SETTLE_PROBLEM,
        None,
        HOLDER,
        EventType.PROBLEM_SETTLED,
        only=(has_problem, provider_is_told),
        effect=problem_settled,
    ),
    Transition(
        "T23d",
        IN_SERVICE,
        Action.EXTEND,
        None,
        any_of(ENTERPRISE, STATION, PROVIDER),
        EventType.EXTENSION_PROPOSED,
        only=(due_is_later,),
        effect=extension_proposed,
    ),
    Transition(
        "T23e",
        IN_SERVICE,
        Action.CONFIRM,
        None,
        ENTERPRISE,
        EventType.EXTENDED,
        when=(pending(ProposalKind.EXTENSION, by=(Side.STATION, Side.PROVIDER)),),
        effect=extended,
    ),
    Transition(
        "T23f",
        IN_SERVICE,
        Action.CONFIRM,
        None,
        STATION,
        EventType.EXTENDED,
        when=(pending(ProposalKind.EXTENSION, by=(Side.ENTERPRISE,)),),
        effect=extended,
    ),
    Transition(
        "T24a",
        without(HELD, Status.SUSPENDED) | {Status.SUBMITTED},
        Action.SUSPEND,
        Status.SUSPENDED,
        HOLDER,
        EventType.SUSPENDED,
        only=(expected_is_ahead,),
        effect=suspended,
    ),
    Transition(
        "T24b",
        SUSPENDED,
        Action.RESUME,
        None,
        HOLDER,
        EventType.RESUMED,
        effect=resumed,
    ),
)

ENDINGS: Final = (
    Transition(
        "T25a",
        IN_SERVICE,
        Action.END,
        Status.ENDED,
        PROVIDER,
        EventType.ENDED,
        only=(has_proof,),
        effect=ended,
        form=END_FORM,
    ),
    Transition(
        "T25b",
        IN_SERVICE,
        Action.END,
        Status.ENDED,
        HOLDER,
        EventType.ENDED,
        only=(is_self_served, has_proof),
        effect=ended,
        form=END_FORM,
    ),
    Transition(
        "T34a",
        IN_SERVICE | SUSPENDED,
        Action.TERMINATE,
        None,
        ENTERPRISE,
        EventType.TERMINATION_PROPOSED,
        only=(is_serving,),
        effect=termination_proposed,
    ),
    Transition(
        "T34b",
        IN_SERVICE | SUSPENDED,
        Action.TERMINATE,
        None,
        STATION,
        EventType.TERMINATION_PROPOSED,
        only=(is_serving, provider_is_told),
        effect=termination_proposed,
    ),
    Transition(
        "T34c",
        IN_SERVICE | SUSPENDED,
        Action.CONFIRM,
        Status.WITHDRAWN,
        ENTERPRISE,
        EventType.TERMINATED,
        when=(pending(TERMINATION, by=(Side.STATION,)),),
        only=(items_are_back,),
        effect=withdrawn,
    ),
    Transition(
        "T34d",
        IN_SERVICE | SUSPENDED,
        Action.CONFIRM,
        Status.WITHDRAWN,
        STATION,
        EventType.TERMINATED,
        when=(pending(TERMINATION, by=(Side.ENTERPRISE,)),),
        only=(provider_is_told, items_are_back),
        effect=withdrawn,
    ),
)

SERVICE: Final = (*COURSE, *ENDINGS)

"""Guards on who may hold a request."""

from core.people import Actor, Role
from core.requests.attempt import Attempt
from core.requests.guards.declared import guard


@guard("您还没有完成岗前培训，暂时不能接单，请联系站长。")
def is_trained(attempt: Attempt) -> bool:
    return attempt.command.by.trained


@guard("您现在不在岗，请先“上岗”。")
def is_on_duty(attempt: Attempt) -> bool:
    return attempt.command.by.on_duty


def _can_serve(somebody: Actor, station: str) -> bool:
    return (
        somebody.station == station
        and somebody.has(Role.SPECIALIST)
        and somebody.trained
        and somebody.on_duty
    )


@guard("请选择本站在岗并完成岗前培训的专员。", told=True)
def assignee_can_serve(attempt: Attempt) -> bool:
    assignee = attempt.facts.assignee
    return (
        assignee is not None
        and assignee.person == attempt.command.values.get("owner")
        and _can_serve(assignee, attempt.request.station)
    )


@guard("这张单已经由{owner}负责。", told=True)
def owner_changes(attempt: Attempt) -> bool:
    return attempt.command.values.get("owner") != attempt.request.owner


@guard("这张单还没有人负责，请先接单或指派。")
def is_owned(attempt: Attempt) -> bool:
    return bool(attempt.request.owner)


@guard("已经答复过企业，不再退回小组。")
def nothing_answered(attempt: Attempt) -> bool:
    return attempt.request.replied_at is None


@guard("这张单已列为重要事项。")
def not_yet_important(attempt: Attempt) -> bool:
    return not attempt.request.important

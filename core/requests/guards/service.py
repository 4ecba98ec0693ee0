"""Guards on the service while it runs."""

from datetime import datetime

from core.requests.attempt import Attempt
from core.requests.guards.declared import guard


@guard("还没有约好时间，请先预约。")
def has_appointment(attempt: Attempt) -> bool:
    return attempt.request.appointment is not None


@guard("到场时间已经记录。")
def not_yet_on_site(attempt: Attempt) -> bool:
    return attempt.request.onsite_at is None


@guard("现在没有未解决的问题。")
def has_problem(attempt: Attempt) -> bool:
    return attempt.request.problems > 0


@guard("请先把情况告知机构。", told=True)
def provider_is_told(attempt: Attempt) -> bool:
    return not attempt.request.provider or attempt.command.values.get("provider_told", False)


def _after(moment: datetime | None, other: datetime | None) -> bool:
    return moment is None or other is None or moment > other


@guard("新的完成期限要晚于现在的期限。", told=True)
def due_is_later(attempt: Attempt) -> bool:
    return _after(attempt.command.values.get("due"), attempt.request.due_at)


@guard("预计恢复的时间要晚于现在。", told=True)
def expected_is_ahead(attempt: Attempt) -> bool:
    return _after(attempt.command.values.get("time"), attempt.command.now)


@guard("服务已经开始，需要和服务站双方确认“终止”。")
def not_yet_serving(attempt: Attempt) -> bool:
    return not attempt.request.serving


@guard("服务还没有开始，请用“撤回”。")
def is_serving(attempt: Attempt) -> bool:
    return attempt.request.serving


@guard("代办的样品或物品还没有交还。")
def items_are_back(attempt: Attempt) -> bool:
    return not attempt.facts.items_out


@guard("这张单由机构服务，请由机构结束。")
def is_self_served(attempt: Attempt) -> bool:
    return not attempt.request.provider


@guard("结束前还缺{missing}。")
def has_proof(attempt: Attempt) -> bool:
    return not attempt.facts.proof_missing

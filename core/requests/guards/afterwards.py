"""Guards on rating, closing, filing away and reopening."""

from core.people import Role
from core.requests.attempt import Attempt
from core.requests.guards.declared import guard


@guard("还有几项没有评完。")
def rating_is_complete(attempt: Attempt) -> bool:
    return attempt.facts.rating_complete


@guard("评价期还没有结束。")
def rating_is_over(attempt: Attempt) -> bool:
    return attempt.facts.rating_over


@guard("还有未解决的问题，解决并告知双方后再办结。")
def no_open_problem(attempt: Attempt) -> bool:
    return attempt.request.problems == 0


@guard("还有投诉没有办完，由站长处理后再办结。")
def no_open_complaint(attempt: Attempt) -> bool:
    return not attempt.facts.complaint_open


@guard("还有差评没有处理完，由站长处理后再办结。")
def no_open_bad_rating(attempt: Attempt) -> bool:
    return not attempt.facts.bad_rating_open


@guard("这是重要事项，请站长来办结。")
def head_closes_important(attempt: Attempt) -> bool:
    return not attempt.request.important or attempt.command.by.has(Role.HEAD)


@guard("这是重要事项，要先由站长核查。")
def important_is_reviewed(attempt: Attempt) -> bool:
    return not attempt.request.important or attempt.request.reviewed


@guard("已过重开的期限，欢迎直接提出新的需求。")
def may_still_reopen(attempt: Attempt) -> bool:
    return attempt.facts.reopen_open


@guard("服务记录表还没有填全。")
def record_is_complete(attempt: Attempt) -> bool:
    return attempt.facts.record_complete


@guard("服务中心还没有核查，本期汇总也没有结束。")
def centre_has_checked(attempt: Attempt) -> bool:
    return attempt.facts.centre_checked

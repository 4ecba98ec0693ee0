"""Guards on what the enterprise needs, from the draft to a correction."""

from core.requests.attempt import Attempt
from core.requests.guards.declared import guard
from core.requests.request import CORRECTABLE_TIMES


@guard("还缺企业名称、联系人和电话。")
def has_contact(attempt: Attempt) -> bool:
    return bool(attempt.command.values.get("contact") or attempt.request.contact)


@guard("还没有确定服务类别。")
def has_category(attempt: Attempt) -> bool:
    return bool(attempt.command.values.get("category") or attempt.request.category)


@guard("还缺具体要求。")
def has_need(attempt: Attempt) -> bool:
    return bool(attempt.command.values.get("detail") or attempt.request.detail)


@guard("这位企业联系人已由{owner}接待。")
def nobody_attends(attempt: Attempt) -> bool:
    return not attempt.request.owner


@guard("现在不在人工接待中。")
def at_reception(attempt: Attempt) -> bool:
    return attempt.request.handled_at_reception


@guard("这份草稿由企业自己填写，请企业确认后提交。")
def was_begun_by_staff(attempt: Attempt) -> bool:
    return bool(attempt.request.owner) and not attempt.request.handled_at_reception


@guard("内容和现在的一样，不用更正。", told=True)
def changes_something(attempt: Attempt) -> bool:
    given = attempt.command.values
    now = attempt.request
    pairs = (
        (given.get("contact"), now.contact),
        (given.get("detail"), now.detail),
        (given.get("wish"), now.wish),
        (given.get("category"), now.category),
    )
    return any(new and new != old for new, old in pairs)


@guard("这一项时间还没有记录，不能更正。", told=True)
def moment_is_known(attempt: Attempt) -> bool:
    moment = attempt.command.values.get("moment", "")
    return moment in CORRECTABLE_TIMES and getattr(attempt.request, moment) is not None

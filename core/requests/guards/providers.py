"""Guards on providers and the agreement of three parties."""

from core.requests.attempt import Attempt
from core.requests.guards.declared import guard


@guard("企业还没有同意把需求提供给机构，请先征得同意。")
def enterprise_consented(attempt: Attempt) -> bool:
    return attempt.facts.consented


@guard("这家机构不在服务中心的名单上。", told=True)
def provider_is_listed(attempt: Attempt) -> bool:
    return attempt.facts.provider_listed


@guard("这家机构的服务范围没有覆盖这项需求。", told=True)
def provider_covers_it(attempt: Attempt) -> bool:
    return attempt.facts.provider_covers


@guard("这家机构的资质已经过期。", told=True)
def provider_is_qualified(attempt: Attempt) -> bool:
    return attempt.facts.provider_qualified


@guard("这家机构已表示不能承接，请另选一家。", told=True)
def not_tried_before(attempt: Attempt) -> bool:
    return attempt.command.values.get("provider") not in attempt.request.tried.split()


@guard("这次服务没有机构参与。")
def has_provider(attempt: Attempt) -> bool:
    return bool(attempt.request.provider)


@guard("还缺技术服务项目、预计时间或完成期限。")
def terms_are_filled(attempt: Attempt) -> bool:
    request = attempt.request
    return bool(request.service_item and request.proposed_time and request.due_at)


@guard("请先写明技术服务人员。", told=True)
def has_technician(attempt: Attempt) -> bool:
    return bool(attempt.command.values.get("technician") or attempt.request.technician)

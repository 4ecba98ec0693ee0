"""Guards on the station's answer: reply, appointment, merging."""

from collections.abc import Collection

from core.requests.attempt import Attempt
from core.requests.guards.declared import Guard, guard
from core.requests.request import ProposalKind, Side
from core.requests.status import OPEN


@guard("寒暄另记，不算答复。", told=True)
def is_courtesy(attempt: Attempt) -> bool:
    return attempt.command.values.get("courtesy", False)


@guard("这一句是寒暄。", told=True)
def is_substantive(attempt: Attempt) -> bool:
    return not attempt.command.values.get("courtesy", False)


@guard("服务已经开始，答复时间不再改动。")
def not_yet_started(attempt: Attempt) -> bool:
    return attempt.request.started_at is None


@guard("没有送达的不是首次答复。", told=True)
def missed_the_first_answer(attempt: Attempt) -> bool:
    return attempt.command.values.get("time") == attempt.request.replied_at


@guard("首次答复已经送达。")
def not_yet_answered(attempt: Attempt) -> bool:
    return attempt.request.replied_at is None


@guard("已约好时间，请按预约服务后再结束。")
def no_appointment(attempt: Attempt) -> bool:
    return attempt.request.appointment is None


@guard("已有机构参与，不能再按咨询当场答复。")
def no_provider(attempt: Attempt) -> bool:
    return not attempt.request.provider


@guard("约的时间已经过了，请重新约一个。")
def lies_ahead(attempt: Attempt) -> bool:
    at = attempt.request.proposed_time
    return at is None or at >= attempt.command.now


def pending(*kinds: ProposalKind, by: Collection[Side]) -> Guard:
    """A proposal of one of `kinds` waits, and one of the sides `by` made it."""

    def waits(attempt: Attempt) -> bool:
        proposal = attempt.request.proposal
        return proposal is not None and proposal.kind in kinds and proposal.by in by

    name = f"{'_or_'.join(kinds)}_proposed_by_{'_or_'.join(by)}"
    return Guard(name, "现在没有等您确认的事项。", waits)


def confirmed_by(side: Side | None) -> Guard:
    """Whose word the three-party agreement has already."""

    def confirmed(attempt: Attempt) -> bool:
        proposal = attempt.request.proposal
        return proposal is not None and proposal.confirmed is side

    return Guard(f"confirmed_by_{side or 'nobody'}", "您已经确认过，正等另一方确认。", confirmed)


@guard("不能和自己合并。", told=True)
def not_itself(attempt: Attempt) -> bool:
    return attempt.command.values.get("request") != attempt.request.id


@guard("要并入的那张单不在本站，或者已经结束。", told=True)
def other_is_open(attempt: Attempt) -> bool:
    other = attempt.facts.other
    return (
        other is not None
        and other.id == attempt.command.values.get("request")
        and other.station == attempt.request.station
        and other.status in OPEN
    )


@guard("两张单不是同一家企业的，不能合并。", told=True)
def of_the_same_enterprise(attempt: Attempt) -> bool:
    return attempt.facts.same_enterprise

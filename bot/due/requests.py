"""What falls due for a request in work: who is told what, as one table, and what is done.

A rung speaks only while its timer stands; where the request has moved on nothing happens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.acting import Told, perform
from bot.due.saying import (
    CLAIM,
    age_words,
    heads_of,
    name_of,
    shown,
    to_enterprise,
    to_persons,
    to_thread,
)
from core.categories import Category, row_of
from core.context import Context, Dossier
from core.decision import NOTHING, Decision
from core.due import Audience, Due, DueKind
from core.due_context import DueContext
from core.due_rows import WATCHES
from core.messages import Line, Outbound
from core.people import SYSTEM
from core.requests.actions import Action
from core.requests.command import Values
from core.requests.request import ServiceRequest
from core.timers import rung_of

STANDS: Final = {watch.kind: watch.stands for watch in WATCHES}
AHEAD: Final[dict[DueKind, str]] = {
    DueKind.APPOINTMENT_EVE: "appointment",
    DueKind.HALF_TIME: "due_at",
    DueKind.DUE_SOON: "due_at",
}
"""Reminders of what lies ahead: once its moment has passed they have nothing to say."""

WORDS: Final[dict[tuple[DueKind, Audience], str]] = {
    (DueKind.UNCLAIMED, Audience.GROUP): (
        "{number}（{category}）提交{age}还没有人接单，请有空的同事接一下。"
    ),
    (DueKind.UNCLAIMED, Audience.HEAD): (
        "{you}，{number}（{category}）提交{age}还没有人接单，请您指派。"
    ),
    (DueKind.UNCLAIMED, Audience.ESCALATION_CONTACT): (
        "{you}，{number}（{category}）提交{age}一直没有人接单，请您过问。"
    ),
    (
        DueKind.REPLY_DUE,
        Audience.OWNER,
    ): "{owner}，{number}还没有答复企业，首次答复已到期，请尽快。",
    (DueKind.REPLY_DUE, Audience.HEAD): "{you}，{number}首次答复已到期，{owner}还没有答复企业。",
    (DueKind.UNSEEN, Audience.OWNER): ("{owner}，{number}的答复企业还没有打开看，请打电话告知。"),
    (DueKind.APPOINTMENT_EVE, Audience.ENTERPRISE): (
        "提醒您：{number}约在{appointment}办理。时间有变请直接告诉我。"
    ),
    (DueKind.APPOINTMENT_EVE, Audience.OWNER): "{owner}，{number}约在{appointment}，请提前准备。",
    (DueKind.FOLLOW_UP, Audience.ENTERPRISE): (
        "您好，{number}正在办理中，目前还顺利吗？有什么要反映的直接告诉我。"
    ),
    (DueKind.FOLLOW_UP, Audience.OWNER): "{owner}，{number}该跟进了，问过进展后请点“跟进”记一笔。",
    (DueKind.HALF_TIME, Audience.ENTERPRISE): (
        "{number}已办理过半，计划{due}前完成。有问题随时告诉我。"
    ),
    (DueKind.HALF_TIME, Audience.OWNER): "{owner}，{number}已过半，计划{due}前完成，请跟进一下。",
    (DueKind.DUE_SOON, Audience.OWNER): "{owner}，{number}计划{due}前完成，快到期了。",
    (DueKind.OVERDUE, Audience.OWNER): (
        "{owner}，{number}已过计划完成时间{due}，请尽快办结，或与企业商定延期。"
    ),
    (DueKind.OVERDUE, Audience.HEAD): "{you}，{number}逾期未完成（计划{due}，负责人{owner}）。",
    (DueKind.SUSPENSION_OVER, Audience.OWNER): (
        "{owner}，{number}挂起的预计恢复时间{expected}到了，可以的话请恢复办理。"
    ),
}
"""`you` is whoever is told in private, `owner` the request's."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One rung about one request, and whom it would tell."""

    due: Due
    context: Context
    dossier: Dossier

    @property
    def request(self) -> ServiceRequest:
        return self.dossier.request

    def line(self, audience: Audience, you: str = "") -> Line:
        """What this audience is told."""
        context, request = self.context, self.request
        values = {
            "number": request.number,
            "category": row_of(Category(request.category)).label,
            "age": age_words(context.station.calendar, request.requested_at, context.now),
            "owner": name_of(context, request.owner),
            "you": name_of(context, you),
            "appointment": shown(request.appointment, context.now),
            "due": shown(request.due_at, context.now),
            "expected": shown(request.expected_at, context.now),
        }
        return Line(WORDS[self.due.kind, audience], values)


def remind(due: Due, known: DueContext) -> Decision:
    """Tell whom the rung names, while its timer stands."""
    dossier = standing(due, known)
    if dossier is None:
        return NOTHING
    reminder = Reminder(due, known.context, dossier)
    told = (TELLERS[audience](reminder) for audience in rung_of(due).to)
    return Decision(says=tuple(message for messages in told for message in messages))


def climb(due: Due, known: DueContext) -> Decision:
    """One rung of the ladder of what nobody claims, kept as an event (T05)."""
    dossier = standing(due, known)
    if dossier is None:
        return NOTHING
    told = Told(values=Values(rung=due.rung))
    _after, moved = perform(known.context, dossier, Action.REMIND, SYSTEM, told)
    return moved + remind(due, known)


def release(due: Due, known: DueContext) -> Decision:
    """Give a request back to the group whose owner has not said a word (T06)."""
    dossier = standing(due, known)
    if dossier is None:
        return NOTHING
    return perform(known.context, dossier, Action.RELEASE, SYSTEM)[1]


def standing(due: Due, known: DueContext) -> Dossier | None:
    """The request, if what would be said about it still holds."""
    dossier = known.dossier
    holds = dossier is not None and _stands(due.kind, known.context, dossier.request)
    return dossier if holds else None


def _stands(kind: DueKind, context: Context, request: ServiceRequest) -> bool:
    ahead = AHEAD.get(kind)
    past = ahead is not None and getattr(request, ahead) <= context.now
    return STANDS[kind](request) and not past


def _tell_enterprise(reminder: Reminder) -> tuple[Outbound, ...]:
    return to_enterprise(reminder.request, reminder.line(Audience.ENTERPRISE))


def _tell_group(reminder: Reminder) -> tuple[Outbound, ...]:
    line = reminder.line(Audience.GROUP)
    return to_thread(reminder.context, reminder.request, line, (CLAIM,))


def _tell_owner(reminder: Reminder) -> tuple[Outbound, ...]:
    return to_thread(reminder.context, reminder.request, reminder.line(Audience.OWNER))


def _tell_heads(reminder: Reminder) -> tuple[Outbound, ...]:
    return tuple(
        message
        for head in heads_of(reminder.context)
        for message in _privately(reminder, Audience.HEAD, head)
    )


def _tell_contact(reminder: Reminder) -> tuple[Outbound, ...]:
    """The escalation contact; while none is named, the heads hear of it once more."""
    contact = reminder.context.station.settings.escalation_contact
    if contact in reminder.context.station.staff:
        return _privately(reminder, Audience.ESCALATION_CONTACT, contact)
    return _tell_heads(reminder)


def _privately(reminder: Reminder, audience: Audience, person: str) -> tuple[Outbound, ...]:
    line = reminder.line(audience, person)
    return to_persons(reminder.context, reminder.request.id, line, (person,))


TELLERS: Final[dict[Audience, Callable[[Reminder], tuple[Outbound, ...]]]] = {
    Audience.ENTERPRISE: _tell_enterprise,
    Audience.GROUP: _tell_group,
    Audience.OWNER: _tell_owner,
    Audience.HEAD: _tell_heads,
    Audience.ESCALATION_CONTACT: _tell_contact,
}

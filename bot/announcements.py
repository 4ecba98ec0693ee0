"""What an event makes known: to the enterprise in its chat, and to the staff in their room.

One table. An enterprise that acted itself is answered by the dialog it acted in, so nothing here
tells it again, unless it acted out of another chat (`bot.elsewhere`); the room sees every move as
one line in the request's thread.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.elsewhere import is_done_elsewhere, told_of
from core.categories import Category, row_of
from core.context import Context, Dossier
from core.decision import Decision
from core.masking import scrub
from core.messages import Asks, Audience, Choice, Delivery, Line, Outbound
from core.requests.actions import Action
from core.requests.events import EventType, RequestEvent
from core.requests.request import Proposal, ServiceRequest
from core.shanghai import moment_words

SYSTEM_NAME: Final = "系统"
ENTERPRISE_NAME: Final = "企业"
STATION_NAME: Final = "服务站"
RECORDED: Final = "（{who}代企业记录）"
BECAUSE: Final = "：{words}"
NO_REASON: Final = "。"
PERSONS_WORDS: Final = ("words", "because")
OWN_WORD: Final = frozenset({EventType.PROPOSAL_REJECTED, EventType.URGED})
"""What the enterprise itself said, where there is nothing to tell it."""
SOMEBODY: Final = "工作人员"
CORRECTABLE: Final = {"contact": "联系人资料", "wish": "希望时间", "detail": "需求"}
"""The fields of a request that a correction changes, as staff call them."""

AGREE: Final = Choice("confirm", "可以", f"act:{Action.CONFIRM}")
ANOTHER_TIME: Final = Choice(
    "reschedule", "换个时间", f"act:{Action.RESCHEDULE}", Asks("time", "您方便的时间")
)
DISAGREE: Final = Choice("reject", "不同意", f"act:{Action.REJECT}", Asks("text", "原因"))
TIME_CHOICES: Final = (AGREE, ANOTHER_TIME)
YES_OR_NO: Final = (AGREE, DISAGREE)


@dataclass(frozen=True, slots=True)
class Announcement:
    """`enterprise` and `room` are templates; empty tells nobody. `choices` hang under the
    enterprise's message. `spoken`: a specialist's own words are passed on, and stand in the room in
    that specialist's name with how far they have come."""

    room: str = ""
    enterprise: str = ""
    choices: tuple[Choice, ...] = ()
    spoken: bool = False


UNSAID: Final = Announcement()

ANNOUNCEMENTS: Final[dict[EventType, Announcement]] = {
    EventType.FILED: Announcement("新需求，等待接单。"),
    EventType.DRAFT_RESUMED: Announcement(),
    EventType.TAKEN_OVER: Announcement(
        "{who}接手了人工接待。", "工作人员{who}来了，有话直接说就好。"
    ),
    EventType.HANDED_BACK: Announcement(
        "{who}结束了人工接待。", "人工接待先到这里。有事随时留言，我都在。"
    ),
    EventType.CORRECTED: Announcement(
        "{who}更正了{corrected}，原来的仍留档。", "{who}更正了{number}的资料。"
    ),
    EventType.CATEGORY_CHANGED: Announcement("{who}把类别改为“{category}”。"),
    EventType.URGED: Announcement("{who}催办{because}", ""),
    EventType.WITHDRAWN: Announcement("企业撤回了这张单。{words}"),
    EventType.CLAIMED: Announcement("{who}接单。", "{number}由{owner}负责，会尽快答复您。"),
    EventType.ASSIGNED: Announcement(
        "{who}指派给{owner}。", "{number}由{owner}负责，会尽快答复您。"
    ),
    EventType.REASSIGNED: Announcement(
        "{who}改派给{owner}：{words}", "{number}改由{owner}负责，前面说过的都交接好了。"
    ),
    EventType.RELEASED: Announcement("接单后一直没有答复，已退回，请重新接单。"),
    EventType.ANSWERED: Announcement("{words}", "{words}", spoken=True),
    EventType.GREETED: Announcement("{words}", "{words}", spoken=True),
    EventType.ANSWERED_ON_THE_SPOT: Announcement(
        "（当场答复，服务结束）{words}", "{words}", spoken=True
    ),
    EventType.APPOINTMENT_PROPOSED: Announcement(
        "{side}提议{proposed}，等对方确认。",
        "{owner}想和您约在{proposed}办理{number}，您看可以吗？",
        TIME_CHOICES,
    ),
    EventType.APPOINTED: Announcement("约定{appointment}。", "约好了：{appointment}办理{number}。"),
    EventType.RESCHEDULE_PROPOSED: Announcement(
        "{side}提议改到{proposed}，等对方确认。",
        "{owner}想把{number}改到{proposed}，您看可以吗？",
        TIME_CHOICES,
    ),
    EventType.RESCHEDULED: Announcement("改期到{appointment}。", "{number}改到{appointment}了。"),
    EventType.PROPOSAL_REJECTED: Announcement(
        "{who}不同意{because}", "抱歉，{owner}那边没能同意{because}"
    ),
    EventType.PROPOSAL_TAKEN_BACK: Announcement("企业收回了提议的时间{because}"),
    EventType.REFERRED: Announcement(
        "{who}转介：{words}", "{number}不在本站办理范围，请联系：{words}"
    ),
    EventType.MERGED: Announcement(
        "{who}把这张单并入另一张：{words}", "{number}和您另一张单是同一件事，已合并办理。"
    ),
    EventType.STARTED: Announcement("{who}开始服务。", "{number}已开始服务。"),
    EventType.FOLLOWED_UP: Announcement("{who}跟进：{words}", "{number}的进展：{words}"),
    EventType.PROBLEM_RECORDED: Announcement(
        "{who}记录问题：{words}",
        "{number}办理中遇到问题：{words}\n我们正在处理，有进展马上告诉您。",
    ),
    EventType.PROBLEM_SETTLED: Announcement(
        "{who}：问题已解决。{words}", "{number}的问题已解决：{words}"
    ),
    EventType.EXTENSION_PROPOSED: Announcement(
        "{side}提议延期到{proposed}：{words}",
        "{number}想延期到{proposed}，原因：{words}\n您看可以吗？",
        YES_OR_NO,
    ),
    EventType.EXTENDED: Announcement("延期到{due}。", "{number}延期到{due}。"),
    EventType.SUSPENDED: Announcement(
        "{who}挂起，预计{expected}恢复：{words}",
        "{number}暂时挂起，预计{expected}恢复：{words}\n恢复后会告诉您。",
    ),
    EventType.RESUMED: Announcement("{who}恢复办理。", "{number}恢复办理了。"),
    EventType.TERMINATION_PROPOSED: Announcement(
        "{side}提议终止：{words}", "想和您确认：{number}是否终止服务？原因：{words}", YES_OR_NO
    ),
    EventType.TERMINATED: Announcement("服务终止。", "{number}的服务已终止。"),
    EventType.ENDED: Announcement("{who}结束服务：{words}", "{number}服务结束：{words}"),
    EventType.CLOSED: Announcement("{who}办结。", "{number}已办结，谢谢您的信任。"),
    EventType.REOPENED: Announcement("{who}重开：{words}", "{number}已重开，我们接着处理。"),
    EventType.ABSORBED: Announcement("并入了另一张单。"),
    EventType.UNDELIVERED: Announcement("首次答复没有送达企业，暂不计入答复时间。"),
    EventType.DELIVERED: Announcement("企业看到了首次答复。"),
    EventType.MARKED_IMPORTANT: Announcement("{who}列为重要事项：{words}"),
    EventType.REVIEWED: Announcement("{who}核查：{words}"),
}
"""Events that are missing here are said by whoever causes them, or concern nobody else."""


def announce(context: Context, dossier: Dossier, event: RequestEvent, words: str) -> Decision:
    """The messages that an event calls for."""
    announcement = ANNOUNCEMENTS.get(event.type)
    elsewhere = is_done_elsewhere(context, dossier.request, event.by)
    if announcement is None and not elsewhere:
        return Decision()
    announcement = announcement or UNSAID
    values = values_of(context, dossier, event, words)
    told = _to_enterprise(context, dossier, event, announcement, values)
    if elsewhere:
        told = (told_of(context, dossier.request, event.type, values),)
    return Decision(says=(*told, *_to_rooms(context, dossier, event, announcement, values)))


def _to_enterprise(
    context: Context,
    dossier: Dossier,
    event: RequestEvent,
    announcement: Announcement,
    values: dict[str, str],
) -> tuple[Outbound, ...]:
    request = dossier.request
    if not announcement.enterprise or not request.chat or event.by == request.person:
        return ()
    if _was_recorded(event) and (announcement.choices or event.type in OWN_WORD):
        return ()
    return (
        Outbound(
            request.chat,
            (Line(announcement.enterprise, values),),
            bound(announcement.choices, request),
            source=event.by if announcement.spoken else "",
            audience=Audience.NOTICE,
            about=request.id,
        ),
    )


def bound(choices: tuple[Choice, ...], request: ServiceRequest) -> tuple[Choice, ...]:
    """Buttons that agree to this proposal of this request, and to none that comes later."""
    stamp = stamp_of(request.proposal) if request.proposal else ""
    actions = [choice.does.rpartition(":")[2] for choice in choices]
    return tuple(
        replace(choice, does=f"act:{request.id}:{action}@{stamp}")
        for choice, action in zip(choices, actions, strict=True)
    )


def stamp_of(proposal: Proposal) -> str:
    """What tells one proposal of a request from the next."""
    return str(int(proposal.at.timestamp()))


def _to_rooms(
    context: Context,
    dossier: Dossier,
    event: RequestEvent,
    announcement: Announcement,
    values: dict[str, str],
) -> tuple[Outbound, ...]:
    request = dossier.request
    if not announcement.room or not (request.number or request.handled_at_reception):
        return ()
    masked = {key: scrub(value) if key in PERSONS_WORDS else value for key, value in values.items()}
    recorded = (Line(RECORDED, masked),) if _was_recorded(event) else ()
    passed = announcement.spoken and bool(request.chat)
    said = Outbound(
        "",
        (Line(announcement.room, masked), *recorded),
        thread=request.id,
        source=event.by if announcement.spoken else "",
        audience=Audience.NOTICE,
        about=request.id,
        passed_to=request.chat if passed else "",
        delivery=Delivery.SENDING if passed else Delivery.NONE,
    )
    return tuple(replace(said, chat=room) for room in context.station.rooms)


def _was_recorded(event: RequestEvent) -> bool:
    """Whether staff recorded the enterprise's word, which it need not be told or asked again."""
    return bool(event.values.get("on_behalf"))


def values_of(
    context: Context, dossier: Dossier, event: RequestEvent, words: str
) -> dict[str, str]:
    """What the templates may name."""
    request = dossier.request
    proposal = request.proposal
    return {
        "number": request.number or "您的需求",
        "who": name_of(context, dossier, event.by),
        "owner": name_of(context, dossier, request.owner) if request.owner else SOMEBODY,
        "side": _side(context, dossier, event),
        "words": words,
        "because": BECAUSE.format(words=words) if words else NO_REASON,
        "category": row_of(Category(request.category)).label,
        "corrected": "、".join(label for key, label in CORRECTABLE.items() if key in event.values),
        "proposed": _shown(proposal.value if proposal else None),
        "appointment": _shown(request.appointment),
        "expected": _shown(request.expected_at),
        "due": _shown(request.due_at),
    }


def _side(context: Context, dossier: Dossier, event: RequestEvent) -> str:
    theirs = _is_enterprise(context, dossier, event.by) or _was_recorded(event)
    return ENTERPRISE_NAME if theirs else STATION_NAME


def name_of(context: Context, dossier: Dossier, person: str) -> str:
    """What a person is called in messages; an enterprise's contact stays nameless in the room."""
    if not person:
        return SYSTEM_NAME
    if _is_enterprise(context, dossier, person):
        return ENTERPRISE_NAME
    member = context.station.staff.get(person)
    return member.name if member else SOMEBODY


def _is_enterprise(context: Context, dossier: Dossier, person: str) -> bool:
    request = dossier.request
    return person == request.person or is_done_elsewhere(context, request, person)


def _shown(at: datetime | None) -> str:
    return moment_words(at) if at else ""

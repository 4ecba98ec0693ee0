"""Complaints and opinions: acknowledged with a number, and put before who may judge them."""

from collections.abc import Iterable
from typing import Final

from bot.dialogs.talk import Talk, saving
from core.buttons import CASE_NOTE
from core.concerned import concerned_in, judges, served_by
from core.context import Context
from core.decision import Decision
from core.feedback import Feedback, FeedbackKind
from core.intents import Meaning
from core.masking import scrub
from core.messages import NUMBER, Audience, Choice, Line, Outbound
from core.parties import Words, WordsKind
from core.people import Role
from core.requests.request import ServiceRequest
from core.requests.status import NEVER_FILED

COMPLAINT_TAKEN: Final = Line(
    "给您添麻烦了。投诉已登记，编号{number}，已交给{whom}，会尽快给您答复。"
)
SUGGESTION_TAKEN: Final = Line("谢谢您的意见，已登记，编号{number}，{whom}会看到，改进结果会公布。")
REPORTABLE: Final = Line("如果是举报违法行为，也可以拨打12315向市场监管部门反映。")
HEAD: Final = "站长"
SUPERIOR: Final = "上级联系人"
WHOEVER_MAY: Final = "有权处理的负责人"
TO_JUDGE: Final = Line("{kind}{number}：{words}")
TO_JUDGE_ABOUT: Final = Line("{kind}{number}（{about}）：{words}")
ABOUT: Final = "关于{number}"
NOBODY: Final = Line("收到一件{kind}{number}，但没有可以处理的人，请在设置里填写上级联系人。")
CLOSE_LABEL: Final = "办结并答复"

TAKEN: Final = {
    FeedbackKind.COMPLAINT: COMPLAINT_TAKEN,
    FeedbackKind.SUGGESTION: SUGGESTION_TAKEN,
}
KEPT_AS: Final = {
    FeedbackKind.COMPLAINT: WordsKind.COMPLAINT,
    FeedbackKind.SUGGESTION: WordsKind.SUGGESTION,
}


def take(
    talk: Talk, kind: FeedbackKind, taken: Line | None = None, also: Line | None = None
) -> Decision:
    """Register what was said and tell who may judge it, who alone sees it; `taken` is said in
    place of the usual receipt, and `also` tells the judge what there is to do."""
    words = words_of(talk, kind, _about(talk.context, kind))
    feedback = opened(talk, kind, words.id)
    lines = [receipt(talk, taken or TAKEN[kind], feedback)]
    if talk.reading.means(Meaning.REPORT):
        lines.append(REPORTABLE)
    noted = talk.heard(kind, request=feedback.request)
    told = tell(talk.context, feedback, talk.inbound.text, also=also)
    return saving(words, feedback) + talk.say(lines) + told + noted


def opened(talk: Talk, kind: FeedbackKind, words: str) -> Feedback:
    """A new complaint or opinion, about the newest request of the chat if there is one, else
    of those linked with it."""
    context = talk.context
    request = _about(context, kind)
    return Feedback(
        f"{context.turn}.f", NUMBER.format(need=0), kind, context.station.id, context.chat.id,
        context.person.id, request.id if request else "", words, context.now,
        concerned(talk, kind, request),
    )  # fmt: skip


def concerned(talk: Talk, kind: FeedbackKind, request: ServiceRequest | None) -> tuple[str, ...]:
    """Whoever served the request in any of its cycles, and whom the words name or accuse."""
    context = talk.context
    served: list[str] = []
    if request is not None:
        served += [*context.served.get(request.id, ()), *served_by(request)]
        rated = (one.rated for one in context.ratings if one.request == request.id)
        served += [person for people in rated for person in people]
    return concerned_in(kind, talk.reading.plain, served, context.station.staff.values())


def _about(context: Context, kind: FeedbackKind) -> ServiceRequest | None:
    filed = [one.request for one in context.dossiers if one.request.status not in NEVER_FILED]
    here = [one for one in filed if one.chat == context.chat.id]
    return next(iter(here or filed), None) if kind is FeedbackKind.COMPLAINT else None


def words_of(talk: Talk, kind: FeedbackKind, request: ServiceRequest | None) -> Words:
    """What was said, as it is kept."""
    context = talk.context
    return Words(
        f"{context.turn}.{kind}", KEPT_AS[kind], request.id if request else "",
        context.person.id, context.now, talk.inbound.text,
    )  # fmt: skip


def receipt(talk: Talk, template: Line, feedback: Feedback) -> Line:
    """What the enterprise is told: the number, and who has it."""
    whom = whom_of(talk.context, feedback)
    return Line(template.template, {"number": feedback.number, "whom": whom})


def whom_of(context: Context, feedback: Feedback) -> str:
    """Who looks into it, as the enterprise knows them."""
    staff = context.station.staff
    told = [staff[one] for one in judges_of(context, feedback.concerned) if one in staff]
    if not told:
        return WHOEVER_MAY
    return HEAD if any(Role.HEAD in one.roles for one in told) else SUPERIOR


def judges_of(context: Context, concerned: Iterable[str]) -> tuple[str, ...]:
    """The ids of those who may judge what these persons are concerned in."""
    station = context.station
    known = station.staff.values()
    return judges(known, station.settings.escalation_contact, tuple(concerned))


def tell(  # noqa: PLR0913
    context: Context,
    feedback: Feedback,
    text: str,
    line: Line | None = None,
    closes: bool = True,
    also: Line | None = None,
) -> Decision:
    """Put it before its judges alone; where there is none, tell the room that one is needed."""
    number = next(
        (d.request.number for d in context.dossiers if d.request.id == feedback.request), ""
    )
    company = context.contact.company if context.contact else ""
    about = ABOUT.format(number=number) if number else company
    values = {"kind": feedback.kind.label, "number": feedback.number, "words": scrub(text)}
    template = line or (TO_JUDGE_ABOUT if about else TO_JUDGE)
    said = Line(template.template, {**values, "about": about})
    close = Choice("close", CLOSE_LABEL, f"case:{feedback.id}:close", CASE_NOTE)
    people = judges_of(context, feedback.concerned)
    choices = (close,) if closes else ()
    lines = (said, Line(also.template, values)) if also else (said,)
    says = [
        Outbound(room, lines, choices, audience=Audience.NOTICE, only=person)
        for room in context.station.rooms
        for person in people
    ]
    nobody = Line(NOBODY.template, values)
    missing = context.station.rooms if closes and not people else ()
    says += [Outbound(room, (nobody,), audience=Audience.NOTICE) for room in missing]
    return Decision(says=tuple(says))

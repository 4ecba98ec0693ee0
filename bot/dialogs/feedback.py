"""Complaints and opinions: acknowledged at once with a number, and put before the head."""

from typing import Final

from bot.dialogs.talk import Talk, saving
from core.buttons import CASE_NOTE
from core.context import Context
from core.decision import Decision
from core.feedback import Feedback, FeedbackKind
from core.intents import Meaning
from core.masking import scrub
from core.messages import NUMBER, Audience, Choice, Line, Outbound
from core.parties import Words, WordsKind
from core.people import Role
from core.requests.status import Status

COMPLAINT_TAKEN: Final = Line(
    "给您添麻烦了。投诉已登记，编号{number}，已直接交给站长，会尽快给您答复。"
)
SUGGESTION_TAKEN: Final = Line("谢谢您的意见，已登记，编号{number}，站长会看到，改进结果会公布。")
REPORTABLE: Final = Line("如果是举报违法行为，也可以拨打12315向市场监管部门反映。")
TO_HEAD: Final = Line("{kind}{number}：{words}")
TO_HEAD_ABOUT: Final = Line("{kind}{number}（关于{request}）：{words}")
UNCOUNTED: Final = frozenset({Status.DRAFT, Status.DROPPED})

TAKEN: Final = {
    FeedbackKind.COMPLAINT: COMPLAINT_TAKEN,
    FeedbackKind.SUGGESTION: SUGGESTION_TAKEN,
}
KEPT_AS: Final = {
    FeedbackKind.COMPLAINT: WordsKind.COMPLAINT,
    FeedbackKind.SUGGESTION: WordsKind.SUGGESTION,
}


def take(talk: Talk, kind: FeedbackKind, taken: Line | None = None) -> Decision:
    """Register what was said and tell the head, who alone sees it; `taken` is said in place of the
    usual receipt."""
    context = talk.context
    about = next((one for one in context.dossiers if one.request.status not in UNCOUNTED), None)
    request = about.request if about and kind is FeedbackKind.COMPLAINT else None
    owner = (request.owner,) if request and request.owner else ()
    words = Words(
        f"{context.turn}.{kind}", KEPT_AS[kind], request.id if request else "",
        context.person.id, context.now, talk.reading.text,
    )  # fmt: skip
    feedback = Feedback(
        f"{context.turn}.f", NUMBER.format(need=0), kind, context.station.id, context.chat.id,
        context.person.id, request.id if request else "", words.id, context.now, owner,
    )  # fmt: skip
    lines: tuple[Line, ...] = (Line((taken or TAKEN[kind]).template, {"number": feedback.number}),)
    if talk.reading.means(Meaning.REPORT):
        lines = (*lines, REPORTABLE)
    told = _to_heads(context, feedback, request.number if request else "", talk.reading.text)
    noted = talk.heard(kind, request=feedback.request)
    return saving(words, feedback) + talk.say(lines) + told + noted


def _to_heads(context: Context, feedback: Feedback, request: str, text: str) -> Decision:
    heads = [one.id for one in context.station.staff.values() if Role.HEAD in one.roles]
    values = {"kind": feedback.kind.label, "number": feedback.number, "words": scrub(text)}
    line = Line(TO_HEAD.template, values)
    if request:
        line = Line(TO_HEAD_ABOUT.template, {**values, "request": request})
    close = Choice("close", "办结并答复", f"case:{feedback.id}:close", CASE_NOTE)
    return Decision(
        says=tuple(
            Outbound(room, (line,), (close,), audience=Audience.NOTICE, only=head)
            for room in context.station.rooms
            for head in heads
        )
    )

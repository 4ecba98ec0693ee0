"""Complaints, opinions and bad ratings: who is to judge sees them, and closes them with a note.

The note is told to the enterprise. Nobody closes what is about themselves (clause 4.4.1.5).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.cards import CLOSE_CASE, case_choices
from bot.room import waiting
from bot.room.spoken import Errand
from bot.room.talk import RoomTalk, saying
from bot.room.waiting import Waiting
from core.bad_ratings import BadRatingCase, CaseStep, Told, may_take, take_step
from core.buttons import CASE_NOTE
from core.context import CaseFile
from core.decision import Decision
from core.feedback import CLOSED_ALREADY, Feedback, FeedbackKind, close
from core.masking import scrub
from core.messages import Audience, Choice, Line, Outbound
from core.parties import Words, WordsKind
from core.people import Role, may_settle
from core.rating_items import question
from core.rating_rows import case_changes
from core.refusals import Refused
from core.requests.numbers import mention

HEAD_ONLY: Final = Line("投诉、意见和差评由站长查看和办结。")
NONE_OPEN: Final = "现在没有待办的{kind}。"
HEADING: Final = "待办的{kind}共{count}件："
FEEDBACK: Final = "{number}（{request}）：{words}"
FEEDBACK_ALONE: Final = "{number}：{words}"
BAD_RATING: Final = "{request}：{items}，{state}"
CONCERNS_YOU: Final = "另有{count}件与您本人有关，由其他负责人办理。"
NOT_FOUND: Final = "没有找到这件{kind}，请先发“{kind}”看看编号。"
USAGE: Final = "请写编号和处理结果，例如“{word} 3 已更换上门人员并致歉”。"
WHAT_NOTE: Final = Line("请写明要告知对方的处理结果，直接发在这里就行；不办了请回“取消”。")
CLOSED: Final = "{number}已办结，处理结果已告知对方。"
TOLD: Final = {
    "complaint": "您的投诉{number}已有处理结果：{note}",
    "suggestion": "您的意见{number}已有答复：{note}",
    "bad_rating": "您对{number}的评价我们已核实处理：{note}",
}
BAD_RATING_LABEL: Final = "差评"
ITEM_SEPARATOR: Final = "、"
UNSAID: Final = "（还没有说是什么事）"
MOST: Final = 10

Kind = Callable[[CaseFile], bool]


def _feedback(kind: FeedbackKind) -> Kind:
    return lambda file: isinstance(file.case, Feedback) and file.case.kind is kind


def is_bad_rating(file: CaseFile) -> bool:
    return isinstance(file.case, BadRatingCase)


KINDS: Final[Mapping[Errand, tuple[str, Kind]]] = {
    Errand.COMPLAINTS: (FeedbackKind.COMPLAINT.label, _feedback(FeedbackKind.COMPLAINT)),
    Errand.SUGGESTIONS: (FeedbackKind.SUGGESTION.label, _feedback(FeedbackKind.SUGGESTION)),
    Errand.BAD_RATINGS: (BAD_RATING_LABEL, is_bad_rating),
}
CLOSING: Final = {
    "办结投诉": KINDS[Errand.COMPLAINTS],
    "办结意见": KINDS[Errand.SUGGESTIONS],
    "办结差评": KINDS[Errand.BAD_RATINGS],
}


def show(talk: RoomTalk, errand: Errand) -> Decision:
    """What is open of one kind, each with its button, to this member alone."""
    label, kind = KINDS[errand]
    found = [file for file in talk.context.cases if kind(file) and file.case.is_open]
    mine = [file for file in found if _is_mine(talk, file.case)]
    if not mine and not _may_see(talk):
        return talk.tell(HEAD_ONLY)
    hidden = len(found) - len(mine)
    others = (saying(CONCERNS_YOU, count=str(hidden)),) if hidden else ()
    if not mine:
        return talk.tell(saying(NONE_OPEN, kind=label), *others)
    heading = talk.tell(saying(HEADING, kind=label, count=str(len(mine))), *others)
    each = tuple(talk.private((line_of(file),), _buttons(file)) for file in mine[:MOST])
    return heading + Decision(says=each)


def _may_see(talk: RoomTalk) -> bool:
    return talk.actor.has(Role.HEAD) or talk.person.id == _superior(talk) != ""


def _superior(talk: RoomTalk) -> str:
    return talk.context.station.settings.escalation_contact


def _is_mine(talk: RoomTalk, case: Feedback | BadRatingCase) -> bool:
    """Whether this member may settle it: a head or the escalation contact who is not concerned, or
    whoever a bad rating was given to."""
    owns = isinstance(case, BadRatingCase) and case.owner == talk.person.id
    settles = may_settle(talk.actor, case.concerned, _superior(talk))
    return settles or (owns and talk.person.id not in case.concerned)


def given_to(talk: RoomTalk, case: BadRatingCase) -> BadRatingCase:
    """The case as its judge takes it: the escalation contact stands in for whoever owns it."""
    stands_in = talk.person.id == _superior(talk) and _is_mine(talk, case)
    return replace(case, owner=talk.person.id) if stands_in else case


def line_of(file: CaseFile) -> Line:
    """What a case is about."""
    case, request = file.case, file.request.number if file.request else ""
    if isinstance(case, BadRatingCase):
        asked = (question(number) for number in case.items)
        items = ITEM_SEPARATOR.join(item.short for item in asked if item)
        return saying(BAD_RATING, request=request, items=items, state=case.state.label)
    words = scrub(file.words) or UNSAID
    if request:
        return saying(FEEDBACK, number=case.number, request=request, words=words)
    return saying(FEEDBACK_ALONE, number=case.number, words=words)


def _buttons(file: CaseFile) -> tuple[Choice, ...]:
    """Their words are typed into the buttons' own forms, which no one else in the room sees."""
    if isinstance(file.case, BadRatingCase):
        return case_choices(file.case)
    return (Choice("close_case", CLOSE_CASE, f"case:{file.case.id}:close", CASE_NOTE),)


def close_by_word(talk: RoomTalk, word: str, said: str) -> Decision:
    """“办结投诉 3 …”: the number of the case, or of the request that was rated."""
    label, kind = CLOSING[word]
    number, _, note = said.partition(" ")
    file = next(
        (file for file in talk.context.cases if kind(file) and is_named(talk, file, number)), None
    )
    if not number:
        return explain(talk, word)
    return close_case(talk, file, note) if file else talk.tell(saying(NOT_FOUND, kind=label))


def explain(talk: RoomTalk, word: str) -> Decision:
    """How a case is closed by this word."""
    return talk.tell(saying(USAGE, word=word))


def is_named(talk: RoomTalk, file: CaseFile, number: str) -> bool:
    case = file.case
    if isinstance(case, BadRatingCase):
        return file.request is not None and file.request.number == talk.whole(mention(number))
    tail = case.number.rpartition("-")[2]
    short = tail.isdecimal() and number.isdecimal()
    return case.number == number.upper() or (short and int(tail) == int(number))


def close_by_id(talk: RoomTalk, key: str, note: str) -> Decision:
    """A pressed button, or the note that was still lacking."""
    file = next((file for file in talk.context.cases if file.case.id == key), None)
    if file is None:
        raise Refused(CLOSED_ALREADY)
    return close_case(talk, file, note)


def close_case(talk: RoomTalk, file: CaseFile, note: str) -> Decision:
    """Close with a note that the enterprise is told, or ask for the note."""
    if not note.strip():
        _refuse_early(talk, file)
        return waiting.ask(talk, Waiting(Errand.CLOSE_CASE, file.case.id), WHAT_NOTE)
    words = Words(
        f"{talk.context.turn}.note", WordsKind.NOTE, file.case.request, talk.person.id,
        talk.context.now, note.strip(),
    )  # fmt: skip
    decision = _closed(talk, file.case, words)
    number = _number(file)
    told = saying(TOLD[_key(file)], number=number, note=note.strip())
    says = (Outbound(file.case.chat, (told,), audience=Audience.NOTICE),) if file.case.chat else ()
    done = talk.tell(saying(CLOSED, number=number))
    return waiting.settle(talk) + decision + Decision(saves=(words,), says=says) + done


def _refuse_early(talk: RoomTalk, file: CaseFile) -> None:
    case = file.case
    if isinstance(case, BadRatingCase) and (
        no := may_take(given_to(talk, case), CaseStep.CLOSE, talk.actor)
    ):
        raise no
    if isinstance(case, Feedback):
        close(case, talk.actor, talk.context.now, "to come", _superior(talk))


def _closed(talk: RoomTalk, case: Feedback | BadRatingCase, words: Words) -> Decision:
    now = talk.context.now
    if isinstance(case, Feedback):
        return Decision(saves=(close(case, talk.actor, now, words.id, _superior(talk)),))
    after = take_step(given_to(talk, case), CaseStep.CLOSE, talk.actor, now, Told(words=words.id))
    due = case_changes(case, after, talk.context.station.calendar)
    return Decision(saves=(after, *due.saves), calls_off=due.calls_off)


def _number(file: CaseFile) -> str:
    if isinstance(file.case, Feedback):
        return file.case.number
    return file.request.number if file.request else ""


def _key(file: CaseFile) -> str:
    return file.case.kind.value if isinstance(file.case, Feedback) else "bad_rating"

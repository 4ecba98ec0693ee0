"""Recording a need for an enterprise that phoned or came: back-dated, checked before it is filed.

“代录 单位 联系人 电话 需求 昨天下午3点来电”. What is lacking is asked of the member alone, and so
is the confirmation.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.acting import draft
from bot.dialogs.intake.filing import CONTACT, Filing, filed
from bot.dialogs.intake.serving import served_by
from bot.dialogs.intake.steps import (
    CONFIRMED,
    is_category,
    is_clause,
    is_own_flow,
    is_phone,
    label_of,
    never,
    short_of,
)
from bot.intents.entities.companies import find_companies
from bot.intents.entities.contacts import find_contacts
from bot.intents.entities.details import rest_of
from bot.intents.entities.phones import find_phones, read_phone
from bot.intents.normal import normalise
from bot.room.moments import find_past_moment, without
from bot.room.people import people_in
from bot.room.talk import RoomTalk, saying
from bot.room.telling import category_in
from core.categories import Category
from core.decision import Decision
from core.dialogs.advance import Answered, Cancelled, Passed, Turn, advance
from core.dialogs.progress import Progress
from core.dialogs.steps import Answers, Dialog, Option, Question, Step
from core.intents import Act
from core.messages import Choice, Line
from core.phones import Phone
from core.requests.actions import Action
from core.requests.request import ServiceRequest
from core.requests.status import Status
from core.shanghai import moment_words

DIALOG: Final = "record"
NEED: Final = "need.1."
DETAIL: Final = f"{NEED}detail"
CATEGORY: Final = f"{NEED}category"
VISITS: Final = ("来访", "到访", "上门", "来站", "来我站")
VIA: Final = {"phone": "来电", "visit": "来访"}
YES: Final = frozenset({"确认", "好", "好的", "可以", "是", "对", "没问题", "/ok"})

WHOSE: Final = Line("代录：请发单位名称（联系人、电话、需求也可以一起发）。不办了请回“取消”。")
WHO: Final = Line("代录：请发联系人。")
PHONE: Final = Line("代录：请发联系电话，手机11位，座机带区号。")
WHAT: Final = Line("代录：请发企业要办的事。")
WHICH: Final = Line("代录：请选服务类别。")
SUMMARY: Final = (
    "请核对代录的内容：\n单位：{company}\n联系人：{contact}\n电话：{phone}\n需求：{detail}\n"
    "类别：{category}\n请求时间：{when}（{via}）"
)
CHECK: Final = Line("没问题请回“确认”；要改直接发，例如“电话13900001111”。")
RECORDED: Final = "代录好了，单号{number}，请求时间{when}。"
NOT_UNDERSTOOD: Final = Line("没看明白这一项。")


def _fixed(line: Line) -> Callable[[Answers, str], Question]:
    return lambda _answers, _prefix: Question((line,))


def _which(_answers: Answers, _prefix: str) -> Question:
    return Question((WHICH,), tuple(Option(str(one), short_of(str(one))) for one in Category))


def _summary(answers: Answers, _prefix: str) -> Question:
    line = saying(
        SUMMARY,
        **{key: answers.get(key, "") for key in CONTACT},
        detail=answers.get(DETAIL, ""),
        category=label_of(answers.get(CATEGORY, "")),
        when=moment_words(_requested_at(answers)),
        via=VIA.get(answers.get("via", ""), VIA["phone"]),
    )
    return Question((line, CHECK), (Option(CONFIRMED, "确认登记"),))


def _is_moment(answer: str) -> bool:
    try:
        return datetime.fromisoformat(answer).utcoffset() is not None
    except ValueError:
        return False


RECORDING: Final = Dialog(
    key=DIALOG,
    steps=(
        Step("thread", _fixed(WHOSE), when=never),
        Step("requested_at", _fixed(WHOSE), when=never, still_accepts=_is_moment),
        Step("via", _fixed(WHOSE), when=never, still_accepts=lambda answer: answer in VIA),
        Step("company", _fixed(WHOSE)),
        Step("contact", _fixed(WHO)),
        Step("phone", _fixed(PHONE), still_accepts=is_phone),
        Step(DETAIL, _fixed(WHAT)),
        Step(CATEGORY, _which, still_accepts=is_category),
        Step(f"{NEED}flow", _fixed(WHAT), when=never, still_accepts=is_own_flow),
        Step(f"{NEED}clause", _fixed(WHAT), when=never, still_accepts=is_clause),
        Step("confirm", _summary, still_accepts=lambda answer: answer == CONFIRMED),
    ),
)


def _requested_at(answers: Answers) -> datetime:
    return datetime.fromisoformat(answers["requested_at"])


def begin(talk: RoomTalk, said: str) -> Decision:
    """Open a record with all that its first message says."""
    context = talk.context
    progress = Progress(
        f"{context.turn}.record", DIALOG, context.chat.id, talk.person.id, "", context.at
    )
    opened = {"requested_at": context.at.isoformat(), "via": "phone"}
    opened |= {"thread": talk.thread} if talk.thread else {}
    answers = {**opened, **_first(talk, said)}
    return _answer(talk, advance(RECORDING, progress, Answered(answers), context.now))


def _first(talk: RoomTalk, said: str) -> dict[str, str]:
    """Who, what and when; the description is what remains of the words."""
    answers, left = _when(talk, said)
    plain = normalise(left)
    phones, companies = find_phones(plain), find_companies(plain, left)
    taken = [(one.start, one.end) for one in phones] + [(one.start, one.end) for one in companies]
    contacts = find_contacts(plain, left, taken)
    spans = sorted((*taken, *((one.start, one.end) for one in contacts)))
    detail = rest_of(left, tuple(spans))
    answers |= people_in(left)
    if not detail:
        return answers
    meant = talk.reading.meant
    sure = meant.category is not None and not meant.ask
    answers |= {DETAIL: detail, **served_by(talk.reading, NEED)}
    return answers | ({CATEGORY: str(meant.category)} if sure else {})


def _when(talk: RoomTalk, said: str) -> tuple[dict[str, str], str]:
    """When the enterprise spoke and how, and the words without that."""
    via = "visit" if any(word in said for word in VISITS) else "phone"
    found = find_past_moment(said, talk.context.at)
    if found is None:
        return {"via": via}, said
    at = found.at(found.clock) if found.clock else talk.context.at
    return {"requested_at": at.isoformat(), "via": via}, without(said, found.span)


def go_on(talk: RoomTalk, progress: Progress) -> Decision | None:
    """Hear what was asked for, or a correction; None for what is neither."""
    key = progress.asked.key if progress.asked else ""
    answers = _heard(talk, key)
    if answers:
        return _answer(talk, advance(RECORDING, progress, Answered(answers), talk.context.now))
    if key not in ("phone", CATEGORY):
        return None
    turn = advance(RECORDING, progress, Passed(), talk.context.now)
    return _answer(talk, turn, (NOT_UNDERSTOOD,))


def _heard(talk: RoomTalk, key: str) -> dict[str, str]:
    if key == "confirm" and confirms(talk):
        return {"confirm": CONFIRMED}
    named = people_in(talk.text)
    if key in named or key == "confirm":
        return named
    reader = READERS.get(key)
    value = reader(talk.text) if reader else talk.text
    return {**named, key: value} if value else named


def confirms(talk: RoomTalk) -> bool:
    """Whether the message says yes."""
    plain = talk.reading.plain.strip(" 。.!,")
    return plain in YES or talk.reading.does(Act.AFFIRM)


def _phone(text: str) -> str:
    read = read_phone(normalise(text))
    return str(read) if isinstance(read, Phone) else ""


READERS: Final[Mapping[str, Callable[[str], str]]] = {
    "phone": _phone,
    CATEGORY: lambda text: category_in(text)[0],
}


def press(talk: RoomTalk, progress: Progress, key: str, answer: str) -> Decision:
    """A button under one of the questions."""
    turn = advance(RECORDING, progress, Answered({key: answer}), talk.context.now)
    return _answer(talk, turn)


def drop(talk: RoomTalk, progress: Progress) -> Decision:
    """Leave it be."""
    turn = advance(RECORDING, progress, Cancelled(), talk.context.now)
    return Decision(saves=(_touched(turn.progress),))


def _answer(talk: RoomTalk, turn: Turn, lines: tuple[Line, ...] = ()) -> Decision:
    saved = Decision(saves=(_touched(turn.progress),))
    if turn.finished is not None:
        return saved + _file(talk, turn.progress)
    question = turn.question or Question(())
    key = turn.progress.asked.key if turn.progress.asked else ""
    choices = tuple(
        Choice(str(n), option.label, f"{DIALOG}:{key}:{option.id}")
        for n, option in enumerate(question.options, 1)
    )
    return saved + talk.tell(*lines, *question.lines, choices=choices)


def _touched(progress: Progress) -> Progress:
    return replace(progress, revision=progress.revision + 1)


def _file(talk: RoomTalk, progress: Progress) -> Decision:
    """A draft of the member's own, filed at once; whoever asked has no chat with the station."""
    context, answers = talk.context, progress.answers
    blank = ServiceRequest(
        f"{context.turn}-1", context.station.id, Status.DRAFT, answers[CATEGORY],
        answers.get("via", "phone"), "", "", "", "", _requested_at(answers), context.now,
    )  # fmt: skip
    dossier, begun = draft(context, blank, talk.actor)
    filing = Filing(context, answers, (dossier,), "", talk.actor, Action.RECORD)
    (done,), moved = filed(filing)
    when = moment_words(done.request.requested_at)
    told = talk.tell(saying(RECORDED, number=done.request.number, when=when))
    return begun + moved + told

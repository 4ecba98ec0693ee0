"""What an action has to be told, read from a member's words: a time, a colleague, a number.

Each reader takes its part out of the words; what is left over is the reason, the answer, the note.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any, Final, cast

from bot.intents.entities.days.missing import missing_day
from bot.intents.entities.found import Span
from bot.intents.normal import normalise
from bot.room.moments import MomentFound, find_moment, find_past_moment, is_over, without
from bot.room.numbers import mentioned
from bot.room.people import corrected_contact
from bot.room.staff_names import find_colleague
from bot.room.talk import RoomTalk
from core.categories import CATEGORIES
from core.context import Dossier
from core.messages import Line
from core.parties import Words, WordsKind
from core.requests.actions import ACTIONS, Action, Told
from core.requests.command import Values
from core.shanghai import day_of
from core.shanghai import moment as moment_of

NO_CLOCK: Final = Line("请写明几点，例如“明天上午10点”。")
THIS_MINUTE: Final = timedelta(minutes=1)
NO_SUCH_DAY: Final = Line("日历上没有{day}，请核对日期。")
PAST: Final = Line("这个时间已经过了，请换一个。")
NOT_PAST: Final = Line("请写已经过去的时间，例如“昨天下午3点”。")
NO_COLLEAGUE: Final = Line("没有找到这位同事，请写在岗同事的全名。")
NO_REQUEST: Final = Line("没有找到这张单，请写单号。")
NO_CATEGORY: Final = Line("请写类别名称，或1–8的序号。")
NO_MOMENT: Final = Line("请写明是哪一项：请求、接收、答复、开始、到场、结束。")
EVENING: Final = time(18)
SAID_AT_ONCE: Final = ("远程", "线上")
DETAIL_CUES: Final = ("需求改成", "需求改为", "需求：", "需求:", "需求 ", "内容改为", "内容：")

MOMENTS: Final = {
    "请求": "requested_at",
    "接收": "received_at",
    "接单": "received_at",
    "答复": "replied_at",
    "到场": "onsite_at",
    "开始": "started_at",
    "结束": "ended_at",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What was read so far: what is left of the words, the values, rows to write, and what could
    not be understood."""

    left: str
    values: Mapping[str, Any] = field(default_factory=dict)
    saves: tuple[Any, ...] = ()
    problem: Line | None = None

    def told(self) -> Values:
        """The values as a command takes them."""
        return cast(Values, dict(self.values))

    def plus(self, left: str, **values: object) -> "Given":
        return replace(self, left=left.strip(" ，,。；;：:"), values={**self.values, **values})

    def but(self, problem: Line) -> "Given":
        return replace(self, problem=problem)


Reader = Callable[[RoomTalk, Dossier, Given], Given]


def read_told(talk: RoomTalk, dossier: Dossier, action: Action, said: str) -> Given:
    """All that the words tell of what an action asks or may be told."""
    given = Given(said.strip())
    wording = ACTIONS[action]
    readers = PAST_READERS if action is Action.CORRECT_TIME else READERS
    for told in (*wording.asks, *wording.may):
        if told in readers and given.left:
            given = readers[told](talk, dossier, given)
    if action is Action.START and given.left:
        given = _remote(given)
    return given


def _appointment(talk: RoomTalk, dossier: Dossier, given: Given) -> Given:
    del dossier
    found = _moment_in(talk, given)
    if isinstance(found, Given):
        return found
    if found.clock is None:
        return given.but(NO_CLOCK)
    return _ahead(talk, given, "time", found.at(found.clock), found.span)


def _moment_in(talk: RoomTalk, given: Given) -> MomentFound | Given:
    """The moment that the words name, else why there is none."""
    at = talk.context.at
    missing = missing_day(normalise(given.left), day_of(at))
    if missing:
        return given.but(Line(NO_SUCH_DAY.template, {"day": missing}))
    found = find_moment(given.left, at)
    if found is not None:
        return found
    return given.but(PAST) if is_over(given.left) else given


def _expected(talk: RoomTalk, dossier: Dossier, given: Given) -> Given:
    del dossier
    return _end_of(talk, given, "time")


def _due(talk: RoomTalk, dossier: Dossier, given: Given) -> Given:
    del dossier
    return _end_of(talk, given, "due")


def _end_of(talk: RoomTalk, given: Given, key: str) -> Given:
    """A day without an hour is meant until the station closes on it."""
    found = _moment_in(talk, given)
    if isinstance(found, Given):
        return found
    hours = talk.context.station.calendar.hours_on(found.day)
    closing = hours[-1].end if hours else EVENING
    return _ahead(talk, given, key, found.at(closing), found.span)


def _ahead(talk: RoomTalk, given: Given, key: str, at: datetime, span: Span) -> Given:
    if at < talk.context.now - THIS_MINUTE:
        return given.but(PAST)
    return given.plus(without(given.left, span), **{key: at})


def _past(talk: RoomTalk, dossier: Dossier, given: Given) -> Given:
    del dossier
    found = find_past_moment(given.left, talk.context.at)
    if found is None or found.clock is None:
        return given.but(NOT_PAST)
    return given.plus(without(given.left, found.span), time=moment_of(found.day, found.clock))


def _owner(talk: RoomTalk, dossier: Dossier, given: Given) -> Given:
    del dossier
    found = find_colleague(given.left, talk.context.station.staff.values(), talk.person)
    if found is None:
        return given.but(NO_COLLEAGUE)
    person, (start, end) = found
    lead = given.left[:start].rstrip().removesuffix("给").removesuffix("到")
    return given.plus(f"{lead}{given.left[end:]}", owner=person.id)


def _other(talk: RoomTalk, dossier: Dossier, given: Given) -> Given:
    """Another request's number, and the rest of the words."""
    pieces = given.left.replace("，", " ").replace("到", " ").split()
    for piece in pieces:
        key = mentioned(piece)
        other = talk.found(key) if key else None
        if other and other.request.id != dossier.request.id:
            return given.plus(given.left.replace(piece, "", 1), request=other.request.id)
    return given.but(NO_REQUEST)


def category_in(text: str) -> tuple[str, str]:
    """The category that the words name, by name or by its place in the list, and the other words;
    both empty for none."""
    plain = normalise(text)
    first = plain.split(maxsplit=1)[0] if plain.strip() else ""
    for number, row in enumerate(CATEGORIES, 1):
        names = (row.label, row.title, row.short, row.category.value)
        named = next((name for name in names if name in plain), "")
        named = named or (first if first == str(number) else "")
        if named:
            place = plain.index(named)
            return str(row.category), f"{text[:place]}{text[place + len(named) :]}"
    return "", ""


def _category(talk: RoomTalk, dossier: Dossier, given: Given) -> Given:
    del talk, dossier
    category, left = category_in(given.left)
    return given.plus(left, category=category) if category else given.but(NO_CATEGORY)


def _moment(talk: RoomTalk, dossier: Dossier, given: Given) -> Given:
    del talk, dossier
    for word, name in MOMENTS.items():
        if given.left.startswith(word):
            left = given.left.removeprefix(word).removeprefix("时间")
            return given.plus(left, moment=name)
    return given.but(NO_MOMENT)


def _correction(talk: RoomTalk, dossier: Dossier, given: Given) -> Given:
    """A new description after its cue, else whatever names a firm, a person or a phone."""
    context, request = talk.context, dossier.request
    for cue in DETAIL_CUES:
        _, found, detail = given.left.partition(cue)
        if found and detail.strip():
            words = Words(
                f"{context.turn}.detail", WordsKind.DETAIL, request.id, talk.person.id,
                context.now, detail.strip(),
            )  # fmt: skip
            return replace(given.plus("", detail=words.id), saves=(words,))
    contact = corrected_contact(given.left, dossier, f"{context.turn}.contact", context.now)
    if contact is None:
        return given
    return replace(given.plus("", contact=contact.id), saves=(contact,))


def _remote(given: Given) -> Given:
    word = next((word for word in SAID_AT_ONCE if word in given.left), "")
    return given.plus(given.left.replace(word, "", 1), remote=True) if word else given


READERS: Final[Mapping[Told, Reader]] = {
    Told.TIME: _appointment,
    Told.EXPECTED: _expected,
    Told.DUE: _due,
    Told.OWNER: _owner,
    Told.REQUEST: _other,
    Told.CATEGORY: _category,
    Told.MOMENT: _moment,
    Told.CORRECTION: _correction,
}
PAST_READERS: Final[Mapping[Told, Reader]] = {**READERS, Told.TIME: _past}

EXAMPLES: Final[Mapping[Action, str]] = {
    Action.BOOK: "预约 {number} 明天上午10点",
    Action.RESCHEDULE: "改期 {number} 周五下午3点",
    Action.REPLY: "回复 {number} 您好，明天上午上门取样",
    Action.ANSWER: "当场答复 {number} 这项标准现行有效",
    Action.END: "结束 {number} 3块压力表检定合格，证书已交",
    Action.REASSIGN: "改派 {number} 李明 出差",
    Action.ASSIGN: "指派 {number} 李明",
    Action.SUSPEND: "挂起 {number} 等样品 到周五",
    Action.EXTEND: "延期 {number} 下周五 等机构排期",
    Action.MERGE: "合并 {number} 9 同一件事",
    Action.REFER: "转介 {number} 市知识产权局，电话027-12345678",
    Action.CHANGE_CATEGORY: "改类别 {number} 计量检测",
    Action.CORRECT: "更正 {number} 电话13900001111",
    Action.CORRECT_TIME: "更正时间 {number} 到场 昨天下午3点 当时忘了点",
    Action.FOLLOW_UP: "跟进 {number} 样品已送到实验室",
    Action.RECORD_PROBLEM: "问题 {number} 样品数量不够",
    Action.SETTLE_PROBLEM: "问题已解决 {number} 样品已补齐",
    Action.TERMINATE: "终止 {number} 企业改用其他方案",
    Action.REOPEN: "重开 {number} 压力表仍不准",
    Action.MARK_IMPORTANT: "列为重要事项 {number} 涉及安全",
    Action.REVIEW: "站长核查 {number} 已回访，情况属实",
}

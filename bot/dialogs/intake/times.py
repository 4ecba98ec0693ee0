"""When it is wished for, for one need or for each of several."""

import re
from typing import Final

from bot.dialogs.intake.categories import further_need
from bot.dialogs.intake.listening import Hearing, Listening, Rejection
from bot.dialogs.intake.moving import moved_time
from bot.dialogs.intake.parts import Part, need_at, part_at
from bot.intents.entities.days.missing import missing_day
from bot.intents.entities.details import TIME_REST, clauses, quantities
from bot.intents.entities.found import clause_around
from bot.intents.entities.time_talk import speaks_of_time
from bot.intents.entities.urgency import find_urgency
from bot.intents.entities.wish_context import ASKS_IF_OPEN
from bot.intents.entities.wishes import change_of_hours, read_wish
from bot.intents.reading import Reading
from core.intents import Act, Meaning, Topic
from core.rejected import Rejected
from core.shanghai import day_of
from core.wishes import Wish, WishKind, decode, encode

NO_TIME: Final = re.compile(r"\d{6,}|电话|手机|座机|号码|微信|公司|单位|名字|联系人|图片|照片")
"""What is no answer to "when?": a number to dial, talk of the other things that are asked."""
QUESTION: Final = re.compile(r"[?吗么呢]|几|哪|什么|([一-龥])不\1")
OVER: Final = re.compile(r"昨[天日]|前[天日]|上个?(?:周|星期|礼拜|月)|去年")
ONLY_OVER: Final = re.compile(
    rf"(?:就|那|要|想|最好|希望|安排|定|约|排|在|请|是|时间|日期|你们?|我们?|能)*+(?:{OVER.pattern})"
    r"(?:[一二三四五六日天末底初中\d点半上下早晚午号月份之以前]|[就要想需]|[来去办做弄检][的完]?|安排|可以|好|行|吧|呢|的)*+"
)
"""A past day and nothing beside it; in “上周说的那个认证” it merely tells which one."""
ALL_OF_THEM: Final = re.compile(
    r"(?:时间|日期|(?:这|那)?[两三四几]?[个件样项]?|全部?|统统|一律|统一|一起)*+都?"
    r"(?:是|在|要|想|定|约|排|安排|改|改到|改成|放|到|就|希望|最好)*+"
)
ALL: Final = re.compile(r"都|全|统|一律|一起|[两三四几][个件样项]")
NO_SUCH_DAY: Final = "日历上没有{day}，麻烦再说一次日期。"
PAST: Final = "{day}已经过了，麻烦说一个往后的时间。"

MOST_TIME_LETTERS: Final = 16


def hear_times(listening: Listening) -> Hearing:
    return Hearing() if further_need(listening) else times_said(listening)


def times_said(listening: Listening) -> Hearing:
    """The times for the needs that are known, and why a day cannot stand."""
    found = listening.parts
    if moved := moved_time(listening):
        return Hearing({key: encode(wish) for key, wish in moved.items()})
    wishes: dict[str, Wish] = {}
    for one in listening.reading.wishes:
        for key in _time_keys(listening, found, one.start):
            if _stands(listening, key):
                continue
            wishes[key] = _better(wishes.get(key), one.wish, last=listening.corrects)
    wishes = _hurry_of_each(listening, found) | wishes
    if not wishes:
        wishes = _hours_or_asked(listening, found)
    rejections = () if wishes else _rejected(listening)
    return Hearing({key: encode(wish) for key, wish in wishes.items()}, rejections)


def _hurry_of_each(listening: Listening, found: tuple[Part, ...]) -> dict[str, Wish]:
    """ "电梯下周三，压力表不急": beside a day for one need, haste or leisure for another."""
    reading = listening.reading
    if len(listening.needs) < 2:
        return {}
    named = (
        (need_at(found, one.start), one.wish) for one in find_urgency(reading.plain, reading.text)
    )
    keys = {f"need.{need}.time": wish for need, wish in named if need}
    return {key: wish for key, wish in keys.items() if not _stands(listening, key)}


def _rejected(listening: Listening) -> tuple[Rejection, ...]:
    """Why a day that was named in answer to "when?" cannot stand."""
    if not listening.key.endswith(".time"):
        return ()
    why = _impossible(listening.reading)
    return (Rejection("requested_time", "no_day_ahead", why),) if why else ()


def _impossible(reading: Reading) -> Rejected | None:
    missing = missing_day(reading.plain, day_of(reading.at))
    if missing:
        return Rejected(NO_SUCH_DAY, {"day": missing})
    for span in clauses(reading.plain):
        if ONLY_OVER.fullmatch(reading.plain, *span):
            over = OVER.search(reading.plain, *span)
            return Rejected(PAST, {"day": over[0]}) if over else None
    return None


def _stands(listening: Listening, key: str) -> bool:
    """Whether another need's time, given before, stays as it is while one need's is asked."""
    asks_another = listening.key.endswith(".time") and key != listening.key
    return asks_another and key in listening.answers and not listening.corrects


def _time_keys(listening: Listening, found: tuple[Part, ...], place: int) -> list[str]:
    part = part_at(found, place)
    of_all = part is not None and _of_all(listening.reading, part, place)
    if part and part.need and not of_all:
        return [f"need.{part.need}.time"]
    if listening.key.endswith(".time") and not of_all:
        return [listening.key]
    return [f"need.{n}.time" for n in listening.needs]


def _of_all(reading: Reading, part: Part, place: int) -> bool:
    """Whether a clause says a time for all that was counted up before it ("都是12月初")."""
    before = (part.start, place)
    return bool(
        ALL_OF_THEM.fullmatch(reading.plain, *before) and ALL.search(reading.plain, *before)
    )


def _better(before: Wish | None, wish: Wish, *, last: bool) -> Wish:
    """Of two wishes for one need: the one with a day, and where something was taken back the
    later one."""
    if before is None or (before.date is None and wish.date is not None):
        return wish
    return wish if last and wish.date is not None else before


def _hours_or_asked(listening: Listening, found: tuple[Part, ...]) -> dict[str, Wish]:
    """Other hours of a time given before, or the answer to "when?"."""
    named = next((part.need for part in found if part.named), 0)
    elsewhere = named and listening.key != f"need.{named}.time"
    if not listening.key.endswith(".time"):
        return _hours(listening, (named,) if named else listening.needs)
    return (_hours(listening, (named,)) if elsewhere else {}) or _asked_time(listening)


def _hours(listening: Listening, needs: tuple[int, ...]) -> dict[str, Wish]:
    """ "还是下午吧" changes the hours of a day given before, "没问题，上午9点" narrows them."""
    reading = listening.reading
    narrows = listening.key == "confirm" and reading.does(Act.AFFIRM)
    if not (narrows or reading.does(Act.CORRECT, Act.DENY)):
        return {}
    for n in needs:
        before = decode(listening.answers.get(f"need.{n}.time", ""))
        dated = before is not None and (before.date is not None or not narrows)
        found = change_of_hours(reading.plain, reading.text, before) if before and dated else None
        if found:
            return {f"need.{n}.time": found.wish}
    return {}


def _asked_time(listening: Listening) -> dict[str, Wish]:
    """An answer to "when?": read more loosely, and words of time that no calendar holds as said."""
    reading = listening.reading
    asks_if_open = ASKS_IF_OPEN.match(reading.plain)
    if asks_if_open or NO_TIME.search(reading.plain) or _impossible(reading):
        return {}
    found = read_wish(reading.plain, reading.text, reading.at)
    if found and not reading.phones:
        return {listening.key: found.wish}
    leaves_it_open = reading.does(Act.FLEXIBLE) and not any(quantities(reading.plain))
    if leaves_it_open or _tells_when(reading):
        return {listening.key: Wish(reading.text.strip(), WishKind.FLEXIBLE)}
    return {}


def merely_a_time(reading: Reading) -> Wish | None:
    """The day that is all a clause says, with nothing asked: “下周三下午吧，上午要出货”."""
    asks = QUESTION.search(reading.plain) or reading.meant.topics
    if asks or reading.meant.acts or not reading.means(Meaning.NONE):
        return None
    for one in reading.wishes:
        start, end = clause_around(reading.plain, one.start, one.end)
        rest = reading.plain[start : one.start] + reading.plain[one.end : end]
        if one.wish.date is not None and TIME_REST.fullmatch(rest.strip()):
            return one.wish
    return None


def _tells_when(reading: Reading) -> bool:
    """Whether a short answer speaks of a time that cannot be reckoned ("忙完这阵")."""
    plainly = reading.means(Meaning.NONE, Meaning.FACTS) and not reading.meant.acts
    topics = set(reading.meant.topics) - {Topic.OPENING_HOURS}
    if not plainly or topics or reading.phones or OVER.search(reading.plain):
        return False
    return len(reading.plain) <= MOST_TIME_LETTERS and speaks_of_time(reading.plain)

"""When it is wished for, for one need or for each of several."""

import re
from typing import Final

from bot.dialogs.intake.categories import further_need
from bot.dialogs.intake.listening import Hearing, Listening, Rejection
from bot.dialogs.intake.parts import Part, need_at, parts
from bot.dialogs.intake.steps import needs_in
from bot.intents.entities.days.missing import missing_day
from bot.intents.entities.urgency import find_urgency
from bot.intents.entities.wishes import change_of_hours, read_wish
from bot.intents.reading import Reading
from core.intents import Act, Meaning
from core.rejected import Rejected
from core.shanghai import day_of
from core.wishes import Wish, WishKind, decode, encode

NO_TIME: Final = re.compile(r"\d{6,}|电话|手机|座机|号码|微信|公司|单位|名字|联系人|图片|照片")
"""What is no answer to "when?": a number to dial, talk of the other things that are asked."""
OVER: Final = re.compile(r"昨[天日]|前[天日]|上个?(?:周|星期|礼拜|月)|去年")
NO_SUCH_DAY: Final = "日历上没有{day}，麻烦再说一次日期。"
PAST: Final = "{day}已经过了，麻烦说一个往后的时间。"

MOST_TIME_LETTERS: Final = 16


def hear_times(listening: Listening) -> Hearing:
    reading, answers = listening.reading, listening.answers
    if further_need(listening):
        return Hearing()
    found = parts(reading, answers)
    wishes: dict[str, Wish] = {}
    for one in reading.wishes:
        for key in _time_keys(listening, need_at(found, one.start)):
            if _stands(listening, key):
                continue
            wishes[key] = _better(wishes.get(key), one.wish, last=listening.corrects)
    wishes = _hurry_of_each(listening, found) | wishes
    if not wishes:
        wishes = _asked_time(listening) if listening.key.endswith(".time") else _hours(listening)
    rejections = () if wishes else _rejected(listening)
    return Hearing({key: encode(wish) for key, wish in wishes.items()}, rejections)


def _hurry_of_each(listening: Listening, found: tuple[Part, ...]) -> dict[str, Wish]:
    """ "电梯下周三，压力表不急": beside a day for one need, haste or leisure for another."""
    reading = listening.reading
    if len(needs_in(listening.answers)) < 2:
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
    over = OVER.search(reading.plain)
    return Rejected(PAST, {"day": over[0]}) if over else None


def _stands(listening: Listening, key: str) -> bool:
    """Whether another need's time, given before, stays as it is while one need's is asked."""
    asks_another = listening.key.endswith(".time") and key != listening.key
    return asks_another and key in listening.answers and not listening.corrects


def _time_keys(listening: Listening, need: int) -> list[str]:
    if need:
        return [f"need.{need}.time"]
    if listening.key.endswith(".time"):
        return [listening.key]
    return [f"need.{n}.time" for n in needs_in(listening.answers)]


def _better(before: Wish | None, wish: Wish, *, last: bool) -> Wish:
    """Of two wishes for one need: the one with a day, and where something was taken back the
    later one."""
    if before is None or (before.date is None and wish.date is not None):
        return wish
    return wish if last and wish.date is not None else before


def _hours(listening: Listening) -> dict[str, Wish]:
    """ "还是下午吧" changes the hours of a day that was given before."""
    reading = listening.reading
    if not reading.does(Act.CORRECT, Act.DENY):
        return {}
    for n in needs_in(listening.answers):
        before = decode(listening.answers.get(f"need.{n}.time", ""))
        found = change_of_hours(reading.plain, reading.text, before) if before else None
        if found:
            return {f"need.{n}.time": found.wish}
    return {}


def _asked_time(listening: Listening) -> dict[str, Wish]:
    """An answer to "when?": read more loosely, and at last kept as it was said."""
    reading = listening.reading
    if NO_TIME.search(reading.plain) or _impossible(reading):
        return {}
    found = read_wish(reading.plain, reading.text, reading.at)
    if found and not reading.phones:
        return {listening.key: found.wish}
    if reading.does(Act.FLEXIBLE):
        return {listening.key: Wish(reading.text.strip(), WishKind.FLEXIBLE)}
    plainly = reading.means(Meaning.NONE) and not reading.meant.topics and not reading.meant.acts
    if not plainly or reading.phones or len(reading.plain) > MOST_TIME_LETTERS:
        return {}
    return {listening.key: Wish(reading.text.strip(), WishKind.FLEXIBLE)}

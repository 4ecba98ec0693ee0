"""When it is wished for, for one need or for each of several."""

import re
from typing import Final

from bot.dialogs.intake.categories import further_need
from bot.dialogs.intake.listening import Hearing, Listening
from bot.dialogs.intake.parts import need_at, parts
from bot.dialogs.intake.steps import needs_in
from bot.intents.entities.wishes import change_of_hours, read_wish
from core.intents import Act, Meaning
from core.wishes import Wish, WishKind, decode, encode

NO_TIME: Final = re.compile(r"\d{6,}|昨[天日]|前天|上个?(?:周|星期|礼拜|月)|去年")
"""What cannot be when something is wished for: a number to dial, a day that is over."""

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
    if not wishes:
        wishes = _asked_time(listening) if listening.key.endswith(".time") else _hours(listening)
    return Hearing({key: encode(wish) for key, wish in wishes.items()})


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
    if NO_TIME.search(reading.plain):
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

"""When it is wished for, for one need or for each of several."""

from typing import Final

from bot.dialogs.intake import needs_in
from bot.dialogs.intake_category import further_need
from bot.dialogs.intake_listening import Hearing, Listening
from bot.dialogs.intake_parts import need_at, parts
from core.intents import Act, Meaning
from core.wishes import Wish, WishKind, encode

MOST_TIME_LETTERS: Final = 16


def hear_times(listening: Listening) -> Hearing:
    reading, answers = listening.reading, listening.answers
    if further_need(listening):
        return Hearing()
    found = parts(reading, answers)
    wishes: dict[str, Wish] = {}
    for one in reading.wishes:
        for key in _time_keys(listening, need_at(found, one.start)):
            wishes[key] = _better(wishes.get(key), one.wish, last=listening.corrects)
    if not wishes and listening.key.endswith(".time"):
        wishes = _loose_time(listening)
    return Hearing({key: encode(wish) for key, wish in wishes.items()})


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


def _loose_time(listening: Listening) -> dict[str, Wish]:
    reading = listening.reading
    if reading.does(Act.FLEXIBLE):
        return {listening.key: Wish(reading.text.strip(), WishKind.FLEXIBLE)}
    plainly = reading.means(Meaning.NONE) and not reading.meant.topics and not reading.meant.acts
    if not plainly or reading.phones or len(reading.plain) > MOST_TIME_LETTERS:
        return {}
    return {listening.key: Wish(reading.text.strip(), WishKind.FLEXIBLE)}

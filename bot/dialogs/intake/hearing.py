"""What a message says about a need that is being taken in: answers to any step, in any order."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.dialogs.intake.calling_off import hear_call_off
from bot.dialogs.intake.categories import hear_category
from bot.dialogs.intake.confirming import says_otherwise, says_yes
from bot.dialogs.intake.details import hear_details, joined
from bot.dialogs.intake.doubt import is_doubted, is_open, missed_again
from bot.dialogs.intake.listening import Hearing, Listening, taken_by
from bot.dialogs.intake.parts import CATEGORIES
from bot.dialogs.intake.people import hear_company, hear_contact, hear_phone
from bot.dialogs.intake.steps import CONFIRMED
from bot.dialogs.intake.times import hear_times, times_said
from bot.intents.entities.details import rest_of
from bot.intents.reading import Reading
from core.wishes import decode

SHORT_YES: Final = 10

Reader = Callable[[Listening], Hearing]

PEOPLE: Final[tuple[Reader, ...]] = (hear_phone, hear_company, hear_contact)
READERS: Final[tuple[Reader, ...]] = (*PEOPLE, hear_category, hear_times, hear_details)


def hear(listening: Listening) -> Hearing:
    """All that a message answers."""
    heard = hear_call_off(listening)
    if heard.answers:
        return heard
    heard = _all(READERS, listening)
    if _adds_little(listening, heard):
        heard = _confirmation(listening) or heard
    if heard.answers:
        heard = _in_other_words(listening, heard)
        heard = _settled_guess(listening, heard) + heard
    return heard


def _adds_little(listening: Listening, heard: Hearing) -> bool:
    """Whether nothing was heard but a few words around a yes ("对，报名"), or what was said before
    ("对，就下周五")."""
    if heard.rejections or listening.corrects or says_otherwise(listening):
        return False
    new = {key for key, value in heard.answers.items() if not _is_known(listening, key, value)}
    words, reading = all(key.endswith(".detail") for key in new), listening.reading
    few = len(reading.plain) <= SHORT_YES or (says_yes(reading) and not _names_things(reading))
    return not new or (words and few)


def _names_things(reading: Reading) -> bool:
    return any(one.points_to in CATEGORIES for one in reading.meant.matched)


def _is_known(listening: Listening, key: str, value: str) -> bool:
    """Whether an answer says what is known already; a time may be said in other words."""
    known = listening.answers.get(key, "")
    before, wish = decode(known), decode(value)
    if before is not None and wish is not None:
        return replace(before, said="") == replace(wish, said="")
    return known == value


def hear_first(listening: Listening) -> Hearing:
    """What the message that opens its needs says besides them: “另外” in it adds none to these."""
    return _all((*PEOPLE, times_said), listening)


def hear_people(listening: Listening) -> Hearing:
    """Who is asking, and nothing else."""
    return _all(PEOPLE, listening)


def _all(readers: tuple[Reader, ...], listening: Listening) -> Hearing:
    heard = Hearing()
    for reader in readers:
        heard += reader(listening)
    return heard


def _confirmation(listening: Listening) -> Hearing | None:
    if listening.key == "confirm" and says_yes(listening.reading):
        return Hearing({"confirm": CONFIRMED})
    return None


def _in_other_words(listening: Listening, heard: Hearing) -> Hearing:
    """What is said anew is kept with what was said before; if that helps nothing, it is a miss."""
    prefix = listening.key.removesuffix("category")
    told, detail = prefix + "detail", listening.answers.get(prefix + "detail", "")
    if not is_open(listening):
        return heard
    if not {listening.key, prefix + "guess"} & heard.answers.keys():
        return heard + Hearing(missed_again(listening)) if told in heard.answers else heard
    words = rest_of(listening.reading.text, taken_by(listening.reading))
    if told in heard.answers or words in detail:
        return heard
    return heard + Hearing({told: joined(detail, [words])})


def _settled_guess(listening: Listening, heard: Hearing) -> Hearing:
    """Who answers something else when asked for the category leaves the first guess standing."""
    prefix = listening.key.removesuffix("category")
    if not is_doubted(listening) or prefix + "guess" in heard.answers:
        return Hearing()
    guess = listening.answers.get(prefix + "guess", "").partition(",")[0]
    return Hearing({listening.key: guess}) if guess else Hearing()

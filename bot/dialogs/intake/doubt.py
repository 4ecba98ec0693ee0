"""An answer to the question what a need is: one of what was offered, none of it, or other words."""

import re
from collections.abc import Mapping
from typing import Final

from bot.dialogs.intake.listening import NEEDING, SURE, Listening
from bot.dialogs.intake.offers import things_in
from bot.dialogs.intake.parts import pairs_of
from bot.dialogs.intake.steps import HUMAN, MISS, NEITHER, is_category, offers
from bot.intents.likely import Doubt
from bot.intents.reading import Reading
from core.categories import Category
from core.dialogs.steps import Answers

CATEGORY: Final = ".category"
NONE_OF_THEM: Final = re.compile(
    r"都不(?:是|对|算|像)|[都也全]不(?:是|对)|(?:哪个|没一个|一个)[都也]?不(?:是|对)"
    r"|不是这[些几两三]|不是上面|没有?(?:一个)?(?:我|我们)?(?:要|想)(?:办|要)?的|没有?(?:一个)?(?:对|合适)的?"
)
FILLERS: Final = re.compile(
    r"我们?|应该|可能|就|是|要|想|办|选|那个|这个|那一?[个种项类件]|的|[吧啊呀哈呢了嘛哦嗯,，。!！、\s]|前面|后面"
)
BRIEF: Final = 12
"""A longer message says something of its own."""
MOST_OF_IT: Final = 0.5
"""The share of a message's pairs of letters that an option has to hold."""


def is_doubted(listening: Listening) -> bool:
    """Whether the question was what the need is."""
    return listening.key.endswith(CATEGORY)


def is_open(listening: Listening) -> bool:
    """Whether the question was put without options: in other words, or what it is at all."""
    return is_doubted(listening) and listening.asked is not None and not listening.asked.options


def picked(listening: Listening) -> str:
    """The id of the option that a message names, by its place or in its words; a person is called
    elsewhere."""
    reading, shown = listening.reading, listening.asked.options if listening.asked else ()
    if reading.ordinal and reading.ordinal <= len(shown):
        return shown[reading.ordinal - 1].replace(HUMAN, "")
    if NEITHER in shown and NONE_OF_THEM.search(reading.plain):
        return NEITHER
    return _named(listening) if NEITHER in shown else ""


def _named(listening: Listening) -> str:
    """“准不准那个” names the one option that holds it."""
    words = FILLERS.sub("", listening.reading.plain)
    if not words or len(words) > BRIEF:
        return ""
    labels = {one.id: one.label for one in offers(listening.answers, _prefix(listening.key))}
    held = {id: _share(words, label.lower()) for id, label in labels.items()}
    best = max(held, key=held.__getitem__, default="")
    rivals = [id for id, share in held.items() if best and share == held[best]]
    return best if len(rivals) == 1 and held[best] > MOST_OF_IT else ""


def _share(words: str, label: str) -> float:
    said = pairs_of(words)
    if words in label:
        return 1.0
    return len(said & pairs_of(label)) / len(said) if said else 0.0


def sure_of(listening: Listening) -> Category | None:
    """The category that a message speaks of beyond doubt, if it is none of those refused."""
    reading = listening.reading
    category = reading.meant.category
    plain = is_open(listening) and not reading.meant.ask
    if category is None or not reading.means(*NEEDING):
        return None
    if not plain and reading.meant.confidence < SURE:
        return None
    shown = listening.asked.options if listening.asked else ()
    refused = category in shown and NONE_OF_THEM.search(reading.plain)
    return None if refused else category


def refused(answers: Answers, key: str, doubt: Doubt | None = None) -> dict[str, str]:
    """Nothing of what was offered is meant; what else is likely may be offered then."""
    prefix = _prefix(key)
    before = answers.get(prefix + "guess", "")
    missed = f"{answers.get(prefix + 'missed', '')}{before}{MISS}"
    return {prefix + "missed": missed, **guessed(prefix, doubt, missed)}


def missed_again(listening: Listening) -> dict[str, str]:
    """Who was asked openly and not understood is not asked so once more."""
    told = refused(listening.answers, listening.key)
    return told | {
        _prefix(listening.key) + "missed": told[_prefix(listening.key) + "missed"] + MISS
    }


def guessed(prefix: str, doubt: Doubt | None, missed: str = "") -> dict[str, str]:
    """What is offered: the likeliest, but for what was offered in vain."""
    vain = set(re.split(f"[,{MISS}]", missed))
    likely = [one for one in (doubt.likely if doubt else ()) if one not in vain]
    things = things_in(likely, doubt.things) if doubt else ""
    return {prefix + "guess": ",".join(likely), prefix + "things": things}


def said_otherwise(listening: Listening) -> dict[str, str]:
    """What other words make likely."""
    missed = listening.answers.get(_prefix(listening.key) + "missed", "")
    told = guessed(_prefix(listening.key), listening.reading.doubt, missed)
    return told if told[_prefix(listening.key) + "guess"] else {}


def pressed(answers: Answers, key: str, answer: str) -> Mapping[str, str]:
    """What a button under the question answers."""
    return refused(answers, key) if answer == NEITHER else {key: answer}


def is_for_a_person(reading: Reading, shown: tuple[str, ...]) -> bool:
    """Whether the place of the option 人工 is named."""
    place = reading.ordinal or 0
    return HUMAN in shown and place == shown.index(HUMAN) + 1


def _prefix(key: str) -> str:
    return key.removesuffix("category")


def first_guess(answers: Answers, prefix: str) -> str:
    """What the need was first taken for, be it refused since."""
    guesses = answers.get(prefix + "missed", "") + answers.get(prefix + "guess", "")
    return next((one for one in re.split(f"[,{MISS}]", guesses) if is_category(one)), "")

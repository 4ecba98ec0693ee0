"""A part of one need is no longer wanted: “泡芙先不测了，光测小蛋糕”.

The need stands, and what was said of it is kept with it: that one of the things counted up in it is
off says nothing of the others.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bot.dialogs.intake.parts import EMPTY_LETTERS
from bot.dialogs.intake.swaps import AMOUNT
from bot.intents.entities.details import quantities
from bot.intents.entities.numbers import count_of
from bot.intents.normal import normalise

NOT_WANTED: Final = re.compile(
    r"不(?:用|想|要|需要|必|麻烦)?(?:再|麻烦)?(?:你们?|您|站里)?(?:帮我?们?)?(?:给我?们?)?(?:[用要办弄报做检校测验考学申搞查修去]|检[测定验]|校[准验]|年检|认证|培训)了"
    r"|取消|(?<![漏少多错重误合总估复])算了(?!一?[下遍算])|(?:先|就|暂时?|暂且)不|[去拿划删]掉"
)
DOING: Final = frozenset("做检校测验考学查修审办弄报送申请")
ONLY: Final = re.compile(
    r"^(?:那|还是|现在|我们?|这[次回])*+(?:[光只单仅](?!是|好|能)|(?:就|先)(?=[做检校测验考学查办弄报送留要只]))"
)
SOME: Final = re.compile(r"其中|一部分|有的|有几|一半")
SENTENCE: Final = re.compile(
    r"[,。;!?\n]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|(?<=[了吧])(?=[光只单仅就])"
)
JOINT: Final = re.compile(r"、|和(?![面平谐])|跟|与|以及|及(?![时格])|还有|加上|外加")
OF_ALL: Final = re.compile(r"[两三四五六几]样|[都各想要需请帮做测检校验办送申报的]|一起|一并")
"""What is said of all the things that are counted up is none of them."""


def takes_part_out(plain: str, detail: str) -> bool:
    """Whether a message calls off some of what is wanted, and leaves the rest."""
    known = normalise(detail)
    found = SENTENCE.split(plain)
    off = [clause for clause in found if NOT_WANTED.search(clause)]
    left = [clause for clause in found if clause not in off]
    return any(_is_a_part(clause, known) for clause in off) or (
        bool(off) and any(is_all_that_is_left(clause, known) for clause in left)
    )


def is_all_that_is_left(clause: str, detail: str) -> bool:
    """“光测小蛋糕”, where the cakes are among what is wanted."""
    only = ONLY.match(clause)
    return only is not None and _is_named(clause[only.end() :], normalise(detail))


def _is_a_part(clause: str, detail: str) -> bool:
    said = NOT_WANTED.sub("，", clause)
    known = dict(_amounts(detail))
    if any(known.get(unit, count) != count for unit, count in _amounts(said)):
        return True
    if SOME.search(said):
        beside = SOME.sub("，", said)
        return not any(_things(beside)) or _is_named(beside, detail)
    named = [_is_named(said, thing) for thing in _left(detail)]
    return any(named) and not all(named)


def _amounts(text: str) -> Iterator[tuple[str, int]]:
    """What is counted, by its unit."""
    for start, end in quantities(text):
        number = AMOUNT.match(text, start, end)
        if number:
            yield text[number.end() : end], count_of(number[0].strip())


def _left(detail: str) -> list[str]:
    """The things counted up in a need that were not called off since."""
    gone = [one for one in SENTENCE.split(detail) if NOT_WANTED.search(one)]
    return [
        thing
        for sentence in SENTENCE.split(detail)
        if sentence not in gone
        for thing in _counted_up(sentence)
        if not any(_is_named(one, thing) for one in gone)
    ]


def _counted_up(sentence: str) -> list[str]:
    """“店里的小蛋糕和泡芙想测微生物”: the cakes and the puffs."""
    first, *others = JOINT.split(sentence)
    if not others:
        return []
    *between, last = others
    begun, ended = OF_ALL.split(first)[-1], OF_ALL.split(last)[0]
    return [begun or first, *between, ended or last]


def _is_named(said: str, text: str) -> bool:
    """Whether a text holds a thing that is said."""
    return any(one in text for one in _things(said))


def _things(said: str) -> Iterator[str]:
    """What is left of the words without what is done and what means nothing: by two letters, or
    by the one that it is."""
    kept = "".join(
        letter if letter.isalnum() and letter not in EMPTY_LETTERS | DOING else " "
        for letter in said
    )
    for word in kept.split():
        yield from (first + second for first, second in pairwise(word)) if len(word) > 1 else word

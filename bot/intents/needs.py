"""How many needs a message states, and where each of them stands in it."""

import re
from dataclasses import dataclass
from typing import Final

from bot.intents.clauses import Clauses
from bot.intents.lexicon import Lexicon
from bot.intents.scoring import Evidence, score
from core.categories import Category

_CLEAR: Final = 2.2
_BESIDE_TOP: Final = 0.3
_JOINT: Final = re.compile(
    r"另外|还有|顺便|顺带|顺路|顺手|捎带|同时|以及|外加|加上|加(?=[^\d工急])|跟(?=[^着])|再(?=[^次三也])"
    r"|然后|[一二两]个是|第[一二]|既要|又要|也(?=得|要|想|该|一)|另(?=[一])|①|②|和(?=[^平])|、"
)
_TOGETHER: Final = re.compile(
    r"另外|还有|顺便|顺带|顺路|顺手|捎带|一起|一道|一并|一块儿?|同时|以及|外加|[一两二]个是|一趟"
    r"|加|再(?=[^次三也])|也(?=得|要|想|该|一|还|没)|都归|两件|两个事|①|先|接着|然后|跟|和|还(?=想|要|需|得)"
)


@dataclass(frozen=True, slots=True)
class Need:
    """A category asked for and the clause [start, end) in which it is."""

    category: Category
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Segment:
    start: int
    end: int
    category: Category
    points: float


def find_needs(
    plain: str, evidence: list[Evidence], clauses: Clauses, lexicon: Lexicon
) -> tuple[Need, ...]:
    """Two clear categories in two segments that the sentence joins; else none, the total decides."""
    if not _TOGETHER.search(plain):
        return ()
    segments = [
        segment
        for start, end in _segments(plain, clauses)
        if (segment := _judge(start, end, evidence, clauses, lexicon)) is not None
    ]
    if len({segment.category for segment in segments}) < 2:
        return ()
    top = max(segment.points for segment in segments)
    return _merge([segment for segment in segments if segment.points >= top * _BESIDE_TOP])


def _segments(plain: str, clauses: Clauses) -> list[tuple[int, int]]:
    cuts = []
    for start, end in clauses.spans:
        at = start
        for joint in _JOINT.finditer(plain, start, end):
            if joint.start() > at:
                cuts.append((at, joint.start()))
                at = joint.start()
        cuts.append((at, end))
    return cuts


def _judge(
    start: int, end: int, evidence: list[Evidence], clauses: Clauses, lexicon: Lexicon
) -> _Segment | None:
    inside = [item for item in evidence if start <= item.hit.start < end and item.weight > 0]
    if not inside:
        return None
    totals = score(inside, clauses, lexicon)
    best = max(Category, key=lambda category: totals[category])
    return _Segment(start, end, best, totals[best]) if totals[best] >= _CLEAR else None


def _merge(segments: list[_Segment]) -> tuple[Need, ...]:
    needs: list[Need] = []
    for segment in segments:
        if needs and needs[-1].category is segment.category:
            needs[-1] = Need(segment.category, needs[-1].start, segment.end)
        elif all(need.category is not segment.category for need in needs):
            needs.append(Need(segment.category, segment.start, segment.end))
    return tuple(needs) if len(needs) > 1 else ()

"""How many needs a message states, and where each of them stands in it."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.intents.clauses import Clauses
from bot.intents.lexicon import Lexicon
from bot.intents.scoring import Evidence, score
from core.categories import Category

_CATEGORIES: Final = tuple(Category)
_CLEAR: Final = 1.5
_SPOKEN_FOR: Final = 1.0
_BESIDE_TOP: Final = 0.2
_SPEAKS: Final = 1.7
_ACTIONS: Final = frozenset({"equip_act", "standard_soft"})
_NUMBERED: Final = (
    r"[一二两三]个?是|[一二三](?:来|则)(?=[想要是,])|第[一二三](?:[,、是]|[个件]事?[,、是])|①|②|③"
    r"|(?:^|(?<=[\s,;。:]))[1-5][、.)](?!\d)"
)
# 还有没有救 asks whether there is any; 跟别家的太像 compares, 跟老板商量 has company.
_AND_MORE: Final = r"还有(?![二三四五六七八九\d]+个|[没冇救]|多[久少]|几[天个]|希望)"
_WITH: Final = (
    r"跟(?![着进]|[^,;。!?]{0,8}(?:像|一样|冲突|重复|撞|相同|近似|比|沟通|商量|联系|反映))"
)
_ALSO: Final = (
    rf"另外|{_AND_MORE}|顺便|顺带|顺路|顺手|顺道|捎带|同时|以及|外加|加上"
    rf"|{_NUMBERED}"
    rf"|(?<![参增添附追更施])加(?=[^工急班油盟拿起入热气氢湿])|{_WITH}|再(?=[^次三也])|然后|既要|又要|另(?=一)|和(?=[^平])"
)
_LEADS_IN: Final = re.compile(rf"(?:{_ALSO})\W*$")
_JOINT: Final = re.compile(rf"{_ALSO}|、|与(?=[^其])")
_TOGETHER: Final = re.compile(
    rf"{_ALSO}|一起|一道|一并|一块儿?|一趟|一次弄|打包|都归|两件|两个事"
    r"|也(?=得|要|想|该|快|一|还|到|请|需)|还(?=想|要|需|得)"
)
_PLAINLY: Final = re.compile(
    rf"另外|{_AND_MORE}|顺便|顺带|顺路|顺手|顺道|捎带|同时|以及|外加|一起|一道|一并|一块儿?|一趟|一次弄"
    rf"|打包|两件|两个事|都发|都归|再(?=[^次三也])|还没送|两样|{_NUMBERED}"
)
# A segment without any of these tells how things are; unless it is plainly said that there are
# several needs, nothing is asked for in it.
_WISHED: Final = re.compile(
    r"想|要|该|得|到期|快到|需|求|请|帮|怎|咋|哪|吗|么|办|申|安排|约|找|顺|一起|一并|一道|另外|"
    rf"{_AND_MORE}|是"
)
# Who is speaking (我们是做电梯维保的) is no need, however plainly a trade is named.
_INTRODUCES: Final = re.compile(
    r"\W*(?:你好|您好|老师)?\W*(?:我们?|咱们?|本)(?:公司|厂|单位|店|家|这边|这里|这儿)?(?:主要|专门)?"
    r"(?:是|就是)?(?:做|搞|卖|生产|制造|经营|干|开|种|养|从事|加工|专业)(?:(?!要|想|需|请|求|帮|到期|办).)*?的?\W*"
)
_WITH_ITS_ACTION: Final = frozenset({"product", "person"})
_ACTED_ON: Final = 1.8
OF_THEIR_OWN: Final = (Category.METROLOGY, Category.SPECIAL_EQUIPMENT, Category.TRAINING)
"""A test may be but a step of a certification; these are no step of anything else."""
_OVER: Final = re.compile(r"过了?\W*$|已经|[做弄办搞]好了|外审|不符合|开了|没[校检]")
"""What is done already, or merely why something else is wanted."""
_PAIR: Final = re.compile(r"[^平]和|跟|与|及|、")
_WHOLE: Final = 5.0
_DONE: Final = frozenset({"calibrate", "equip_act", "learn", "check", "test", "cert", "getcert"})


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
    plain: str,
    evidence: list[Evidence],
    clauses: Clauses,
    totals: dict[str, float],
    lexicon: Lexicon,
) -> tuple[Need, ...]:
    """Two clear categories in two segments that the message joins; else none, the total decides.
    `totals` are the points of the whole message."""
    if not _can_be_several(plain, totals, clauses):
        return ()
    ways = (_together, _paired, _side_by_side)
    found = (needs for way in ways if (needs := way(plain, evidence, clauses, lexicon)))
    return _whole(plain, next(found, ()), clauses)


def _can_be_several(plain: str, totals: dict[str, float], clauses: Clauses) -> bool:
    """Whether the whole speaks for two categories, and there is a joint or a pause in it."""
    _, second, *_ = sorted(map(totals.__getitem__, _CATEGORIES), reverse=True)
    if second < _SPOKEN_FOR:
        return False
    return len(clauses.spans) > 1 or bool(_JOINT.search(plain) or _PAIR.search(plain))


def _whole(plain: str, needs: tuple[Need, ...], clauses: Clauses) -> tuple[Need, ...]:
    """“压力表和天平要校准” begins with the gauge, in which nothing is wished for by itself; what is
    told of a need (“是0.4级的，5块”) goes on to where the next one begins."""
    starts: list[int] = []
    for need in needs:
        first, _ = clauses.spans[clauses.index[need.start]]
        taken = needs[len(starts) - 1].end if starts else 0
        starts.append(max(first, taken))
    ends = (*(_up_to(plain, start) for start in starts[1:]), len(plain))
    return tuple(
        replace(need, start=start, end=end)
        for need, start, end in zip(needs, starts, ends, strict=False)
    )


def _up_to(plain: str, start: int) -> int:
    """Where a need ends before the next, without the “第二，” or “另外，” that leads in to it."""
    lead = _LEADS_IN.search(plain, 0, start)
    return lead.start() if lead else start


def _together(
    plain: str, evidence: list[Evidence], clauses: Clauses, lexicon: Lexicon
) -> tuple[Need, ...]:
    """Several things that are said to be wanted, or are plainly counted up."""
    if not _TOGETHER.search(plain):
        return ()
    plainly = _PLAINLY.search(plain) is not None
    segments = [
        segment
        for start, end in _segments(plain, clauses)
        if (plainly or _WISHED.search(plain, start, end))
        and not _INTRODUCES.fullmatch(plain, start, end)
        and (segment := _judge(start, end, evidence, clauses, lexicon)) is not None
    ]
    if len({segment.category for segment in segments}) < 2:
        return ()
    top = max(segment.points for segment in segments)
    least = 0.0 if plainly else top * _BESIDE_TOP
    return _merge([segment for segment in segments if segment.points >= least])


def _paired(
    plain: str, evidence: list[Evidence], clauses: Clauses, lexicon: Lexicon
) -> tuple[Need, ...]:
    """“电梯年检和压力表检定”: joined by a mere 和, each side must name a thing and what is done."""
    if not _PAIR.search(plain):
        return ()
    whole = [each for each in _segments(plain, clauses) if _is_whole(*each, evidence)]
    if len(whole) < 2:  # nothing to pair, and judging costs most
        return ()
    joined: dict[int, list[_Segment]] = {}
    for start, end in whole:
        segment = _judge(start, end, evidence, clauses, lexicon)
        if segment and segment.points >= _WHOLE:
            joined.setdefault(clauses.index[start], []).append(segment)
    return next((needs for one in joined.values() if (needs := _merge(one))), ())


def _side_by_side(
    plain: str, evidence: list[Evidence], clauses: Clauses, lexicon: Lexicon
) -> tuple[Need, ...]:
    """“天平要校准，电梯要年检”: clauses that each say a thing and what is to be done with it."""
    whole = [each for each in clauses.spans if _is_whole(*each, evidence)]
    if len(whole) < 2:
        return ()
    segments = [
        segment
        for start, end in whole
        if not _INTRODUCES.fullmatch(plain, start, end)
        and not _OVER.search(plain, start, end)
        and (segment := _judge(start, end, evidence, clauses, lexicon)) is not None
        and segment.points >= _WHOLE
    ]
    steps = sum(segment.category not in OF_THEIR_OWN for segment in segments)
    return _merge(segments) if steps <= 1 else ()


def _is_whole(start: int, end: int, evidence: list[Evidence]) -> bool:
    inside = [item.hit for item in evidence if start <= item.hit.start < end and item.weight > 0]
    acts = [hit for hit in inside if hit.group.name in _DONE]
    things = [hit for hit in inside if hit.group.name not in _DONE]
    return any(act.start >= it.end or it.start >= act.end for act in acts for it in things)


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
    named = any(map(_names_something, inside))
    if not named and all(item.hit.group.name not in _WITH_ITS_ACTION for item in inside):
        return None
    totals = score(inside, clauses, lexicon)
    best = max(_CATEGORIES, key=totals.__getitem__)
    least = _CLEAR if named else _ACTED_ON
    return _Segment(start, end, best, totals[best]) if totals[best] >= least else None


def _names_something(item: Evidence) -> bool:
    """An action alone (报检) belongs to an object named elsewhere."""
    group = item.hit.group
    if group.name in _ACTIONS:
        return False
    return group.name == "system" or any(points >= _SPEAKS for _, points in group.points)


def _merge(segments: list[_Segment]) -> tuple[Need, ...]:
    needs: list[Need] = []
    for segment in segments:
        if needs and needs[-1].category is segment.category:
            needs[-1] = Need(segment.category, needs[-1].start, segment.end)
        elif all(need.category is not segment.category for need in needs):
            needs.append(Need(segment.category, segment.start, segment.end))
    return tuple(needs) if len(needs) > 1 else ()

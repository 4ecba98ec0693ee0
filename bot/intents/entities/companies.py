"""Enterprise names in a message: where one begins, where it ends, and whose it is.

A name runs from its place (武汉…) or from where the lead-in ends (公司是…) to the word that
says what kind of body it is. Without such a word it counts only beside a place and a trade
(武汉宏砥管业), or where the assistant has just asked for it.
"""

import re
from typing import Final

from bot.intents.entities.company_cues import (
    ADDRESS,
    ADDRESS_ENDS,
    AFFIXES,
    ASKING,
    BODY,
    BRANCH,
    CERTAIN_STOP,
    CUE,
    DEPARTMENT,
    DISTRICT,
    ENDS_LOOSELY,
    FIRM_END,
    FOREIGN_AFTER,
    FOREIGN_BEFORE,
    GONE_TO,
    INTRODUCED,
    KIND_END,
    LABELLED,
    LEAD_IN,
    LOOSE_END,
    NO_FIELD,
    NO_FIRM,
    NOT_A_NAME,
    NOT_IN_NAME,
    OURS,
    PARTICLES,
    PLACE,
    RUN,
    SIDE,
    SOLE_TRADER,
    SPELLED,
    STANDING,
    TRADE,
    TRADE_END,
    WHERE,
    WHOLE_NAME,
)
from bot.intents.entities.found import Found, Span, clause_around, overlaps
from bot.intents.entities.surnames import looks_like_person

FEWEST: Final = 2
MOST: Final = 30
MOST_ASKED: Final = 20


FEWEST_OF_TRADES: Final = 4
FAR: Final = 10
LONGEST_BRAND: Final = 6


def find_companies(plain: str, text: str) -> tuple[Found, ...]:
    """Find names that are certainly an enterprise's, whatever was asked."""
    introduced = [*_introduced(plain), *_standing(plain)]
    if not (introduced or FIRM_END.search(plain) or LOOSE_END.search(plain) or PLACE.search(plain)):
        return ()
    spans = [
        span
        for body in BODY.finditer(plain)
        for span in _in_body(plain, *_unspelled(plain, *body.span()))
    ]
    spans += [span for span in introduced if not overlaps(span, spans)]
    return tuple(found for span in sorted(spans) if (found := _found(plain, text, span)))


def read_company(plain: str, text: str) -> str | None:
    """Read the answer to "which enterprise?"; a bare name counts, talk does not."""
    named = find_companies(plain, text)
    if named:
        return next((found.value for found in reversed(named) if not found.foreign), None)
    lead = LEAD_IN.match(plain)
    start = lead.end() if lead else 0
    body = BODY.match(plain, start)
    if body is None or not _is_bare_name(plain, start, body.group()):
        return None
    return text[start : body.end()]


def _introduced(plain: str) -> list[Span]:
    """我是楚昂光电的品质经理, 我们是武汉新隆的, 单位:武汉恒信达: whose people say they are."""
    return [
        match.span("name")
        for pattern in (INTRODUCED, LABELLED)
        for match in pattern.finditer(plain)
        if _names_a_firm(plain, *match.span("name"))
    ]


def _standing(plain: str) -> list[Span]:
    return [
        match.span("name")
        for match in STANDING.finditer(plain)
        if _own_part(match["name"]) >= FEWEST
        and not NOT_IN_NAME.search(match["name"])
        and not NO_FIELD.search(match["name"])
        and not NOT_A_NAME.search(TRADE.sub("", match["name"]))
    ]


def _names_a_firm(plain: str, start: int, end: int) -> bool:
    name = plain[start:end]
    if NOT_IN_NAME.search(name) or NO_FIRM.search(name) or RUN.match(name):
        return False
    sure = PLACE.match(name) is not None or TRADE_END.search(name) is not None
    kind = KIND_END.search(name) is not None or ENDS_LOOSELY.search(name) is not None
    own = _own_part(name)
    return (sure and own >= FEWEST) or (kind and own > FEWEST)


def _is_bare_name(plain: str, start: int, name: str) -> bool:
    if name in SOLE_TRADER:
        return True
    placed = PLACE.match(name) is not None
    if len(name) > MOST_ASKED or ASKING.search(plain) or _own_part(name) < FEWEST - placed:
        return False
    if NOT_A_NAME.search(TRADE.sub("", name)) or FOREIGN_BEFORE.search(name) or RUN.match(name):
        return False
    named = placed or CUE.search(plain, 0, start)
    return not looks_like_person(name) and bool(
        named or TRADE_END.search(name) or ENDS_LOOSELY.search(name) or KIND_END.search(name)
    )


def _unspelled(plain: str, start: int, end: int) -> Span:
    """Without what a voice spells out behind a name (丰收的丰, 肥沃的沃), or a last particle."""
    spelled = SPELLED.search(plain, start, end)
    end = spelled.start() if spelled else end
    while end > start and plain[end - 1] in PARTICLES:
        end -= 1
    return start, end


def _in_body(plain: str, start: int, end: int) -> list[Span]:
    """The names in one unbroken stretch; a firm end closes a name wherever it stands."""
    spans: list[Span] = []
    place = start
    for firm in FIRM_END.finditer(plain, start, end):
        branch = BRANCH.match(plain, firm.end(), end)
        last = branch.end() if branch else firm.end()
        first = _begin(plain, place, firm.start())
        if firm.start() - first >= FEWEST and last - first <= MOST:
            spans.append((first, last))
        place = last
    return spans or _whole(plain, start, end) or _loose(plain, start, end)


def _whole(plain: str, start: int, end: int) -> list[Span]:
    """All that was said from a place on to a word for a body: 武汉锦江物流园."""
    first = _begin(plain, start, end)
    named = WHOLE_NAME.fullmatch(plain, first, end)
    if named is None or CERTAIN_STOP.search(plain, first, end) or ADDRESS.search(plain, first, end):
        return []
    if plain[first - 1 : first] in WHERE or GONE_TO.search(plain, first, end):
        return []
    own = _own_part(named["name"])
    return [(first, end)] if own >= FEWEST or len(named["name"]) >= FEWEST_OF_TRADES else []


def _begin(plain: str, start: int, end: int) -> int:
    """Where a name that ends at `end` begins: at its place, or after the lead-in."""
    start = _after_last(CERTAIN_STOP, plain, start, end)
    if lead := LEAD_IN.match(plain, start, end):
        start = lead.end()
    place = _place_in(plain, start, end)
    if place and not _is_in_brackets(plain, place):
        prefix = plain[start : place.start()]
        return start if prefix in AFFIXES or _is_brand(prefix) else place.start()
    stop = _after_last(NOT_IN_NAME, plain, start, end)
    lead = LEAD_IN.match(plain, stop, end) if stop > start else None
    return lead.end() if lead else stop


def _place_in(plain: str, start: int, end: int) -> re.Match[str] | None:
    """The place that a name begins with; what stands before it may be an address (…工业园三期)."""
    first: re.Match[str] | None = None
    for place in PLACE.finditer(plain, start, end):
        if first is None or plain[place.start() - 1] in ADDRESS_ENDS:
            first = place
    return first


def _is_in_brackets(plain: str, place: re.Match[str]) -> bool:
    """Acme(武汉), but not 我司(武汉…有限公司)."""
    return plain[place.start() - 1 : place.start()] == "(" and plain.startswith(")", place.end())


def _is_brand(prefix: str) -> bool:
    """楚能石油 before 武汉常福加油站."""
    named = TRADE_END.search(prefix) and not NOT_IN_NAME.search(prefix)
    return bool(named) and len(prefix) <= LONGEST_BRAND and _own_part(prefix) == FEWEST


def _after_last(pattern: re.Pattern[str], plain: str, start: int, end: int) -> int:
    for stop in pattern.finditer(plain, start, end):
        start = stop.end()
    return start


def _loose(plain: str, start: int, end: int) -> list[Span]:
    """A name without a firm end: beside a place, or all that was said."""
    spans: list[Span] = []
    stops = [(start, start), *(stop.span() for stop in NOT_IN_NAME.finditer(plain, start, end))]
    edges = [*(first for first, _ in stops[1:]), end]
    for (_, first), last in zip(stops, edges, strict=True):
        span = _loose_in(plain, first, last)
        if span and (_has_place(plain, span) or (first == start and last == end)):
            spans.append(span)
    return spans


def _loose_in(plain: str, start: int, end: int) -> Span | None:
    first = _begin(plain, start, end)
    if plain[first - 1 : first] in WHERE:
        return None
    ends = [
        match.end()
        for match in LOOSE_END.finditer(plain, first, end)
        if not GONE_TO.search(plain, first, match.end())
    ]
    placed = PLACE.match(plain, first, end) is not None
    if ends and (placed or ends[-1] == end):
        last = ends[-1]
    elif placed and TRADE_END.search(plain, first, end):
        last = end
    else:
        return None
    return (first, last) if _own_part(plain[first:last]) >= FEWEST - placed * bool(ends) else None


def _has_place(plain: str, span: Span) -> bool:
    return PLACE.match(plain, *span) is not None


def _own_part(name: str) -> int:
    """How much of a name is neither place nor kind nor trade: none of "武汉锅炉厂"."""
    bare = DISTRICT.sub("", PLACE.sub("", LOOSE_END.sub("", FIRM_END.sub("", name))))
    return len(TRADE.sub("", bare))


def _found(plain: str, text: str, span: Span) -> Found | None:
    start, end = span
    if department := DEPARTMENT.search(plain, start, end):
        end = department.start()
    name = plain[start:end]
    if RUN.match(name) or (not _own_part(name) and not PLACE.match(name)):
        return None
    first, _ = clause_around(plain, start, end)
    before = plain[max(first, start - FAR) : start]
    ours = OURS.search(before) or _on_our_side(plain, before)
    theirs = FOREIGN_BEFORE.search(before) or FOREIGN_AFTER.match(plain, end)
    return Found(start, end, text[start:end], foreign=bool(theirs) and not ours)


def _on_our_side(plain: str, before: str) -> bool:
    """乙方某某公司, where they say “我们是乙方”."""
    side = SIDE.search(before)
    return (
        side is not None
        and re.search(rf"我们?(?:公司|单位|这边)?是{side['side']}", plain) is not None
    )

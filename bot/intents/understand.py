"""What a message means: intent, category, needs, acts and topics, with the words that say so."""

import re
from dataclasses import dataclass
from typing import Final

from bot.intents.acts import find_acts
from bot.intents.answers import is_plain_answer, is_service_like
from bot.intents.clauses import Clauses, read_clauses
from bot.intents.confidence import need_confidence, sureness, tempered
from bot.intents.formulas import find_formulas
from bot.intents.groups import Hit, Layer
from bot.intents.lexicon import Lexicon
from bot.intents.matching import find
from bot.intents.meanings import Wish, judge, refine
from bot.intents.morphemes import guess
from bot.intents.needs import Need, find_needs
from bot.intents.scoring import Evidence, score, weigh
from bot.intents.sounds import find_typos
from bot.intents.topics import find_topics
from core.categories import Category
from core.intents import REPORTED, Act, Intent, Meaning, Topic

_CATEGORIES: Final = tuple(Category)
ASK_BELOW: Final = 0.6
_GUESS: Final = 0.3
_SIDE_QUESTION: Final = 2.0
_SETTLED: Final = 5.0
_HINTED_BELOW: Final = 2.5
_HINT: Final = 0.1


@dataclass(frozen=True, slots=True)
class Matched:
    """A word that spoke for the result, at its place in the text."""

    word: str
    start: int
    end: int
    points_to: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """`category` is the best guess for a need, else None; `needs` has more than one if so many
    were clearly asked for; `plain_answer` marks a mere answer (a name, a number, a date)."""

    intent: Intent
    meaning: Meaning
    category: Category | None
    ranked: tuple[Category, ...]
    confidence: float
    ask: bool
    needs: tuple[Need, ...]
    acts: frozenset[Act]
    topics: tuple[Topic, ...]
    matched: tuple[Matched, ...]
    consult: bool
    plain_answer: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    plain: str
    hits: list[Hit]
    clauses: Clauses
    evidence: list[Evidence]
    totals: dict[str, float]


def understand(plain: str, lexicon: Lexicon) -> Understanding:
    """`plain` is the text as `normalise` writes it."""
    reading = _read(plain, lexicon)
    needs = find_needs(plain, reading.evidence, reading.clauses, lexicon)
    strength = _strength(reading.totals)
    ranked = _rank(_hinted(plain, reading.totals, strength, lexicon), needs)
    wish = _wish(reading)
    topics = find_topics(plain, reading.hits, reading.clauses, reading.evidence)
    judged, points = judge(reading.totals, strength, wish, len(plain))
    meaning = refine(judged, reading.hits, topics, wish)
    if plain_answer := is_plain_answer(plain, meaning, strength, bool(wish)):
        meaning = Meaning.NONE
    intent = _intent(meaning, plain, strength)
    category = ranked[0] if (need := intent is Intent.NEED) else None
    sure = _confidence(reading, needs, category or judged, points or _SIDE_QUESTION * bool(topics))
    return Understanding(
        intent=intent,
        meaning=meaning,
        category=category,
        ranked=ranked,
        confidence=_GUESS if meaning is Meaning.NONE else sure,
        ask=need and (sure < ASK_BELOW or meaning is Meaning.NONE),
        needs=_stated(plain, needs, ranked, meaning) if need else (),
        acts=find_acts(plain, reading.hits, reading.clauses, (meaning, strength)),
        topics=topics,
        matched=_matched(reading, intent),
        consult=need and _is_consult(reading.hits, plain),
        plain_answer=plain_answer,
    )


def _read(plain: str, lexicon: Lexicon) -> _Reading:
    """Typos are looked for only where what is written right leaves the matter open."""
    reading = _weigh(plain, [*find(plain, lexicon), *find_formulas(plain, lexicon)], lexicon)
    if _strength(reading.totals) >= _SETTLED:
        return reading
    typos = find_typos(plain, lexicon.sounds, reading.hits)
    return _weigh(plain, [*reading.hits, *typos], lexicon) if typos else reading


def _weigh(plain: str, hits: list[Hit], lexicon: Lexicon) -> _Reading:
    clauses = read_clauses(plain, hits)
    evidence = weigh(plain, hits, clauses)
    return _Reading(plain, hits, clauses, evidence, score(evidence, clauses, lexicon))


def _strength(totals: dict[str, float]) -> float:
    return max(totals[category] for category in _CATEGORIES)


def _hinted(
    plain: str, totals: dict[str, float], strength: float, lexicon: Lexicon
) -> dict[str, float]:
    """Where the words say little, what their characters hint at orders the guesses."""
    if strength >= _HINTED_BELOW:
        return totals
    hints = guess(plain, lexicon.hints)
    return {category: totals[category] + _HINT * hints[category] for category in _CATEGORIES}


def _rank(totals: dict[str, float], needs: tuple[Need, ...]) -> tuple[Category, ...]:
    ranked = sorted(_CATEGORIES, key=lambda category: -totals[category])
    said = [need.category for need in needs]
    return (*said, *(category for category in ranked if category not in said))


def _wish(reading: _Reading) -> Wish:
    """Whether a clause that speaks of a category also holds a wish or a question."""
    clauses = reading.clauses
    busy = {
        clauses.of(item.hit)
        for item in reading.evidence
        if item.weight > 0 and item.hit.group.layer is Layer.CATEGORY
    }
    if any(_WANTED.search(reading.plain, *clauses.spans[number]) for number in busy):
        return Wish.WANTED
    asking = (hit for hit in reading.hits if hit.group.name in {"want", "ask"})
    return Wish.ASKED if any(clauses.of(hit) in busy for hit in asking) else Wish.NONE


def _intent(meaning: Meaning, plain: str, strength: float) -> Intent:
    if meaning is Meaning.NONE and (strength > _GUESS or is_service_like(plain)):
        return Intent.NEED
    return REPORTED[meaning]


def _confidence(
    reading: _Reading, needs: tuple[Need, ...], verdict: Category | Meaning, points: float
) -> float:
    need = isinstance(verdict, Category)
    sure = need_confidence(reading.totals, bool(needs)) if need else sureness(points)
    return tempered(sure, reading.plain, reading.evidence, verdict)


def _stated(
    plain: str, needs: tuple[Need, ...], ranked: tuple[Category, ...], meaning: Meaning
) -> tuple[Need, ...]:
    if needs or meaning is Meaning.NONE:
        return needs
    return (Need(ranked[0], 0, len(plain)),)


def _matched(reading: _Reading, intent: Intent) -> tuple[Matched, ...]:
    layer = Layer.CATEGORY if intent is Intent.NEED else Layer.MEANING
    found = {}
    for item in sorted(reading.evidence, key=lambda item: (item.hit.start, item.hit.end)):
        hit = item.hit
        if hit.group.layer is layer and hit.group.points and item.weight > 0:
            target = max(hit.group.points, key=lambda point: point[1])[0]
            if layer is Layer.CATEGORY or target in _REPORTING[intent]:
                place = (hit.start, hit.end, target)
                found[place] = Matched(reading.plain[hit.start : hit.end], *place)
    return tuple(found.values())


_REPORTING: Final = {
    intent: frozenset(meaning for meaning, reported in REPORTED.items() if reported is intent)
    for intent in Intent
}
_WANTED: Final = re.compile(r"想(?![问知了看查必来法不]|取消|撤|退|投诉)|求(?![证助])|盼着")
_SERVICE_WISHES: Final = re.compile(
    r"想|请|求|帮|约|安排|送|预约|申请|报名|上门|推荐|代办|要(?!不要|什么|多久|多少|几|带|准备)|办(?!不办)|来人|派"
)


def _is_consult(hits: list[Hit], plain: str) -> bool:
    """An answer is asked for, not a service: “GB 4806.7还是现行的吗”, “3C咋办”."""
    asks = any(hit.group.name == "ask" for hit in hits)
    return asks and not _SERVICE_WISHES.search(plain.replace("咋办", "").replace("怎么办", ""))

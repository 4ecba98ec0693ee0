"""What a message means: intent, category, needs, acts and topics, with the words that say so."""

import re
from dataclasses import dataclass, fields
from typing import Final, NamedTuple

from bot.intents.acts import find_acts
from bot.intents.answers import is_plain_answer
from bot.intents.clauses import ASKING, Clauses, read_clauses
from bot.intents.formulas import find_act_formulas, find_formulas
from bot.intents.groups import Hit, Layer
from bot.intents.items import find_flow, find_item
from bot.intents.lexicon import Lexicon
from bot.intents.matching import find
from bot.intents.meanings import Wish, judge, likeliest, refine, settle, without_company
from bot.intents.needs import Need, find_needs
from bot.intents.scoring import Evidence, score, weigh
from bot.intents.sounds import find_typos
from bot.intents.standing import standing
from bot.intents.topics import find_topics
from bot.intents.weights.confidence import confidence_of
from bot.intents.weights.probabilities import Probabilities, probabilities
from core.categories import Category, Flow
from core.intents import REPORTED, Act, Intent, Meaning, Topic
from core.service_items import ServiceItem

_CATEGORIES: Final = tuple(Category)
ASK_BELOW: Final = 0.72
RIVAL: Final = 0.33
"""How probable a second category must be for the question which of both is meant."""
_MERE: Final = 0.95
_SHORT: Final = 12
_WEAK: Final = 2.0
_DECLINES: Final = re.compile("不要|不用|别")
"""What a thing should not be like is no need of it: a short message that declines something, and is
so probably a mere answer, is one, if only a weak word speaks for more (“证书不要纸质的”)."""
_TINY: Final = 1e-9
_SETTLED: Final = 5.0
_CLEAR_ENOUGH: Final = 0.9


@dataclass(frozen=True, slots=True)
class Matched:
    """A word that spoke for the result, at its place in the text."""

    word: str
    start: int
    end: int
    points_to: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message is. `category` is the best guess for a need, else None; `needs` has more than
    one if so many were clearly asked for; `plain_answer` marks a mere answer (a name, a number, a
    date)."""

    intent: Intent
    meaning: Meaning
    category: Category | None
    ranked: tuple[Category, ...]
    confidence: float
    ask: bool
    needs: tuple[Need, ...]
    topics: tuple[Topic, ...]
    plain_answer: bool


@dataclass(frozen=True, slots=True)
class Understanding(Verdict):
    """The verdict with the words that speak for it, how a need would be served, what the message
    does to a conversation, and the probabilities of all that it may be."""

    matched: tuple[Matched, ...]
    consult: bool
    flow: Flow | None
    item: ServiceItem | None
    acts: frozenset[Act]
    odds: Probabilities


_SAYS: Final = re.compile(r"\w")
_NOTHING_SAID: Final = Verdict(
    REPORTED[Meaning.NONE], Meaning.NONE, None, _CATEGORIES, 1.0, False, (), (), False
)
"""What marks, blanks and faces mean that no word of the lexicon knows."""


def points_of(plain: str, lexicon: Lexicon) -> dict[str, float]:
    """The points that the lexicon alone gives to each category and meaning."""
    reading = _as_written(plain, lexicon)
    settled = reading.strength >= _SETTLED
    return reading.totals if settled else _as_heard(reading, lexicon).totals


class Weighed(NamedTuple):
    """The words of a message, what they weigh at their places, what they add up to, and the points
    of the strongest category; `standing` is what the learned tables hear of it."""

    plain: str
    standing: str
    hits: list[Hit]
    clauses: Clauses
    evidence: list[Evidence]
    totals: dict[str, float]
    strength: float


def understand(plain: str, lexicon: Lexicon) -> Understanding:
    """`plain` is the text as `normalise` writes it."""
    reading, odds = weigh_words(plain, lexicon)
    verdict = _verdict(reading, odds, lexicon)
    hits = [*reading.hits, *find_act_formulas(plain, lexicon)]
    judged = (verdict.meaning, reading.strength)
    told = Intent.NEED if verdict.meaning is Meaning.NONE else verdict.intent
    served, sure = verdict.category, verdict.category if not verdict.ask else None
    return Understanding(
        **{field.name: getattr(verdict, field.name) for field in fields(verdict)},
        matched=_matched(reading, told),
        consult=served is not None and _is_consult(reading.hits, plain),
        flow=find_flow(served, reading.evidence) if served else None,
        item=find_item(sure, plain, reading.evidence, verdict.needs) if sure else None,
        acts=find_acts(plain, hits, reading.clauses, judged),
        odds=odds,
    )


def tell(plain: str, lexicon: Lexicon) -> Verdict:
    """Intent and category alone."""
    return _verdict(*weigh_words(plain, lexicon), lexicon)


def _verdict(reading: Weighed, odds: Probabilities, lexicon: Lexicon) -> Verdict:
    plain = reading.plain
    if not (reading.hits or _SAYS.search(plain)):
        return _NOTHING_SAID
    needs = find_needs(plain, reading.evidence, reading.clauses, reading.totals, lexicon)
    topics = find_topics(plain, reading.hits, reading.clauses, reading.evidence)
    told, plain_answer = _told(reading, topics)
    if _declines(reading, odds):
        told, plain_answer = Meaning.NONE, True
    aside = bool(topics) and not 0 < reading.strength < _SETTLED
    odds = without_company(odds, told, aside=aside)
    likely = likeliest(odds)
    stays = plain_answer or (topics and told is Meaning.NONE)
    meaning = told if stays else settle(told, likely, odds)
    intent = likely if meaning is Meaning.NONE else REPORTED[meaning]
    need, ranked = intent is Intent.NEED, _rank(odds, needs)
    sure = round(confidence_of(_sureness(odds, intent, ranked, needs), lexicon.weights.curve), 3)
    open_ = sure < ASK_BELOW or meaning is Meaning.NONE or _has_rival(odds, ranked, needs)
    return Verdict(
        intent=intent,
        meaning=meaning,
        category=ranked[0] if need else None,
        ranked=ranked,
        confidence=sure,
        ask=need and open_,
        needs=_stated(plain, needs, ranked, meaning) if need else (),
        topics=topics,
        plain_answer=plain_answer,
    )


def _declines(reading: Weighed, odds: Probabilities) -> bool:
    return (
        odds[Meaning.NONE] >= _MERE
        and len(reading.plain) <= _SHORT
        and max(reading.totals.values()) < _WEAK
        and _DECLINES.search(reading.plain) is not None
    )


def _told(reading: Weighed, topics: tuple[Topic, ...]) -> tuple[Meaning, bool]:
    """What the rules make of it, and whether the message is a mere answer."""
    strength, wish = reading.strength, _wish(reading)
    judged, _ = judge(reading.totals, strength, wish, len(reading.plain))
    meaning = refine(judged, reading.hits, topics, wish)
    if is_plain_answer(reading.plain, meaning, strength, bool(wish)):
        return Meaning.NONE, True
    return meaning, False


def _has_rival(odds: Probabilities, ranked: tuple[Category, ...], needs: tuple[Need, ...]) -> bool:
    """“三体系怎么弄” asks to be taught or to be certified, and nobody but the writer knows."""
    return not needs and odds[ranked[1]] >= RIVAL


def weigh_words(plain: str, lexicon: Lexicon) -> tuple[Weighed, Probabilities]:
    """Typos are looked for only where what is written right leaves the matter open."""
    reading = _as_written(plain, lexicon)
    odds = probabilities(reading.standing, reading.totals, lexicon.weights)
    if reading.strength >= _SETTLED or max(odds.values()) >= _CLEAR_ENOUGH:
        return reading, odds
    heard = _as_heard(reading, lexicon)
    if heard is reading:
        return reading, odds
    return heard, probabilities(heard.standing, heard.totals, lexicon.weights)


def _as_written(plain: str, lexicon: Lexicon) -> Weighed:
    return _weigh(plain, [*find(plain, lexicon), *find_formulas(plain, lexicon)], lexicon)


def _as_heard(reading: Weighed, lexicon: Lexicon) -> Weighed:
    """Together with the words that only sound right."""
    typos = find_typos(reading.plain, lexicon.sounds, reading.hits)
    return _weigh(reading.plain, [*reading.hits, *typos], lexicon) if typos else reading


def _weigh(plain: str, hits: list[Hit], lexicon: Lexicon) -> Weighed:
    clauses = read_clauses(plain, hits)
    evidence = weigh(plain, hits, clauses)
    totals = score(evidence, clauses, lexicon)
    strength = max(map(totals.__getitem__, _CATEGORIES))
    said = standing(plain, evidence, clauses)
    return Weighed(plain, said, hits, clauses, evidence, totals, strength)


def _rank(odds: Probabilities, needs: tuple[Need, ...]) -> tuple[Category, ...]:
    ranked = sorted(_CATEGORIES, key=odds.__getitem__, reverse=True)
    if not needs:
        return tuple(ranked)
    said = [need.category for need in needs]
    return (*said, *(category for category in ranked if category not in said))


def _sureness(
    odds: Probabilities, intent: Intent, ranked: tuple[Category, ...], needs: tuple[Need, ...]
) -> float:
    """Any of the needs that are stated is a right answer; a mere answer has no intent at all."""
    sure = (
        sum(map(odds.__getitem__, ranked[: max(1, len(needs))]))
        if intent is Intent.NEED
        else odds[intent]
    )
    return min(1.0, sure / (1 - odds[Meaning.NONE] + _TINY))


def _wish(reading: Weighed) -> Wish:
    """Whether a clause that speaks of a category also holds a wish or a question."""
    layer, clause_of = Layer.CATEGORY, reading.clauses.index
    busy = {
        clause_of[hit.start]
        for hit, weight in reading.evidence
        if weight > 0 and hit.group.layer is layer
    }
    for clause in busy:
        if _WANTED.search(reading.plain, *reading.clauses.spans[clause]):
            return Wish.WANTED
    for hit in reading.hits:
        if hit.group.name in ASKING and clause_of[hit.start] in busy:
            return Wish.ASKED
    return Wish.NONE


def _stated(
    plain: str, needs: tuple[Need, ...], ranked: tuple[Category, ...], meaning: Meaning
) -> tuple[Need, ...]:
    if needs or meaning is Meaning.NONE:
        return needs
    return (Need(ranked[0], 0, len(plain)),)


def _matched(reading: Weighed, intent: Intent) -> tuple[Matched, ...]:
    layer = Layer.CATEGORY if intent is Intent.NEED else Layer.MEANING
    found = {}
    for item in sorted(reading.evidence, key=lambda item: (item.hit.start, item.hit.end)):
        hit = item.hit
        aside = not reading.standing[hit.start : hit.end].strip()
        if hit.group.layer is layer and hit.group.points and item.weight > 0 and not aside:
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

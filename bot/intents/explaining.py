"""Why a message was understood as it was, with the values that were really used.

Words, places, totals and probabilities come out of what `understand` itself calls; what a rule did
is what the totals lack without it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, groupby
from typing import Final

from bot.intents.formulas import find_act_formulas
from bot.intents.groups import Group, Hit, Rule
from bot.intents.lexicon import Lexicon
from bot.intents.long_texts import readable
from bot.intents.normal import normalise
from bot.intents.reading import Reading, read
from bot.intents.scoring import score
from bot.intents.terms import GAP
from bot.intents.understand import Understanding, Weighed, understand, weigh_words
from bot.intents.weights.probabilities import Probabilities
from bot.intents.weights.spoken import Points, beforehand, by_piece, by_verdict
from bot.intents.weights.tables import CLASSES, Class

_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Word:
    """A word or pattern at its place. `weight` is what it counts there, none where its layer is not
    weighed; `sounds_like` is the term that it is a slip for; `own` marks the station's terms."""

    text: str
    start: int
    end: int
    group: Group
    weight: float | None
    sounds_like: str
    is_term: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a clause all of which weighs the same."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule, and what it changed in the totals."""

    rule: Rule
    changed: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The way from the words to what was understood. `companies` are names, whose words ask for
    nothing. `classes` are all that a message may be, the
    likeliest first; `pieces`, `verdicts` and `beforehand` say what spoke for each of them."""

    plain: str
    companies: tuple[str, ...]
    words: tuple[Word, ...]
    clauses: tuple[tuple[Stretch, ...], ...]
    fired: tuple[Fired, ...]
    totals: Mapping[str, float]
    pieces: Mapping[str, Points]
    verdicts: Mapping[str, Points]
    beforehand: Points
    odds: Probabilities
    classes: tuple[Class, ...]
    meant: Understanding


def explained(text: str, at: datetime, lexicon: Lexicon) -> Explanation:
    """Explain a message that comes in at this time."""
    reading = read(text, at, lexicon)
    plain, meant = _understood(text, reading, lexicon)
    weighed, odds = weigh_words(plain, lexicon)
    return Explanation(
        plain=plain,
        companies=tuple(found.value for found in reading.companies),
        words=tuple(_words(weighed, lexicon)),
        clauses=tuple(_clauses(weighed)),
        fired=tuple(_fired(weighed, lexicon)),
        totals={target: total for target, total in weighed.totals.items() if total},
        pieces=by_piece(weighed.standing, lexicon.weights),
        verdicts=by_verdict(weighed.totals, lexicon.weights),
        beforehand=beforehand(lexicon.weights),
        odds=odds,
        classes=tuple(sorted(CLASSES, key=odds.__getitem__, reverse=True)),
        meant=meant,
    )


def _understood(text: str, reading: Reading, lexicon: Lexicon) -> tuple[str, Understanding]:
    """Thanks and faces around a message are left out, unless they are all that it says."""
    if understand(reading.plain, lexicon) == reading.meant:
        return reading.plain, reading.meant
    return normalise(readable(text).text), reading.meant


def _words(weighed: Weighed, lexicon: Lexicon) -> Iterator[Word]:
    weights = {item.hit: item.weight for item in weighed.evidence}
    hits = [*weighed.hits, *find_act_formulas(weighed.plain, lexicon)]
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        said = weighed.plain[hit.start : hit.end]
        term = _term_of(said, hit, lexicon)
        yield Word(
            text=said,
            start=hit.start,
            end=hit.end,
            group=hit.group,
            weight=weights.get(hit),
            sounds_like=term if hit.typo else "",
            is_term=bool(term),
            own=(term, hit.group.name) in lexicon.own,
        )


def _term_of(said: str, hit: Hit, lexicon: Lexicon) -> str:
    """The term that was found here; nothing where a pattern was."""
    if hit.typo:
        return _heard(said, hit, lexicon)
    if hit.group in lexicon.known.get(said, ()):
        return said
    found = (term for term in _over_gaps(said, lexicon) if _is_of(hit.group, term, lexicon))
    return next(found, "")


def _heard(said: str, hit: Hit, lexicon: Lexicon) -> str:
    sounds = lexicon.sounds
    spoken = said.translate(sounds.codes)
    alike = (term for term in sounds.terms if term.translate(sounds.codes) == spoken)
    return next((term for term in alike if _is_of(hit.group, term, lexicon)), "")


def _over_gaps(said: str, lexicon: Lexicon) -> Iterator[str]:
    """Terms with a gap that may have been found in what was said."""
    for at in range(1, len(said)):
        for end in range(at, len(said)):
            term = said[:at] + GAP + said[end:]
            if term in lexicon.known:
                yield term


def _is_of(group: Group, term: str, lexicon: Lexicon) -> bool:
    return group in lexicon.known.get(term, ())


def _clauses(weighed: Weighed) -> Iterator[tuple[Stretch, ...]]:
    weights = weighed.clauses.weights
    for start, end in weighed.clauses.spans:
        places = groupby(range(start, end), key=weights.__getitem__)
        yield tuple(
            Stretch("".join(weighed.plain[place] for place in inside), weight)
            for weight, inside in places
        )


def _fired(weighed: Weighed, lexicon: Lexicon) -> Iterator[Fired]:
    names = dict.fromkeys(item.hit.group.name for item in weighed.evidence)
    for name in names:
        seconds = lexicon.rules.get(name, {})
        for rule in chain.from_iterable(seconds[second] for second in names if second in seconds):
            others = tuple(one for one in seconds[rule.second] if one is not rule)
            rules = {**lexicon.rules, name: {**seconds, rule.second: others}}
            if changed := _lacking(weighed, replace(lexicon, rules=rules)):
                yield Fired(rule, changed)


def _lacking(weighed: Weighed, without: Lexicon) -> dict[str, float]:
    """What the totals hold that they would not hold without a rule."""
    totals = score(weighed.evidence, weighed.clauses, without)
    return {
        target: total - totals[target]
        for target, total in weighed.totals.items()
        if abs(total - totals[target]) > _NOTHING
    }

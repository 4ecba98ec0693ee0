"""What lessons have in common: words to be added to the lexicon, and words to be taken out of it.

One lesson says little and one person may be wrong, or worse. A word is proposed only if several
lessons agree on it that come from different needs, chats and persons, and nobody else uses the word
for anything else; what the teacher who taught most has said is never enough by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.intents.entities.companies import find_companies
from bot.intents.entities.contacts import find_contacts
from bot.intents.entities.found import overlaps, spans_of
from bot.intents.entities.phones import find_phones
from bot.intents.groups import Group, Layer
from bot.intents.lexicon import Lexicon
from bot.intents.matching import find
from bot.intents.normal import normalise
from bot.intents.terms import GAP, LONGEST_TERM
from bot.intents.words import boundaries
from bot.lessons.fitting import fitting_groups
from bot.lessons.scoring import Labelled
from core.lessons import Lesson
from core.lexicon_changes import ChangeKind, TermChange

TEXTS: Final = 3
SOURCES: Final = 3
PERSONS: Final = 2
WITHOUT_THE_BUSIEST: Final = 2
"""How many different needs, chats and persons a word takes, and how many needs there must be apart
from those of the person who taught most."""
AGREE: Final = 0.8
"""The share of the lessons with a word that name the same category."""
STRANGERS: Final = 2
"""How many labelled messages may use a word for something else."""
MOST: Final = 12
_SHORTEST: Final = 2
_AT_NO_EDGE: Final = frozenset(
    "的了着过吗呢吧啊呀嘛么哦把被给让请想要会能可该我你您他她它们这那哪个几些两一二三四五六七八九十"
    "是有在和跟与或及也都还就又再才不没别去来到从往为因所以但而且什怎谁问下"
)


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson as it is learned from: the words as `normalise` writes them, without names."""

    lesson: Lesson
    plain: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that `category` gains or loses, the ways in which that could be done (the best fitting
    group first), and the lessons that speak for it. One that spoke for another category is taken
    away there."""

    kind: ChangeKind
    term: str
    category: str
    ways: tuple[tuple[TermChange, ...], ...]
    lessons: tuple[Lesson, ...]


def taught(lessons: Iterable[Lesson]) -> tuple[Taught, ...]:
    """What can be learned from: lessons that name a category and still have their words."""
    return tuple(without_names(one) for one in lessons if one.words.strip() and one.chosen)


def without_names(lesson: Lesson) -> Taught:
    """A lesson with the places of names and numbers in its words."""
    plain = normalise(lesson.words)
    companies = find_companies(plain, lesson.words)
    phones = find_phones(plain)
    contacts = find_contacts(plain, lesson.words, spans_of(phones, companies))
    return Taught(lesson, plain, spans_of(companies, phones, contacts))


def propose(
    lessons: Sequence[Taught], lexicon: Lexicon, labelled: Sequence[Labelled]
) -> tuple[Proposal, ...]:
    """The changes that lessons speak for, those with most lessons first."""
    added = _added(lessons, lexicon, [(normalise(one.text), one) for one in labelled])
    found = (*added, *_dropped(lessons, lexicon))
    return tuple(sorted(found, key=_by_weight))[:MOST]


def _by_weight(proposal: Proposal) -> tuple[int, str, str]:
    return -len(_texts(proposal.lessons)), proposal.term, proposal.category


def _added(
    lessons: Sequence[Taught], lexicon: Lexicon, labelled: Sequence[tuple[str, Labelled]]
) -> Iterator[Proposal]:
    holding: defaultdict[str, list[Lesson]] = defaultdict(list)
    for one in lessons:
        for word in _words(one, lexicon):
            holding[word].append(one.lesson)
    agreed = {
        word: (category, same)
        for word, those in holding.items()
        if (category := _common(those))
        and is_enough(same := tuple(one for one in those if one.chosen == category))
    }
    for word in _apart(agreed):
        category, same = agreed[word]
        if _strangers(word, category, labelled) <= STRANGERS:
            owners = lexicon.known.get(word, ())
            ways = tuple(
                (*_away(word, owners), TermChange(ChangeKind.ADD, word, group.name))
                for group in fitting_groups(word, category, lexicon)
            )
            if ways and category not in map(pointing, owners):
                yield Proposal(ChangeKind.ADD, word, category, ways, same)


def _away(word: str, owners: Iterable[Group]) -> Iterator[TermChange]:
    return (TermChange(ChangeKind.DROP, word, group.name) for group in owners)


def _words(one: Taught, lexicon: Lexicon) -> set[str]:
    """Every run of whole words, two to eight letters long, that no name is a part of, that is no
    mere piece of a word of the lexicon, and neither begins nor ends with a particle."""
    plain, found = one.plain, set()
    edges = sorted(boundaries(plain) | {len(plain)})
    hits = [hit for hit in find(plain, lexicon) if hit.group.layer is Layer.CATEGORY]
    for place, start in enumerate(edges):
        for end in edges[place + 1 :]:
            word = plain[start:end]
            if len(word) > LONGEST_TERM or not _is_letters(word):
                break
            piece = any(
                hit.start <= start and end <= hit.end and hit.end - hit.start > len(word)
                for hit in hits
            )
            named = overlaps((start, end), one.spans)
            if not piece and not named and _can_be_term(word, lexicon):
                found.add(word)
    return found


def _is_letters(word: str) -> bool:
    return all(
        "\u4e00" <= letter <= "\u9fff" or (letter.isascii() and letter.isalnum()) for letter in word
    )


def _can_be_term(word: str, lexicon: Lexicon) -> bool:
    if len(word) < _SHORTEST or word.isdigit() or _AT_NO_EDGE & {word[0], word[-1]}:
        return False
    return all(group.layer is Layer.CATEGORY for group in lexicon.known.get(word, ()))


def _common(lessons: Sequence[Lesson]) -> str:
    """The category that nearly all of the needs have, "" if there is none."""
    counted = Counter(category for _, category in {(_text(one), one.chosen) for one in lessons})
    [(category, count)] = counted.most_common(1)
    return category if count >= AGREE * counted.total() else ""


def _apart(agreed: Mapping[str, tuple[str, tuple[Lesson, ...]]]) -> Iterator[str]:
    """Words that say something of their own: of those that stand in the same lessons the longest,
    and none that is a piece of a better one or has a better one in it."""
    taken: list[str] = []
    order = sorted(agreed, key=lambda word: (-len(_texts(agreed[word][1])), -len(word), word))
    for word in order:
        own = _texts(agreed[word][1])
        if not any(
            (word in other or other in word or _laps(word, other))
            and own & _texts(agreed[other][1])
            for other in taken
        ):
            taken.append(word)
            yield word


def _laps(one: str, other: str) -> bool:
    """Whether the end of one is the beginning of the other."""
    most = min(len(one), len(other))
    return any(
        one[-size:] == other[:size] or other[-size:] == one[:size] for size in range(1, most)
    )


def _strangers(word: str, category: str, labelled: Sequence[tuple[str, Labelled]]) -> int:
    return sum(word in plain and category not in one.categories for plain, one in labelled)


def _dropped(lessons: Sequence[Taught], lexicon: Lexicon) -> Iterator[Proposal]:
    for (word, category), those in _misled(lessons).items():
        if GAP not in word and is_enough(those):
            for group in lexicon.known.get(word, ()):
                if pointing(group) == category:
                    way = (TermChange(ChangeKind.DROP, word, group.name),)
                    yield Proposal(ChangeKind.DROP, word, category, (way,), tuple(those))


def _misled(lessons: Sequence[Taught]) -> dict[tuple[str, str], list[Lesson]]:
    """The lessons in which a word spoke for the wrong category, of words that nearly always do."""
    wrong: defaultdict[tuple[str, str], list[Lesson]] = defaultdict(list)
    right: Counter[tuple[str, str]] = Counter()
    for one in lessons:
        for spoke in one.lesson.matched:
            if spoke.points_to == one.lesson.chosen:
                right[spoke.word, spoke.points_to] += 1
            elif spoke.points_to == one.lesson.guess:
                wrong[spoke.word, spoke.points_to].append(one.lesson)
    return {
        key: those
        for key, those in wrong.items()
        if len(those) >= AGREE * (len(those) + right[key])
    }


def pointing(group: Group) -> str:
    """The category or meaning that a group speaks for most, "" if for none."""
    return max(group.points, key=lambda point: point[1])[0] if group.points else ""


def is_enough(lessons: Sequence[Lesson]) -> bool:
    """Whether different needs, chats and persons say so, and not one of them alone."""
    of_person: defaultdict[str, set[str]] = defaultdict(set)
    for one in lessons:
        of_person[one.by].add(_text(one))
    busiest = max(of_person, key=lambda person: (len(of_person[person]), person))
    others = _texts(one for one in lessons if one.by != busiest)
    return (
        len(_texts(lessons)) >= TEXTS
        and len({one.source for one in lessons}) >= SOURCES
        and len(of_person) >= PERSONS
        and len(others) >= WITHOUT_THE_BUSIEST
    )


def _text(lesson: Lesson) -> str:
    return "".join(filter(str.isalnum, normalise(lesson.words)))


def _texts(lessons: Iterable[Lesson]) -> set[str]:
    """The different needs among lessons: what is said twice counts once."""
    return {_text(one) for one in lessons}

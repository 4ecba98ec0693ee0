"""What a change of the lexicon does to messages whose answer is known, and whether that will do.

A change can touch only messages in which its word stands or sounds; all others are answered as
before, so that a change is judged in a fraction of a second and yet exactly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Final

from bot.intents.hearing import heard
from bot.intents.lexicon import Lexicon, changed
from bot.intents.terms import GAP
from bot.intents.understand import Understanding, understand
from bot.lessons.gold import GoldSet
from bot.lessons.proposals import Taught
from bot.lessons.scoring import Labelled, category_f1, intent_f1
from core.lexicon_changes import TermChange

MORE_RIGHT: Final = 3
"""How many more of the lessons held out a change must answer rightly."""
_NO_WORSE: Final = 1e-9


class Unfit(StrEnum):
    """Why a change is not made."""

    GOLD_WORSE = "gold_worse"
    LESSON_LOST = "lesson_lost"
    TOO_FEW_RIGHT = "too_few_right"
    CHANGES_NOTHING = "changes_nothing"


@dataclass(frozen=True, slots=True)
class Scores:
    """How well a labelled set is answered."""

    category: float
    intent: float


@dataclass(frozen=True, slots=True)
class SetEffect:
    """What a change does to a labelled set; `changed` messages get another category or intent."""

    name: str
    before: Scores
    after: Scores
    changed: int

    @property
    def worse(self) -> bool:
        """Whether either of the two scores falls."""
        return (
            self.after.category < self.before.category - _NO_WORSE
            or self.after.intent < self.before.intent - _NO_WORSE
        )


@dataclass(frozen=True, slots=True)
class LessonEffect:
    """What a change does to lessons it was not drawn from; `lost` were right and are so no more."""

    lessons: int
    before: int
    after: int
    lost: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does as a whole, and why it is not made, if it is not."""

    sets: tuple[SetEffect, ...]
    held_out: LessonEffect
    unfit: tuple[Unfit, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A message with what its word is looked for in: its text, each letter as it sounds."""

    plain: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Bench:
    """Messages whose answers are known, answered by the lexicon that is in force; the lessons held
    out are the last of them."""

    lexicon: Lexicon
    gold: tuple[GoldSet, ...]
    held_out: tuple[Taught, ...]
    asked: tuple[tuple[Asked, ...], ...]
    answers: tuple[tuple[Understanding, ...], ...]

    @classmethod
    def of(
        cls, lexicon: Lexicon, gold: Sequence[GoldSet], held_out: Sequence[Taught] = ()
    ) -> "Bench":
        """The bench with everything answered."""
        codes = lexicon.sounds.codes
        plains = [[heard(one.text).plain for one in each.messages] for each in gold]
        plains.append([one.plain for one in held_out])
        asked = tuple(tuple(Asked(one, one.translate(codes)) for one in each) for each in plains)
        answers = tuple(tuple(understand(one.plain, lexicon) for one in each) for each in asked)
        return cls(lexicon, tuple(gold), tuple(held_out), asked, answers)

    def with_changes(self, changes: Sequence[TermChange]) -> "Bench":
        """The same messages, as the lexicon would answer them with the changes."""
        lexicon = changed(self.lexicon, changes)
        codes = lexicon.sounds.codes
        words = [change.term.translate(codes).split(GAP) for change in changes]
        answers = tuple(
            tuple(
                understand(one.plain, lexicon) if _is_touched(one, words) else before
                for one, before in zip(asked, answers, strict=True)
            )
            for asked, answers in zip(self.asked, self.answers, strict=True)
        )
        return replace(self, lexicon=lexicon, answers=answers)

    def effect(self, after: "Bench") -> Effect:
        """What leads from this bench to another one does, and whether it will do."""
        *sets, lessons = zip(self.answers, after.answers, strict=True)
        pairs = zip(self.gold, sets, strict=True)
        effects = tuple(
            SetEffect(
                gold.name,
                _scores(gold.messages, before),
                _scores(gold.messages, now),
                sum(map(_differs, before, now)),
            )
            for gold, (before, now) in pairs
        )
        held_out = _lesson_effect(self.held_out, *lessons)
        touched = any(
            _differs(*pair) for both in (*sets, lessons) for pair in zip(*both, strict=True)
        )
        return Effect(effects, held_out, tuple(_unfit(effects, held_out, touched=touched)))

    def right(self, lessons: Iterable[Taught]) -> int:
        """How many of these lessons the lexicon in force answers as they were taught."""
        return sum(is_right(understand(one.plain, self.lexicon), one) for one in lessons)


def _scores(messages: Sequence[Labelled], answers: Sequence[Understanding]) -> Scores:
    answered = list(zip(messages, answers, strict=True))
    return Scores(category_f1(answered), intent_f1(answered))


def _differs(before: Understanding, after: Understanding) -> bool:
    return (before.intent, before.ranked[0]) != (after.intent, after.ranked[0])


def is_right(meant: Understanding, one: Taught) -> bool:
    """Whether a need is answered as it was taught."""
    return meant.ranked[0] == one.lesson.chosen


def _lesson_effect(
    lessons: Sequence[Taught], before: Sequence[Understanding], after: Sequence[Understanding]
) -> LessonEffect:
    right = [is_right(meant, one) for meant, one in zip(before, lessons, strict=True)]
    now = [is_right(meant, one) for meant, one in zip(after, lessons, strict=True)]
    lost = sum(was and not stays for was, stays in zip(right, now, strict=True))
    return LessonEffect(len(lessons), sum(right), sum(now), lost)


def _unfit(sets: Iterable[SetEffect], held_out: LessonEffect, *, touched: bool) -> Iterable[Unfit]:
    if not touched:
        yield Unfit.CHANGES_NOTHING
        return
    if any(each.worse for each in sets):
        yield Unfit.GOLD_WORSE
    if held_out.lost:
        yield Unfit.LESSON_LOST
    if held_out.after - held_out.before < MORE_RIGHT:
        yield Unfit.TOO_FEW_RIGHT


def _is_touched(message: Asked, words: Iterable[Sequence[str]]) -> bool:
    """Whether a word stands or sounds in it; one over a gap with both of its parts."""
    return any(all(part in message.spoken for part in parts) for parts in words)


def is_held_out(one: Taught) -> bool:
    """Half of the lessons only judge; the same words are always on the same side."""
    return blake2b(one.plain.encode(), digest_size=1).digest()[0] % 2 == 1

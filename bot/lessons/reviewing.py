"""The review: what lessons propose, each change tried alone and then one after the other.

A change that passes is in force for those that come after it. Once one has passed, the lessons are
gone through anew, until nothing more does; so a second review of the same lessons changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from bot.intents.lexicon import Lexicon
from bot.lessons.gold import GoldSet
from bot.lessons.judging import Bench, Effect, is_held_out
from bot.lessons.proposals import Proposal, Taught, propose, taught
from core.lessons import Lesson
from core.lexicon_changes import TermChange

MOST_ROUNDS: Final = 5
BY_CHANCE: Final = 1
"""How many lessons more do not make another group the better one for a word."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal with the changes that serve it best, what they do alone and what they do after
    those before them."""

    proposal: Proposal
    changes: tuple[TermChange, ...]
    alone: Effect
    together: Effect

    @property
    def passes(self) -> bool:
        """Whether they may be made, after those before them that may."""
        return not self.together.unfit


@dataclass(frozen=True, slots=True)
class Review:
    """Every proposal in the order in which it was tried, and what all that pass do together."""

    judged: tuple[Judged, ...]
    effect: Effect
    lessons: int

    @property
    def changes(self) -> tuple[TermChange, ...]:
        """What may be made, to be made as one."""
        return tuple(chain.from_iterable(one.changes for one in self.judged if one.passes))


def review(lessons: Sequence[Lesson], lexicon: Lexicon, gold: Sequence[GoldSet]) -> Review:
    """Judge everything that these lessons propose."""
    every = taught(lessons)
    held_out = _once_each([one for one in every if is_held_out(one)])
    learned = [one for one in every if not is_held_out(one)]
    first = Bench.of(lexicon, gold, held_out)
    bench, judged = first, dict[tuple[TermChange, ...], Judged]()
    for _ in range(MOST_ROUNDS):
        before = bench
        for proposal in _proposed(learned, bench, gold):
            one, bench = _judge(proposal, learned, first, bench)
            judged.pop(proposal.ways[0], None)
            judged[proposal.ways[0]] = one
        if bench is before:
            break
    return Review(tuple(judged.values()), first.effect(bench), len(every))


def _proposed(
    learned: Sequence[Taught], bench: Bench, gold: Sequence[GoldSet]
) -> tuple[Proposal, ...]:
    labelled = [message for each in gold for message in each.messages]
    return propose(learned, bench.lexicon, labelled)


def _judge(
    proposal: Proposal, learned: Sequence[Taught], first: Bench, bench: Bench
) -> tuple[Judged, Bench]:
    """The proposal, and the bench as it is after it."""
    changes, after = _best(proposal, learned, bench)
    together = bench.effect(after)
    alone = together if bench is first else first.effect(first.with_changes(changes))
    one = Judged(proposal, changes, alone, together)
    return one, after if one.passes else bench


def _best(
    proposal: Proposal, learned: Sequence[Taught], bench: Bench
) -> tuple[tuple[TermChange, ...], Bench]:
    """The way of making it that fits best, of those that answer as good as most of the lessons it
    was drawn from."""
    own = {one.id for one in proposal.lessons}
    those = [one for one in learned if one.lesson.id in own]
    tried = [(changes, bench.with_changes(changes)) for changes in proposal.ways]
    right = [after.right(those) for _, after in tried]
    enough = max(right) - BY_CHANCE
    return next(way for way, count in zip(tried, right, strict=True) if count >= enough)


def _once_each(lessons: Sequence[Taught]) -> list[Taught]:
    """The same words taught the same way count once."""
    return list({(one.plain, one.lesson.chosen): one for one in lessons}.values())

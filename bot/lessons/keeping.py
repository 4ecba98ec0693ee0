"""Keeping a lesson beside the decision that it comes from, and saying what matched in its words."""

from dataclasses import replace
from typing import Final

from bot.intents.hearing import heard, meant_by
from bot.intents.lexicon import Lexicon
from core.categories import Category
from core.context import Context
from core.decision import Decision
from core.lessons import Lesson, LessonKind, Spoke
from core.people import STAFF, Actor
from core.requests.changes import OLD
from core.requests.events import EventType, RequestEvent
from core.requests.request import ServiceRequest

_CATEGORIES: Final = frozenset(Category)


def corrected(
    context: Context, request: ServiceRequest, event: RequestEvent, by: Actor, words: str
) -> tuple[Lesson, ...]:
    """What a changed category of a filed request teaches about the words of its need."""
    if event.type is not EventType.CATEGORY_CHANGED or not words:
        return ()
    kind = LessonKind.WORDS if STAFF.isdisjoint(by.roles) else LessonKind.STAFF
    lesson = Lesson(
        f"{event.id}.lesson", context.station.id, request.id, request.chat, kind, by.person,
        event.at, words, event.values.get(f"{OLD}category", ""), request.category,
    )  # fmt: skip
    return (lesson,)


def explained(decision: Decision, lexicon: Lexicon) -> Decision:
    """The decision, each of its lessons with the words that the lexicon knows in it."""
    if not any(isinstance(value, Lesson) for value in decision.saves):
        return decision
    saves = tuple(
        _explained(value, lexicon) if isinstance(value, Lesson) else value
        for value in decision.saves
    )
    return replace(decision, saves=saves)


def _explained(lesson: Lesson, lexicon: Lexicon) -> Lesson:
    meant = meant_by(heard(lesson.words), lexicon)
    spoke = (
        Spoke(one.word, one.points_to) for one in meant.matched if one.points_to in _CATEGORIES
    )
    return replace(lesson, asked=lesson.asked or meant.ask, matched=tuple(dict.fromkeys(spoke)))

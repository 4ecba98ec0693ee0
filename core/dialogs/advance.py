"""One step of a conversation: an event and the progress so far give the next progress.

Four rules make it last over releases: the cursor is never stored; an answer belongs to the question
the person saw; saved answers are adopted, not trusted; only answers that still count reach the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.dialogs.progress import Asked, Progress, ProgressState, adopt, applying
from core.dialogs.steps import SKIPPED, Answers, Dialog, Placed, Question, next_step, placed


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers read from what was said, by key; any step may be answered at any time."""

    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Skipped:
    """The person would rather not answer what was asked."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """The person wants the last answer again."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person drops the matter for now."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The person takes a dropped matter up again."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Nothing was said about this conversation (a side question was answered): ask again.
    `misread`: something was said and not understood."""

    misread: bool = False


Event = Answered | Skipped | WentBack | Cancelled | Resumed | Passed


class Change(StrEnum):
    """What became of an answer."""

    SET = "set"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One answer that this step of the conversation set, changed or dropped; `old` is what stood
    there before."""

    key: str
    change: Change
    value: str
    old: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """The progress after an event, what is asked now, and what the answers became. `finished`
    holds the answers that count, once nothing is left to ask; `refused` says that the event could
    not be followed (there is nothing to skip, or nothing to go back to)."""

    progress: Progress
    question: Question | None = None
    changes: tuple[AnswerChange, ...] = ()
    finished: Answers | None = None
    refused: bool = False


def advance(dialog: Dialog, progress: Progress, event: Event, at: datetime) -> Turn:
    """Follow an event. Never raises, whatever was saved."""
    before = adopt(dialog, progress)
    if isinstance(event, Cancelled):
        return Turn(replace(before, state=ProgressState.DROPPED, touched_at=at))
    answers = _answers_after(dialog, before, event)
    if answers is None:
        return replace(_turn(dialog, before, before.answers, at), refused=True)
    turn = _turn(dialog, before, answers, at)
    misread = isinstance(event, Passed) and event.misread
    return _asked_again(before, turn) if misread else turn


def _asked_again(before: Progress, turn: Turn) -> Turn:
    asked = turn.progress.asked
    if asked is None or before.asked is None or asked.key != before.asked.key:
        return turn
    counted = replace(asked, again=before.asked.again + 1)
    return replace(turn, progress=replace(turn.progress, asked=counted))


def _answers_after(dialog: Dialog, progress: Progress, event: Event) -> Answers | None:
    if isinstance(event, Answered):
        return _merged(progress.answers, event.answers)
    if isinstance(event, Skipped):
        return _skipped(dialog, progress.answers)
    if isinstance(event, WentBack):
        return _without_last(dialog, progress.answers)
    return progress.answers


def _merged(answers: Answers, given: Mapping[str, str]) -> Answers:
    # A changed answer keeps its place, so that going back undoes in the order first given.
    return {**answers, **given}


def _skipped(dialog: Dialog, answers: Answers) -> Answers | None:
    place = next_step(dialog, answers)
    if place is None or not place.step.optional:
        return None
    return {**answers, place.key: SKIPPED}


def _without_last(dialog: Dialog, answers: Answers) -> Answers | None:
    keys = {place.key for place in placed(dialog, answers)}
    given = [key for key in answers if key in keys]
    if not given:
        return None
    return {key: value for key, value in answers.items() if key != given[-1]}


def _turn(dialog: Dialog, before: Progress, answers: Answers, at: datetime) -> Turn:
    changes = _changes(before.answers, answers)
    place = next_step(dialog, answers)
    if place is None:
        counting = applying(dialog, answers)
        done = replace(
            before, answers=answers, asked=None, state=ProgressState.FINISHED, touched_at=at
        )
        return Turn(done, changes=changes, finished=counting)
    question = _question(place, answers)
    asked = Asked(place.key, tuple(option.id for option in question.options))
    after = replace(before, answers=answers, asked=asked, state=ProgressState.OPEN, touched_at=at)
    return Turn(after, question, changes)


def _question(place: Placed, answers: Answers) -> Question:
    return place.step.asks(answers, place.prefix)


def _changes(old: Answers, new: Answers) -> tuple[AnswerChange, ...]:
    given = (
        AnswerChange(key, Change.CHANGED if key in old else Change.SET, value, old.get(key, ""))
        for key, value in new.items()
        if old.get(key) != value
    )
    gone = (AnswerChange(key, Change.DROPPED, "", old[key]) for key in old if key not in new)
    return (*given, *gone)

"""What an enterprise teaches while its need is taken in: which category it chooses or corrects."""

from collections.abc import Iterator
from typing import Final

from bot.dialogs.intake.doubt import first_guess
from bot.dialogs.talk import Talk, saving
from core.decision import Decision
from core.dialogs.advance import AnswerChange, Change, Turn
from core.dialogs.progress import Progress
from core.lessons import Lesson, LessonKind
from core.messages import InboundKind

NONE_OF_THEM: Final = ""


def taught(talk: Talk, before: Progress, turn: Turn, chosen: str = "") -> Decision:
    """The lessons of a message; `chosen` is the key of the question that it picks an answer to."""
    return saving(*_lessons(talk, before, turn, chosen))


def _lessons(talk: Talk, before: Progress, turn: Turn, chosen: str) -> Iterator[Lesson]:
    for change in turn.changes:
        prefix, _, name = change.key.rpartition(".")
        words = turn.progress.answers.get(f"{prefix}.detail", "")
        kind = _kind(talk, before, change, chosen)
        if kind is None or not words:
            continue
        guess = change.old if name == "category" else ""
        guess = guess or first_guess(before.answers, f"{prefix}.")
        right = change.value if name == "category" else NONE_OF_THEM
        request = f"{before.id}-{prefix.partition('.')[2]}"
        yield _lesson(talk, request, kind, words, (guess, right))


def _kind(talk: Talk, before: Progress, change: AnswerChange, chosen: str) -> LessonKind | None:
    """A guess that is left standing, and a need told for the first time, teach nothing. Who is
    asked without being offered anything answers in words."""
    prefix, _, name = change.key.rpartition(".")
    if name == "missed":
        offered = before.answers.get(f"{prefix}.guess", "")
        return LessonKind.CHOICE if offered and change.value else None
    if name != "category" or not change.value:
        return None
    if change.key == chosen:
        pressed = talk.inbound.kind is InboundKind.PRESS
        shown = before.asked.options if before.asked else ()
        return LessonKind.CHOICE if pressed or shown else LessonKind.WORDS
    return LessonKind.WORDS if change.change is Change.CHANGED else None


def _lesson(
    talk: Talk, request: str, kind: LessonKind, words: str, guessed: tuple[str, str]
) -> Lesson:
    context = talk.context
    return Lesson(
        f"{context.turn}.{request}.lesson", context.station.id, request, context.chat.id, kind,
        context.person.id, context.now, words, *guessed, asked=kind is LessonKind.CHOICE,
    )  # fmt: skip

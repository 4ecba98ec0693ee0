"""What an enterprise teaches while its need is taken in: which category it chooses or corrects."""

from collections.abc import Iterator

from bot.dialogs.talk import Talk, saving
from core.decision import Decision
from core.dialogs.advance import AnswerChange, Change, Turn
from core.dialogs.progress import Progress
from core.lessons import Lesson, LessonKind


def taught(talk: Talk, before: Progress, turn: Turn, chosen: str = "") -> Decision:
    """The lessons of a message; `chosen` is the key of the question that it picks an answer to."""
    return saving(*_lessons(talk, before, turn, chosen))


def _lessons(talk: Talk, before: Progress, turn: Turn, chosen: str) -> Iterator[Lesson]:
    for change in turn.changes:
        prefix, _, name = change.key.rpartition(".")
        words = turn.progress.answers.get(f"{prefix}.detail", "")
        if name != "category" or not change.value or not words:
            continue
        guess = change.old or before.answers.get(f"{prefix}.guess", "").partition(",")[0]
        kind = _kind(change, chosen)
        if kind is not None:
            yield _lesson(
                talk, f"{before.id}-{prefix.partition('.')[2]}", kind, words, (guess, change.value)
            )


def _kind(change: AnswerChange, chosen: str) -> LessonKind | None:
    """A guess that is left standing, and a need told for the first time, teach nothing."""
    if change.key == chosen:
        return LessonKind.CHOICE
    return LessonKind.WORDS if change.change is Change.CHANGED else None


def _lesson(
    talk: Talk, request: str, kind: LessonKind, words: str, guessed: tuple[str, str]
) -> Lesson:
    context = talk.context
    return Lesson(
        f"{context.turn}.{request}.lesson", context.station.id, request, context.chat.id, kind,
        context.person.id, context.now, words, *guessed, asked=kind is LessonKind.CHOICE,
    )  # fmt: skip

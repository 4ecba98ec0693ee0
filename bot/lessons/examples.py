"""A need as an example that may be shown: no name, no number, and not too long."""

from typing import Final

from bot.lessons.proposals import without_names
from core.lessons import Lesson
from core.masking import scrub

LETTERS: Final = 24
STAR: Final = "*"
MORE: Final = "…"


def masked(lesson: Lesson) -> str:
    """The words of a lesson, "" where they were erased."""
    words = list(lesson.words)
    for start, end in without_names(lesson).spans:
        words[start:end] = STAR * (end - start)
    shown = " ".join(scrub("".join(words)).split())
    return shown if len(shown) <= LETTERS else shown[:LETTERS] + MORE

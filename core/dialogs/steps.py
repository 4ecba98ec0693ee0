"""What a conversation is made of: steps, repeating groups of steps, and the dialog around them.

A dialog is a form with holes. Its steps are asked in order; which one is asked next follows from
the answers alone, so steps may come and go between two releases while people are in the middle.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from core.messages import Line

SKIPPED: Final = ""

Answers = Mapping[str, str]
"""Answers by key, in the order given; every answer is a string."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice offered under a question: `id` is the answer it stands for."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the options drawn under it."""

    lines: tuple[Line, ...]
    options: tuple[Option, ...] = ()


def always(_answers: Answers, _prefix: str) -> bool:
    """Apply whatever was said before."""
    return True


def anything(answer: str) -> bool:
    """Accept every saved answer that is not empty."""
    return answer != SKIPPED


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `asks` builds it from the answers so far and the prefix of its group ("" or
    "need.2."); `still_accepts` judges saved answers of earlier releases."""

    key: str
    asks: Callable[[Answers, str], Question]
    when: Callable[[Answers, str], bool] = always
    still_accepts: Callable[[str], bool] = anything
    optional: bool = False
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """Steps asked once for each instance n of a group, under keys `<key>.<n>.<step>`."""

    key: str
    steps: tuple[Step, ...]
    count: Callable[[Answers], int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A step in its place: the full key of its answer and the prefix of its group."""

    key: str
    prefix: str
    step: Step


@dataclass(frozen=True)
class Dialog:
    """A conversation as declared; keys are an API, since saved answers stand under them."""

    key: str
    steps: tuple[Step | Repeat, ...]
    formerly: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse a declaration in which two steps would share one answer."""
        keys = [(item.key, step.key) for item in self.steps for step in _steps(item)]
        doubled = {key for key in keys if keys.count(key) > 1}
        if doubled:
            raise ValueError(f"dialog {self.key!r} declares {sorted(doubled)} twice")

    @cached_property
    def known(self) -> Mapping[tuple[str, str], Step]:
        """Each step by its group ("" for none) and every name that it has or had."""
        known: dict[tuple[str, str], Step] = {}
        for item in self.steps:
            group = item.key if isinstance(item, Repeat) else ""
            for step in _steps(item):
                for name in (step.key, *step.formerly):
                    known.setdefault((group, name), step)
        return known


def placed(dialog: Dialog, answers: Answers) -> Iterator[Placed]:
    """All steps that apply to these answers, in the order asked."""
    for item in dialog.steps:
        for prefix, step in _instances(item, answers):
            if step.when(answers, prefix):
                yield Placed(prefix + step.key, prefix, step)


def next_step(dialog: Dialog, answers: Answers) -> Placed | None:
    """The first step that applies and has no answer: the cursor, which is never stored."""
    return next((place for place in placed(dialog, answers) if place.key not in answers), None)


def _steps(item: Step | Repeat) -> tuple[Step, ...]:
    return item.steps if isinstance(item, Repeat) else (item,)


def _instances(item: Step | Repeat, answers: Answers) -> Iterator[tuple[str, Step]]:
    if isinstance(item, Step):
        yield "", item
        return
    for n in range(1, item.count(answers) + 1):
        for step in item.steps:
            yield f"{item.key}.{n}.", step

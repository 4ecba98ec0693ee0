"""Where a conversation stands: the answers given and the question last seen.

Saved answers are adopted, not trusted: what a later release no longer knows or accepts drops out
and is asked again. Nothing here ever refuses to load.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.dialogs.steps import SKIPPED, Answers, Dialog, Step, placed

MOST_INSTANCES: Final = 20


class ProgressState(StrEnum):
    """Whether a conversation is still going on."""

    OPEN = "open"
    DROPPED = "dropped"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that the person saw: its key, the option ids as shown, and how often it was put
    again because the answer was not understood."""

    key: str
    options: tuple[str, ...] = ()
    again: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """One conversation with one person about one subject."""

    id: str
    dialog: str
    chat: str
    person: str
    subject: str
    started_at: datetime
    answers: Answers = field(default_factory=dict)
    asked: Asked | None = None
    state: ProgressState = ProgressState.OPEN
    touched_at: datetime | None = None
    revision: int = 0


def adopt(dialog: Dialog, progress: Progress) -> Progress:
    """Take over answers saved by any release: renamed keys move, what no longer counts drops."""
    kept = dict(_kept(dialog, progress.answers))
    asked = progress.asked
    if asked and asked.key not in kept and not _known(dialog, asked.key):
        asked = None
    if asked is progress.asked and kept == progress.answers:
        return progress
    return replace(progress, answers=kept, asked=asked)


def applying(dialog: Dialog, answers: Answers) -> dict[str, str]:
    """Only answers that still count: those of steps that apply, in the order given."""
    keys = {place.key for place in placed(dialog, answers)}
    return {key: value for key, value in answers.items() if key in keys}


def _kept(dialog: Dialog, answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, value in answers.items():
        found = _known(dialog, key)
        if found is None or not isinstance(value, str):
            continue
        name, step = found
        if (value == SKIPPED and step.optional) or (value != SKIPPED and step.still_accepts(value)):
            yield name, value


def _known(dialog: Dialog, key: str) -> tuple[str, Step] | None:
    """The present name of a saved key, and its step."""
    if step := dialog.known.get(("", key)):
        return step.key, step
    group, _, rest = key.partition(".")
    number, _, name = rest.partition(".")
    step = dialog.known.get((group, name))
    if step is None or not number.isdecimal() or not 1 <= int(number) <= MOST_INSTANCES:
        return None
    return f"{group}.{int(number)}.{step.key}", step

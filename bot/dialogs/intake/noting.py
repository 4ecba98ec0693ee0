"""What became of the answers of a need, in the words of the record: slots, never their content."""

from typing import Final

from bot.dialogs.intake.doubt import first_guess
from bot.dialogs.intake.listening import Rejection
from bot.dialogs.intake.steps import needs_in
from core.conversations import Heard
from core.dialogs.advance import AnswerChange, Change, Turn
from core.dialogs.progress import Progress

OWN_WORDS: Final = frozenset({"company", "contact", "phone"})
EVENT_SLOTS: Final = {"time": "requested_time"}


def noted(
    progress: Progress, turn: Turn, rejections: tuple[Rejection, ...] = ()
) -> tuple[Heard, ...]:
    """What became of the answers, in the words of the record."""
    noted: list[Heard] = []
    for change in turn.changes:
        noted += _noted_change(progress, turn.progress, change)
    for one in rejections:
        values = {"request": f"{progress.id}-1", "slot": one.slot, "reason": one.reason}
        noted.append(Heard("slot_rejected", values))
    return tuple(noted)


def _noted_change(before: Progress, after: Progress, change: AnswerChange) -> list[Heard]:
    group, _, name = change.key.rpartition(".")
    slot = EVENT_SLOTS.get(name, name)
    if slot not in {*OWN_WORDS, "detail", "requested_time", "category"} or not change.value:
        return []
    numbers = [int(group.split(".")[1])] if group else list(needs_in(after.answers))
    requests = [f"{before.id}-{n}" for n in numbers]
    if slot == "category":
        old = before.answers.get(change.key) or first_guess(before.answers, f"{group}.")
        if old in ("", change.value):
            return []
        values = {"from": old, "to": change.value}
        return [Heard("category_changed", {"request": one, **values}) for one in requests]
    kind = "slot_set" if change.change is Change.SET else "slot_changed"
    return [Heard(kind, {"request": one, "slot": slot}) for one in requests]

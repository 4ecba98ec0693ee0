"""The key with which a messenger may send one's own number: there with the question, and gone with
the next message that can take it away, at the latest when the need is filed or dropped."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from bot.dialogs.intake.steps import INTAKE
from core.context import Context
from core.decision import Decision
from core.dialogs.progress import Progress, ProgressState
from core.messages import PhoneKey

STEP: Final = "phone"


def with_phone_key(context: Context, decision: Decision) -> Decision:
    """What is said in this chat, with the key where a phone is asked for now, and without it once
    one was asked for or given."""
    if any(_asks(one) for one in _intakes(decision.saves)):
        key = PhoneKey.OFFERED
    elif any(_asks(one) or STEP in one.answers for one in _intakes(context.progresses)):
        key = PhoneKey.TAKEN_AWAY
    else:
        return decision
    return decision.answering(context.chat.id, lambda own: replace(own, phone_key=key))


def _asks(progress: Progress) -> bool:
    return progress.asked is not None and progress.asked.key == STEP


def _intakes(values: Iterable[Any]) -> Iterator[Progress]:
    for one in values:
        intake = isinstance(one, Progress) and one.dialog == INTAKE.key
        if intake and one.state is ProgressState.OPEN:
            yield one

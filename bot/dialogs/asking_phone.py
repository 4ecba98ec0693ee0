"""The key with which a messenger may send one's own number: beside the question, and gone after."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from bot.dialogs.intake.steps import INTAKE
from core.context import Context
from core.decision import Decision
from core.dialogs.progress import Progress, ProgressState
from core.messages import PhoneKey

STEP: Final = "phone"


def with_phone_key(context: Context, decision: Decision) -> Decision:
    """What is said in this chat, with the key where a phone is asked for now, and without it where
    one was asked for until now."""
    key = PhoneKey.NONE
    if _asks(decision.saves):
        key = PhoneKey.OFFERED
    elif _asks(context.progresses):
        key = PhoneKey.TAKEN_AWAY
    own = next((one for one in decision.says if one.chat == context.chat.id), None)
    if own is None or not key:
        return decision
    told = replace(own, phone_key=key)
    return replace(decision, says=tuple(told if one is own else one for one in decision.says))


def _asks(values: Iterable[Any]) -> bool:
    found = (one for one in values if isinstance(one, Progress) and one.dialog == INTAKE.key)
    return any(
        one.state is ProgressState.OPEN and one.asked and one.asked.key == STEP for one in found
    )

"""Buttons that an enterprise presses: what each does stands in the message that it hangs under."""

from collections.abc import Callable
from typing import Final

from bot.announcements import stamp_of
from bot.dialogs import handover, linking, proposals, withdrawal
from bot.dialogs.intake import course
from bot.dialogs.intake.steps import HUMAN
from bot.dialogs.rating.entry import press_rating
from bot.dialogs.talk import Talk
from core.context import Dossier
from core.decision import Decision
from core.messages import Line
from core.requests.actions import Action

STALE: Final = Line("这个按钮已经用不上了。要办什么直接说就行。")
FINISHED: Final = Line("这件事已经提交了，要改请直接说，比如“电话改成……”。")

Presser = Callable[[Talk, str], Decision]


def press(talk: Talk) -> Decision:
    """Do what a button does; one that is forged, foreign or out of date is said to be so."""
    pressed = talk.context.pressed
    if pressed is None:
        return talk.say((STALE,))
    kind, _, rest = pressed.does.partition(":")
    presser = PRESSERS.get(kind)
    return presser(talk, rest) if presser else talk.say((STALE,))


def _intake(talk: Talk, rest: str) -> Decision:
    if rest == "new":
        return course.open_intake(talk)
    progress_id, key, answer = rest.split(":", 2)
    if progress_id not in {one.id for one in talk.context.progresses}:
        return talk.say((STALE,))
    if talk.intake is None or talk.intake.id != progress_id:
        return talk.say((FINISHED,))
    if answer == HUMAN:
        return handover.begin(talk)
    return course.press(talk, talk.intake, key, answer)


def _guide(talk: Talk, rest: str) -> Decision:
    return course.open_intake(talk, rest.rpartition(":")[2])


def _act(talk: Talk, rest: str) -> Decision:
    """An action on the request that the button names, for the proposal that it stood under."""
    request, _, deed = rest.rpartition(":")
    action, _, stamp = deed.partition("@")
    dossier, doing = _named(talk, request), ACTIONS.get(action)
    if dossier is None or doing is None or (stamp and not _still_waits(dossier, stamp)):
        return talk.say((STALE,))
    return doing(talk, dossier)


def _still_waits(dossier: Dossier, stamp: str) -> bool:
    """Whether the proposal under which the button hung is still the one to be agreed to."""
    proposal = dossier.request.proposal
    return proposal is not None and stamp_of(proposal) == stamp


def _named(talk: Talk, request: str) -> Dossier | None:
    return next((one for one in talk.context.dossiers if one.request.id == request), None)


def _handover(talk: Talk, _rest: str) -> Decision:
    return handover.end(talk)


ACTIONS: Final[dict[str, Callable[[Talk, Dossier], Decision]]] = {
    Action.CONFIRM: proposals.confirm,
    Action.REJECT: proposals.reject,
    Action.RESCHEDULE: proposals.propose,
    Action.WITHDRAW: withdrawal.withdraw,
}

PRESSERS: Final[dict[str, Presser]] = {
    "intake": _intake,
    "guide": _guide,
    "act": _act,
    "rate": press_rating,
    "handover": _handover,
    "link": linking.press,
}

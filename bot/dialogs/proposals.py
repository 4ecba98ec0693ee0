"""What the station proposed and the enterprise has to agree to: a time, an extension, an end."""

from datetime import datetime, time
from typing import Final

from bot.acting import Told, perform
from bot.dialogs.relay import to_room
from bot.dialogs.talk import Talk
from core.context import Dossier
from core.decision import Decision
from core.intents import Act
from core.messages import Line
from core.requests.act import Values, may
from core.requests.actions import Action
from core.requests.request import ProposalKind, Side
from core.shanghai import day_of, moment, moment_words
from core.wishes import DayPart, Wish

AGREED: Final = Line("好的，已确认{what}。")
ANOTHER: Final = Line("好的，已向{number}的负责人提议改到{when}，等对方确认。")
REJECTED: Final = Line("好的，已告诉对方您不同意。")
WHEN: Final = Line("您哪天方便？比如“下周二上午10点”。")
MORNING, AFTERNOON = "09:00", "14:00"
"""When a part of a day is proposed without a clock time, its beginning stands for it."""

TIMED: Final = frozenset({ProposalKind.APPOINTMENT, ProposalKind.RESCHEDULE})


def pending(talk: Talk) -> Dossier | None:
    """The request whose proposal waits for this person."""
    return next(
        (
            one
            for one in talk.open_dossiers
            if one.request.proposal and one.request.proposal.by is not Side.ENTERPRISE
        ),
        None,
    )


def hear(talk: Talk) -> Decision | None:
    """Agree, propose another time or refuse in plain words; None where nothing of it is said."""
    dossier, reading = pending(talk), talk.reading
    if dossier is None or dossier.request.proposal is None:
        return None
    corrected = reading.phones or reading.companies or reading.contacts
    if reading.does(Act.CORRECT) and corrected:
        return None  # whom to call is corrected, not the time
    wish = _another_time(talk, dossier)
    if wish is not None:
        return reschedule(talk, dossier, wish)
    if talk.reading.does(Act.DENY, Act.CORRECT) and not talk.reading.does(Act.AFFIRM):
        timed = dossier.request.proposal.kind in TIMED
        return (
            to_room(talk, dossier.request.id) + talk.say((WHEN,))
            if timed
            else reject(talk, dossier)
        )
    if talk.reading.does(Act.AFFIRM, Act.ACKNOWLEDGE):
        return confirm(talk, dossier) + to_room(talk, dossier.request.id)
    return None


def confirm(talk: Talk, dossier: Dossier) -> Decision:
    """Agree to what was proposed."""
    proposal = dossier.request.proposal
    _, moved = perform(talk.context, dossier, Action.CONFIRM, talk.actor)
    what = proposal.kind.label if proposal else ""
    if proposal and proposal.value:
        what = f"{what}：{moment_words(proposal.value)}"
    return moved + talk.say((Line(AGREED.template, {"what": what}),))


def reject(talk: Talk, dossier: Dossier) -> Decision:
    """Refuse, with the words as the reason."""
    told = Told(note=talk.reading.text or "不同意")
    _, moved = perform(talk.context, dossier, Action.REJECT, talk.actor, told)
    return moved + talk.say((REJECTED,))


def reschedule(talk: Talk, dossier: Dossier, wish: Wish) -> Decision:
    """Propose another time to the station."""
    at = _moment(wish)
    if at is None:
        return talk.say((WHEN,))
    action = (
        Action.BOOK
        if may(dossier.request, Action.RESCHEDULE, talk.actor, talk.context.now)
        else Action.RESCHEDULE
    )
    told = Told(values=Values(time=at))
    _, moved = perform(talk.context, dossier, action, talk.actor, told)
    values = {"number": dossier.request.number, "when": moment_words(at)}
    noted = talk.heard("slot_changed", request=dossier.request.id, slot="appointment")
    return moved + talk.say((Line(ANOTHER.template, values),)) + noted


def _another_time(talk: Talk, dossier: Dossier) -> Wish | None:
    proposal = dossier.request.proposal
    if proposal is None or proposal.kind not in TIMED:
        return None
    dated = [found.wish for found in talk.reading.wishes if found.wish.date]
    if not dated or _moment(dated[-1]) == proposal.value:
        return None
    same_day = proposal.value is not None and day_of(proposal.value) == dated[-1].date
    agrees = talk.reading.does(Act.AFFIRM) and same_day and not dated[-1].time
    return None if agrees else dated[-1]


def _moment(wish: Wish) -> datetime | None:
    if wish.date is None:
        return None
    default = AFTERNOON if wish.part is DayPart.PM else MORNING
    return moment(wish.date, time.fromisoformat(wish.time or default))

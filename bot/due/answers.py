"""What became of an answer: not fetched in good time, or fetched after all."""

from collections.abc import Iterator
from dataclasses import replace

from bot.acting import Told, perform
from bot.due.requests import remind, standing
from core.context import Dossier
from core.conversations import Said
from core.decision import NOTHING, Decision
from core.due import Due
from core.due_context import DueContext
from core.messages import Delivery, Outbound
from core.people import SYSTEM
from core.requests.act import may
from core.requests.actions import Action
from core.requests.command import Values


def unseen(due: Due, known: DueContext) -> Decision:
    """Mark what the enterprise has not fetched, tell the owner, and take back the time of a first
    answer that was not received (T42d)."""
    dossier = standing(due, known)
    if dossier is None or not known.unseen:
        return NOTHING
    marked = Decision(says=tuple(_failed(known.unseen)))
    return marked + remind(due, known) + _missed(known, dossier)


def reached(due: Due, known: DueContext) -> Decision:
    """An answer given up for lost was fetched: it counts from now (T42e), if none came before."""
    del due
    dossier = known.dossier
    if dossier is None or may(dossier.request, Action.REACH, SYSTEM, known.context.now):
        return NOTHING
    return perform(known.context, dossier, Action.REACH, SYSTEM)[1]


def _failed(rows: tuple[Said, ...]) -> Iterator[Outbound]:
    for row in rows:
        yield replace(row.message, delivery=Delivery.FAILED, replaces=row.n)


def _missed(known: DueContext, dossier: Dossier) -> Decision:
    """Only where the very first answer is among what was not fetched, and nothing began since."""
    request = dossier.request
    first = next((row.at for row in known.unseen if row.at == request.replied_at), None)
    if first is None or request.started_at is not None or request.ended_at is not None:
        return NOTHING
    told = Told(values=Values(time=first))
    return perform(known.context, dossier, Action.MISS, SYSTEM, told)[1]

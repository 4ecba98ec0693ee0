"""What is said behind a refusal: who holds the request, and what may be done with it."""

from typing import Final

from bot.cards import CONNECTED
from bot.room.lists import GONE
from bot.room.talk import RoomTalk
from core.context import Dossier
from core.refusals import Refused
from core.requests.act import NO_SUCH_MOVE, available

INSTEAD: Final = "现在可以：{actions}。"
HELD_BY: Final = "由{owner}负责。"


def instead(talk: RoomTalk, refused: Refused) -> str:
    """Who holds this request and what the member may do with it, where its state forbids the
    rest."""
    dossier = talk.here or (talk.found(talk.spoken.number) if talk.spoken else None)
    if refused.msgid != NO_SUCH_MOVE or dossier is None:
        return ""
    open_to = available(dossier.request, (talk.actor,), talk.context.now)
    labels = [action.label for action in open_to if action in CONNECTED]
    instead = INSTEAD.format(actions="、".join(labels)) if labels else ""
    return _held_by_another(talk, dossier) + instead


def _held_by_another(talk: RoomTalk, dossier: Dossier) -> str:
    owner = dossier.request.owner
    if owner in ("", talk.person.id):
        return ""
    return HELD_BY.format(owner=talk.names.get(owner, GONE))

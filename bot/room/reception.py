"""A member has the word in an enterprise's chat, and the assistant keeps still until the end."""

from dataclasses import replace

from bot.room.talk import RoomTalk
from core.context import Dossier
from core.conversations import Chat
from core.decision import Decision
from core.due import CallOff, DueKind
from core.requests.actions import Action


def followed(talk: RoomTalk, before: Dossier, after: Dossier, action: Action) -> Decision:
    """What taking over and giving back mean for the enterprise's chat."""
    reception = talk.context.reception
    if reception is None or reception.chat.id != after.request.chat:
        return Decision()
    if action is Action.TAKE_OVER:
        return Decision(saves=(_taken(reception.chat, talk),))
    if action is Action.REASSIGN and before.request.handled_at_reception:
        held = replace(reception.chat, handed_over_to=after.request.owner)
        return Decision(saves=(held,))
    return given_back(reception.chat) if action is Action.HAND_BACK else Decision()


def given_back(chat: Chat) -> Decision:
    """The assistant has the word again, and nothing waits for the end of the reception."""
    free = replace(chat, handed_over_at=None, handed_over_to="")
    return Decision(saves=(free,), calls_off=(CallOff(chat.id, (DueKind.HANDOVER_END,)),))


def _taken(chat: Chat, talk: RoomTalk) -> Chat:
    since = chat.handed_over_at or talk.context.now
    return replace(chat, handed_over_at=since, handed_over_to=talk.person.id)

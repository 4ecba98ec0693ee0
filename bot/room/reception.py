"""A member has the word in an enterprise's chat, and the assistant keeps still until the end."""

from dataclasses import replace

from bot.dialogs.handover import released
from bot.due.conversation_rows import handover_left, handover_touched
from bot.room.talk import RoomTalk
from core.context import Dossier
from core.conversations import Chat
from core.decision import Decision
from core.requests.actions import Action


def followed(talk: RoomTalk, after: Dossier, action: Action) -> Decision:
    """What a move means for the enterprise's chat: who has the word, and for how long."""
    reception = talk.context.reception
    if reception is None or reception.chat.id != after.request.chat:
        return Decision()
    chat, request = reception.chat, after.request
    if action is Action.HAND_BACK:
        return given_back(chat)
    if action is Action.TAKE_OVER:
        since = chat.handed_over_at or talk.context.now
        return _held(talk, replace(chat, handed_over_at=since, handed_over_to=request.owner))
    if action is Action.REASSIGN and request.handled_at_reception:
        return _held(talk, replace(chat, handed_over_to=request.owner))
    spoke = action is Action.REPLY and chat.handed_over_at is not None
    return handover_touched(talk.context, chat) if spoke else Decision()


def given_back(chat: Chat) -> Decision:
    """The assistant has the word again, and nothing waits for the end of the reception."""
    return Decision(saves=(released(chat),)) + handover_left(chat)


def _held(talk: RoomTalk, chat: Chat) -> Decision:
    return Decision(saves=(chat,)) + handover_touched(talk.context, chat)

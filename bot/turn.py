"""A message on its way to a decision: read before it waits, decided inside the transaction."""

from dataclasses import replace

from bot.conversation import converse
from bot.dialogs import complaints, linking
from bot.dialogs.rating.form import fill_in
from bot.dialogs.talk import Talk
from bot.intents.lexicon import Lexicon
from bot.intents.normal import storable
from bot.intents.reading import Reading, read
from bot.lessons.keeping import explained
from bot.room.deciding import decide_room
from bot.room.needing import needs_of
from core.context import Context, Needs
from core.conversations import Chat, ChatKind
from core.decision import Decision
from core.messages import Inbound, InboundKind, Line
from storage.turns import Arrival


def arrival(inbound: Inbound, lexicon: Lexicon, also: tuple[Line, ...] = ()) -> Arrival:
    """Read a message and say how it will be decided once its chat's turn has come; the answer ends
    with what is `also` to be said."""
    if (text := storable(inbound.text)) != inbound.text:
        inbound = replace(inbound, text=text)
    reading = read(inbound.text, inbound.at, lexicon)
    if inbound.instead:
        reading = reading.put_for(inbound.instead)

    def decide(context: Context) -> Decision:
        decision = explained(decided(inbound, reading, context), lexicon)
        return decision.answering(
            context.chat.id, lambda own: replace(own, lines=(*own.lines, *also))
        )

    def needs(chat: Chat) -> Needs:
        if chat.kind is ChatKind.ROOM:
            return needs_of(inbound, reading)
        return Needs(served=complaints.may_complain(reading), linking=linking.wanted(reading))

    return Arrival(inbound, decide, needs)


def decided(inbound: Inbound, reading: Reading, context: Context) -> Decision:
    """An enterprise converses or fills in a form; the staff work in their room."""
    if inbound.kind is InboundKind.FORM:
        return fill_in(Talk(inbound, reading, context))
    if context.chat.kind is ChatKind.ROOM:
        return decide_room(inbound, reading, context)
    return converse(inbound, reading, context)

"""Talk among the staff: those who sit in another room of the station read it there."""

from collections.abc import Callable

from bot.room import hushing
from bot.room.talk import RoomTalk
from core.decision import NOTHING, Decision
from core.masking import scrub
from core.messages import Line, Outbound

Told = Callable[[RoomTalk], Decision | None]


def talked(talk: RoomTalk) -> Decision:
    """Show talk in the other rooms; what only its author may see stays with them."""
    if not talk.text or hushing.hushed(talk).says:
        return NOTHING
    context = talk.context
    others = (room for room in context.station.rooms if room != context.chat.id)
    said = Line("{said}", {"said": scrub(talk.text)})
    return Decision(
        says=tuple(
            Outbound(room, (said,), thread=talk.thread, source=talk.person.id) for room in others
        )
    )


def talked_if(told: Told) -> Told:
    """A rule for talk of which its author is told something: the others read it all the same."""

    def rule(talk: RoomTalk) -> Decision | None:
        answer = told(talk)
        return None if answer is None else talked(talk) + answer

    return rule

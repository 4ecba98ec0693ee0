"""The rows that a conversation keeps in front of it: of a draft left idle, of a reception's end.

Each has one row for its whole life, moved with every word. What was done once (the one reminder of
a draft, the end of a reception) is not opened again, since its key stays the same.
"""

from core.context import Context
from core.conversations import Chat
from core.decision import Decision
from core.dialogs.progress import Progress
from core.due import About, CallOff, DueKind
from core.timers import start


def draft_touched(context: Context, progress: Progress) -> Decision:
    """The enterprise spoke about an unfinished need: its reminder counts from now."""
    about = About(progress.id, context.station.id, progress.chat)
    calendar, begun = context.station.calendar, progress.started_at
    return Decision(saves=start(DueKind.IDLE_DRAFT, about, context.now, calendar, since=begun))


def draft_left(progress: Progress) -> Decision:
    """The need was filed or dropped: nothing is to be reminded of."""
    return Decision(calls_off=(CallOff(progress.id, (DueKind.IDLE_DRAFT,)),))


def handover_touched(context: Context, chat: Chat) -> Decision:
    """A person was called, or spoke: the reception ends that much later. `chat` as it now is."""
    about = About(chat.id, context.station.id, chat.id)
    calendar, begun = context.station.calendar, chat.handed_over_at
    return Decision(saves=start(DueKind.HANDOVER_END, about, context.now, calendar, since=begun))


def handover_left(chat: Chat) -> Decision:
    """The reception has ended by somebody's word."""
    return Decision(calls_off=(CallOff(chat.id, (DueKind.HANDOVER_END,)),))

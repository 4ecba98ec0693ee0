"""Everything that a clock sets off, as one table from the kind of a row to what it does.

What is decided here is pure: the row and what is known of its subject give a decision. Whatever no
longer holds does nothing, and what the table of moves refuses does nothing either.
"""

from collections.abc import Callable
from typing import Final

from bot.due import answers, brief, chats, lessons, ratings, requests
from core.decision import NOTHING, Decision
from core.due import Due, DueKind
from core.due_context import DueContext
from core.refusals import Refused
from core.timers import again

DECIDERS: Final[dict[DueKind, Callable[[Due, DueContext], Decision]]] = {
    DueKind.UNCLAIMED: requests.climb,
    DueKind.SILENT: requests.release,
    DueKind.REPLY_DUE: requests.remind,
    DueKind.UNSEEN: answers.unseen,
    DueKind.REACHED: answers.reached,
    DueKind.APPOINTMENT_EVE: requests.remind,
    DueKind.FOLLOW_UP: requests.remind,
    DueKind.HALF_TIME: requests.remind,
    DueKind.DUE_SOON: requests.remind,
    DueKind.OVERDUE: requests.remind,
    DueKind.SUSPENSION_OVER: requests.remind,
    DueKind.IDLE_DRAFT: chats.nudge,
    DueKind.HANDOVER_END: chats.end_reception,
    DueKind.RATING_INVITATION: ratings.invite,
    DueKind.RATING_REMINDER: ratings.remind,
    DueKind.RATING_CLOSE: ratings.close_window,
    DueKind.BAD_RATING_CONTACT: ratings.chase,
    DueKind.BAD_RATING_FIX: ratings.chase,
    DueKind.BAD_RATING_PLAN: ratings.chase,
    DueKind.DAILY_BRIEF: brief.brief,
    DueKind.LESSONS_REPORT: lessons.report,
}


def decide_due(due: Due, known: DueContext) -> Decision:
    """What happens now that a row has fallen due, and when it will again."""
    try:
        decision = DECIDERS[due.kind](due, known)
    except Refused:
        return NOTHING
    return decision + Decision(saves=_next_turn(due, known))


def _next_turn(due: Due, known: DueContext) -> tuple[Due, ...]:
    """A timer that repeats begins anew, for a request only while it stands."""
    if due.kind in requests.STANDS and requests.standing(due, known) is None:
        return ()
    return again(due, known.context.now, known.context.station.calendar)

"""The rating that the end of a service begins: empty, with the rows that will ask for it.

Where the service is taken up again that rating is over, and the next end begins one of its own.
"""

from datetime import datetime
from typing import Final

from core.context import Context, Dossier
from core.decision import NOTHING, Decision
from core.rating_rows import rating_changes, reopened_changes
from core.ratings import invite
from core.requests.events import EventType, RequestEvent

ENDINGS: Final = frozenset({EventType.ENDED, EventType.ANSWERED_ON_THE_SPOT})
"""A service that was broken off is not rated (T34 leads to no evaluation)."""


def invited(context: Context, dossier: Dossier, event: RequestEvent) -> Decision:
    """Begin the rating of a service that has just ended, end that of one just reopened. The
    enterprise may give it from now on; it is asked by what falls due, so that the night holds the
    question and not the answer."""
    calendar = context.station.calendar
    if event.type is EventType.REOPENED:
        over = reopened_changes(dossier.request, context.now, calendar)
        return Decision(saves=over.saves, calls_off=over.calls_off)
    if event.type not in ENDINGS:
        return NOTHING
    rated = invite(dossier.request, _known_at(event), calendar)
    rows = rating_changes(None, rated.rating, calendar)
    return Decision(saves=(rated.rating, *rated.events, *rows.saves))


def _known_at(event: RequestEvent) -> datetime:
    """A service recorded afterwards leaves the whole window all the same."""
    entered = event.values.get("entered")
    return datetime.fromisoformat(entered) if entered else event.at

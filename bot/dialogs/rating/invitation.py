"""The rating that the end of a service begins: empty, with the rows that will ask for it."""

from datetime import datetime
from typing import Final

from core.context import Context, Dossier
from core.decision import NOTHING, Decision
from core.rating_rows import rating_changes
from core.ratings import invite
from core.requests.events import EventType, RequestEvent

ENDINGS: Final = frozenset({EventType.ENDED, EventType.ANSWERED_ON_THE_SPOT})
"""A service that was broken off is not rated (T34 leads to no evaluation)."""


def invited(context: Context, dossier: Dossier, event: RequestEvent) -> Decision:
    """Begin the rating of a service that has just ended. The enterprise may give it from now on;
    it is asked by what falls due, so that the night holds the question and not the answer."""
    if event.type not in ENDINGS:
        return NOTHING
    calendar = context.station.calendar
    rated = invite(dossier.request, _known_at(event), calendar)
    rows = rating_changes(None, rated.rating, calendar)
    return Decision(saves=(rated.rating, *rated.events, *rows.saves))


def _known_at(event: RequestEvent) -> datetime:
    """A service recorded afterwards leaves the whole window all the same."""
    entered = event.values.get("entered")
    return datetime.fromisoformat(entered) if entered else event.at

"""What is known when something falls due: the chat's context, and what the row is about."""

from collections.abc import Callable
from dataclasses import dataclass

from core.bad_ratings import BadRatingCase
from core.context import Context, Dossier
from core.conversations import Said
from core.decision import Decision
from core.due import Due
from core.lessons import TaughtMonth
from core.rating import Rating
from core.requests.request import ServiceRequest


@dataclass(frozen=True, slots=True)
class DueContext:
    """`context` is that of the chat concerned, with nobody writing in it. `requests` are those in
    work at the station, for the brief; `complaint_open` is about the dossier's request; `unseen`
    are the lines in rooms about words that the enterprise has not fetched; `taught` is what the
    month before taught, for the report to the head."""

    context: Context
    dossier: Dossier | None = None
    rating: Rating | None = None
    case: BadRatingCase | None = None
    complaint_open: bool = False
    unseen: tuple[Said, ...] = ()
    requests: tuple[ServiceRequest, ...] = ()
    taught: TaughtMonth | None = None


DecideDue = Callable[[Due, DueContext], Decision]

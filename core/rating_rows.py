"""The due rows of a rating and of a bad-rating case, as they follow from where these stand."""

from dataclasses import replace
from datetime import datetime

from core.bad_ratings import BadRatingCase, CaseState
from core.due import About, CallOff, Due, DueKind, key_of
from core.due_rows import DueChanges
from core.rating import Rating, RatingStatus, rating_id
from core.requests.request import ServiceRequest
from core.timers import start
from core.working_time import Calendar

ASKING = (DueKind.RATING_INVITATION, DueKind.RATING_REMINDER)


def rating_changes(before: Rating | None, after: Rating, calendar: Calendar) -> DueChanges:
    """Invited: ask, remind, close. Submitted: ask no more. Closed: nothing is left."""
    if before is None:
        return DueChanges(saves=_rows_of_rating(after, calendar))
    if before.is_open and not after.is_open:
        return _off(after.id, *ASKING, DueKind.RATING_CLOSE)
    newly = before.status is not after.status and after.status is RatingStatus.SUBMITTED
    return _off(after.id, *ASKING) if newly else DueChanges()


def reopened_changes(request: ServiceRequest, at: datetime, calendar: Calendar) -> DueChanges:
    """Reopened: the rating of the cycle before asks no more, and its window ends at once."""
    rating = rating_id(request.id, request.cycle - 1)
    about, kind = About(rating, request.station, request.chat), DueKind.RATING_CLOSE
    close = (
        replace(due, key=key_of(about, kind, due.rung, at), due_at=at, sends_at=at)
        for due in start(kind, about, at, calendar)
    )
    return DueChanges((CallOff(rating, (*ASKING, kind)),), tuple(close))


def case_changes(
    before: BadRatingCase | None, after: BadRatingCase, calendar: Calendar
) -> DueChanges:
    """Opened: call back, mend. What was done is called off; what proved complex has longer."""
    if before is None:
        rows = _of_case(after, DueKind.BAD_RATING_CONTACT, calendar)
        return DueChanges(saves=rows + _of_case(after, DueKind.BAD_RATING_FIX, calendar))
    over = _off(after.id, *_finished(after))
    if after.complex and not before.complex:
        plan = _of_case(after, DueKind.BAD_RATING_PLAN, calendar)
        off = CallOff(after.id, (DueKind.BAD_RATING_FIX,))
        return DueChanges((*over.calls_off, off), plan)
    return over


def _finished(case: BadRatingCase) -> tuple[DueKind, ...]:
    mended = (DueKind.BAD_RATING_FIX, DueKind.BAD_RATING_PLAN)
    done = () if case.state is CaseState.OPENED else (DueKind.BAD_RATING_CONTACT,)
    return (*done, *mended) if case.fixed_at or not case.is_open else done


def _off(object_: str, *kinds: DueKind) -> DueChanges:
    return DueChanges((CallOff(object_, kinds),)) if kinds else DueChanges()


def _rows_of_rating(rating: Rating, calendar: Calendar) -> tuple[Due, ...]:
    about = About(rating.id, rating.station, rating.chat)
    kinds = (*ASKING, DueKind.RATING_CLOSE)
    return tuple(due for kind in kinds for due in start(kind, about, rating.ended_at, calendar))


def _of_case(case: BadRatingCase, kind: DueKind, calendar: Calendar) -> tuple[Due, ...]:
    about = About(case.id, case.station, case.chat)
    return start(kind, about, case.opened_at, calendar)

"""What a station was taught in the month before, and what its lessons now propose."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from bot.intents.lexicon import Lexicon
from bot.lessons.gold import gold_sets
from bot.lessons.misroutes import misrouted
from bot.lessons.reviewing import Judged, review
from core.due import Due, DueKind
from core.lessons import Lesson, TaughtMonth, Waiting
from core.lexicon_changes import ChangeKind
from core.shanghai import day_of, first_of_month, moment
from storage.connections import Connection
from storage.lessons import filed_between, lessons_between
from storage.schema import Schema

YEAR: Final = 12


class Material(NamedTuple):
    """What the report is made from: lessons of a year, and how the last month's requests went."""

    lessons: tuple[Lesson, ...]
    since: datetime
    misrouted: int
    filed: int


def material(due: Due, schema: Schema) -> Callable[[Connection], Material]:
    """Read the material of a report; the month is the one before that in which it is due."""
    this_month = first_of_month(day_of(due.due_at))
    since, until = moment(first_of_month(this_month, -1)), moment(this_month)
    year = moment(first_of_month(this_month, -YEAR))

    def read(connection: Connection) -> Material:
        lessons = lessons_between(connection, schema, year, until, due.station)
        filed = filed_between(connection, since, until, due.station)
        return Material(lessons, since, len(misrouted(lessons, filed)), len(filed))

    return read


def taught_in(material: Material, lexicon: Lexicon) -> TaughtMonth:
    """The report. Judging takes seconds where there is something to judge."""
    last = [one for one in material.lessons if one.at >= material.since]
    found = review(material.lessons, lexicon, gold_sets()).judged if material.lessons else ()
    waiting = tuple(map(_waiting, (one for one in found if one.passes)))
    return TaughtMonth(len(last), material.misrouted, material.filed, waiting)


def _waiting(one: Judged) -> Waiting:
    proposal, held_out = one.proposal, one.together.held_out
    dropped = proposal.kind is ChangeKind.DROP
    return Waiting(proposal.term, proposal.category, dropped, held_out.after - held_out.before)


def is_report(due: Due) -> bool:
    """Whether this is such a report."""
    return due.kind is DueKind.LESSONS_REPORT

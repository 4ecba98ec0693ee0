"""Work that is due later: one row for each thing that a clock, not a person, will set off.

A row is written in the commit of what caused it and called off the same way. It keeps the moment
from which it counts, so that new opening hours or new deadlines can move it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.shanghai import local

KEY_SEPARATOR: Final = "|"


class DueKind(StrEnum):
    """Persisted: a word here is never renamed."""

    UNCLAIMED = "unclaimed"
    SILENT = "silent"
    REPLY_DUE = "reply_due"
    UNSEEN = "unseen"
    REACHED = "reached"
    APPOINTMENT_EVE = "appointment_eve"
    FOLLOW_UP = "follow_up"
    HALF_TIME = "half_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    SUSPENSION_OVER = "suspension_over"
    IDLE_DRAFT = "idle_draft"
    HANDOVER_END = "handover_end"
    RATING_INVITATION = "rating_invitation"
    RATING_REMINDER = "rating_reminder"
    RATING_CLOSE = "rating_close"
    BAD_RATING_CONTACT = "bad_rating_contact"
    BAD_RATING_FIX = "bad_rating_fix"
    BAD_RATING_PLAN = "bad_rating_plan"
    DAILY_BRIEF = "daily_brief"
    LESSONS_REPORT = "lessons_report"


class DueState(StrEnum):
    """A row that was done is never opened again, whoever writes its key once more."""

    OPEN = "open"
    DONE = "done"
    CALLED_OFF = "called_off"


class Audience(StrEnum):
    """To whom something due goes; `SYSTEM` is no message but a thing to be done."""

    ENTERPRISE = "enterprise"
    GROUP = "group"
    OWNER = "owner"
    HEAD = "head"
    ESCALATION_CONTACT = "escalation_contact"
    CASE_OWNER = "case_owner"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class About:
    """What the work is about: a request, a rating, a case, a chat or a station, by its id."""

    object: str
    station: str
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """One rung of one timer. It is due at `due_at` and goes out at `sends_at`, which is later
    where quiet hours hold it; a sweep looks at `sends_at` alone."""

    key: str
    object: str
    station: str
    chat: str
    kind: DueKind
    rung: str
    base_at: datetime
    due_at: datetime
    sends_at: datetime
    state: DueState = DueState.OPEN

    @property
    def about(self) -> About:
        return About(self.object, self.station, self.chat)


@dataclass(frozen=True, slots=True)
class CallOff:
    """Due work that is no longer wanted: of one object, of these kinds; none means all kinds."""

    object: str
    kinds: tuple[str, ...] = ()

    def covers(self, due: Due) -> bool:
        """Whether a row is called off by this."""
        return due.object == self.object and (not self.kinds or due.kind in self.kinds)


def key_of(about: About, kind: DueKind, rung: str, cause: datetime) -> str:
    """The same thing set off by the same cause has the same key, so it happens once."""
    second = local(cause).replace(microsecond=0, tzinfo=None)
    return KEY_SEPARATOR.join((about.object, kind, rung, second.isoformat()))

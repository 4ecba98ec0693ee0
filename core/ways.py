"""By which way a message reaches an enterprise whose messenger does not always let us write.

The first that is open is taken: an ordinary message while a contact of theirs is fresh; for a
rating, a notice that was consented to, then the record of the service, both with a link to the
page; another chat of the same enterprise; and at last nothing until the enterprise is heard of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.windows import Window, usable


class Way(StrEnum):
    """How a message goes."""

    MESSAGE = "message"
    NOTICE = "notice"
    RECORD = "record"
    CHAT = "chat"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be sent: words of a person or of the system, the rating that it asks for."""

    by_person: bool
    rating: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is open for one message: windows, consents left, whether the record of its service may
    still be sent, another chat that can be reached; `barred` is what the account may not do."""

    windows: Sequence[Window] = ()
    consents: int = 0
    record: bool = False
    chat: str = ""
    barred: frozenset[Way] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """The way, with the window that an ordinary message uses."""

    way: Way
    window: Window | None = None


def planned(wanted: Wanted, standing: Standing, now: datetime) -> Plan:
    """The first way that is open."""
    window = usable(standing.windows, now, by_person=wanted.by_person)
    if window and Way.MESSAGE not in standing.barred:
        return Plan(Way.MESSAGE, window)
    open_ways = {
        Way.NOTICE: bool(wanted.rating) and standing.consents > 0,
        Way.RECORD: bool(wanted.rating) and standing.record,
        Way.CHAT: bool(standing.chat),
    }
    found = (way for way, is_open in open_ways.items() if is_open and way not in standing.barred)
    return Plan(next(found, Way.CONTACT))

"""Which value is kept in which table, and which of its columns are sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from core.bad_ratings import BadRatingCase
from core.consents import Consents
from core.conversations import (
    CardCode,
    CardPost,
    Chat,
    Focus,
    Outlet,
    Picture,
    Received,
    Said,
    Topic,
)
from core.dialogs.progress import Progress
from core.due import Due
from core.erasures import Erasure
from core.feedback import Feedback
from core.lessons import Lesson
from core.links import Link, LinkCode, LinkTries
from core.outages import Outage
from core.parties import Access, Contact, Identity, Person, Words
from core.rating import Rating, RatingEvent
from core.requests.events import RequestEvent
from core.requests.request import ServiceRequest
from core.windows import Window
from storage import tables
from storage.codec import Raw
from storage.rows import Bound, Table
from storage.seal import Seal

PHONE_END: Final = 4


def _found_by_phone(contact: Contact, seal: Seal) -> Mapping[str, Raw]:
    digits = "".join(filter(str.isdigit, contact.phone))
    return {
        "phone_digest": seal.digest(digits) if digits else "",
        "phone_end_digest": seal.digest(digits[-PHONE_END:]) if digits else "",
    }


def _found_by_thread(said: Said, _seal: Seal) -> Mapping[str, Raw]:
    return {"thread": said.message.thread}


def _never_tried(_due: Due, _seal: Seal) -> Mapping[str, Raw]:
    """A row that is written, or written anew, has failed at nothing yet."""
    return {"tries": 0, "fault": ""}


TABLES: Final[tuple[Table[Any], ...]] = (
    Table(Person, tables.PersonRow, private=("name",)),
    Table(Identity, tables.IdentityRow),
    Table(Chat, tables.ChatRow),
    Table(Outlet, tables.OutletRow),
    Table(CardPost, tables.CardPostRow),
    Table(Topic, tables.TopicRow),
    Table(Focus, tables.FocusRow),
    Table(CardCode, tables.CardCodeRow),
    Table(Received, tables.InboxRow, private=("text", "fault")),
    Table(Said, tables.OutboxRow, private=("message",), extra=_found_by_thread),
    Table(Progress, tables.ProgressRow, private=("answers",)),
    Table(ServiceRequest, tables.RequestRow, private=("wish",)),
    Table(RequestEvent, tables.RequestEventRow, private=("values",)),
    Table(Words, tables.WordsRow, private=("text",)),
    Table(
        Contact,
        tables.ContactRow,
        private=("name", "phone"),
        extra=_found_by_phone,
    ),
    Table(Picture, tables.PictureRow),
    Table(Feedback, tables.FeedbackRow),
    Table(Link, tables.ChatLinkRow),
    Table(LinkCode, tables.LinkCodeRow),
    Table(LinkTries, tables.LinkTriesRow),
    Table(Access, tables.AccessRow),
    Table(Due, tables.DueRow, extra=_never_tried, unless="due.state = 'done'"),
    Table(Rating, tables.RatingRow),
    Table(RatingEvent, tables.RatingEventRow),
    Table(BadRatingCase, tables.BadRatingCaseRow),
    Table(Window, tables.ContactWindowRow),
    Table(Consents, tables.ConsentRow),
    Table(Outage, tables.OutageRow),
    Table(Erasure, tables.ErasureRow),
    Table(Lesson, tables.LessonRow, private=("words", "matched")),
)


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """All tables, bound to the key that seals them. Each is itself alone, so that what is compiled
    from it is found by it."""

    seal: Seal
    bound: Mapping[type, Bound[Any]]

    def of(self, kind: type) -> Bound[Any]:
        """The table that keeps values of this kind."""
        return self.bound[kind]


@cache
def schema(key: str = "") -> Schema:
    """Bind every table to the seal of this key; without one nothing is sealed."""
    seal = Seal(key)
    return Schema(seal, {table.kind: table.bind(seal) for table in TABLES})

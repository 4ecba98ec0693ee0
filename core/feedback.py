"""Complaints and opinions (4.4.1.1, 4.4.1.5): numbered, acknowledged, and the head's to answer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.people import Actor, may_settle
from core.refusals import Refused

NOT_YOURS: Final = "这件事由站长处理，而且不能由当事人自己处理。"
CLOSED_ALREADY: Final = "这件事已经办结了。"
NOT_SPEAKER: Final = "投诉由提出的人自己撤回。"
NOT_TOLD: Final = "请写明要告知对方的处理结果。"


class FeedbackKind(StrEnum):
    """Persisted: a word here is never renamed."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def letters(self) -> str:
        """What stands in the number of such a case."""
        return LETTERS[self]


LABELS: Final = {FeedbackKind.COMPLAINT: "投诉", FeedbackKind.SUGGESTION: "意见"}
LETTERS: Final = {FeedbackKind.COMPLAINT: "TS", FeedbackKind.SUGGESTION: "YJ"}


@dataclass(frozen=True, slots=True)
class Feedback:
    """One complaint or opinion. `concerned` are those it may be about, who keep out of it;
    `words` are the ids of what was said, a space between them, and empty while nothing but the
    wish to complain was; `note` is the id of what was answered, or of the taking back."""

    id: str
    number: str
    kind: FeedbackKind
    station: str
    chat: str
    person: str
    request: str
    words: str
    opened_at: datetime
    concerned: tuple[str, ...] = ()
    note: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def said(self) -> tuple[str, ...]:
        """The ids of the words, in the order in which they were said."""
        return tuple(self.words.split())


def more(feedback: Feedback, words: str, concerned: Iterable[str]) -> Feedback:
    """The same matter with further words (their id), which may be about further persons."""
    everybody = tuple(dict.fromkeys((*feedback.concerned, *concerned)))
    return replace(feedback, words=" ".join((*feedback.said, words)), concerned=everybody)


def take_back(feedback: Feedback, by: Actor, at: datetime, note: str) -> Feedback:
    """Close what its own speaker takes back, in the words of that note."""
    if not feedback.is_open:
        raise Refused(CLOSED_ALREADY)
    if not by.speaks_for(feedback.person):
        raise Refused(NOT_SPEAKER)
    return replace(feedback, note=note, closed_at=at, closed_by=by.person)


def close(
    feedback: Feedback, by: Actor, at: datetime, note: str, escalation_contact: str = ""
) -> Feedback:
    """Close with a note (the id of its words) that is told to whoever spoke up, or refuse."""
    if not feedback.is_open:
        raise Refused(CLOSED_ALREADY)
    if not may_settle(by, feedback.concerned, escalation_contact):
        raise Refused(NOT_YOURS)
    if not note:
        raise Refused(NOT_TOLD)
    return replace(feedback, note=note, closed_at=at, closed_by=by.person)

"""What became of a conversation, read from the rows that it left and from nothing else."""

import json
from dataclasses import dataclass
from typing import Any, Final

from bot.dialogs.handover import complete
from core.conversations import Received
from core.dialogs.progress import Progress
from core.parties import Contact, Words
from core.rating import Rating, score_for_comparison
from core.rating_items import Level, Solved
from core.requests.request import ServiceRequest
from core.requests.status import Group, Status
from core.shanghai import local
from core.wishes import decode
from storage.connections import Connection
from storage.schema import Schema

STATES: Final = {
    Group.INCOMPLETE: "incomplete",
    Group.OPEN: "open",
    Group.ENDED: "ended",
    Group.CANCELLED: "cancelled",
    Group.ELSEWHERE: "open",
}

EVENTS: Final = "SELECT type FROM request_event WHERE id LIKE ? ORDER BY at, length(id), id"


@dataclass(frozen=True, slots=True)
class Observer:
    """Reads a replayed installation."""

    schema: Schema

    def requests(self, connection: Connection) -> list[dict[str, Any]]:
        """Every need in the order opened, with the keys of a script's `expected.requests`."""
        found = self.schema.of(ServiceRequest).query(order="entered_at").all(connection)
        drafts = {one.id: one for one in self._progresses(connection)}
        shown = [self._shown(connection, request, drafts) for request in found]
        spoken = [one for one in shown if one["slots"]["detail"] or one["status"] != "incomplete"]
        return [{"request": n, **one} for n, one in enumerate(spoken, 1)]

    def heard(self, connection: Connection, turn: str) -> list[dict[str, Any]]:
        """What the assistant understood in a turn."""
        table = self.schema.of(Received)
        received = table.query("id").one(connection, int(turn.removeprefix("i")))
        heard = received.heard if received else ()
        return [{"type": one.type, **one.values} for one in heard]

    def events(self, connection: Connection, turn: str) -> list[str]:
        """The types of the request events that a turn made."""
        rows = connection.execute(EVENTS, [f"{turn}.%"])
        return [row[0] for row in rows]

    def in_work(self, connection: Connection, chat: str) -> dict[str, Any] | None:
        """The request of a chat that the staff would speak about: in work before drafts, the
        latest first."""
        found = self.schema.of(ServiceRequest).query("chat", order="-requested_at")
        requests = found.all(connection, chat)
        open_ones = [one for one in requests if one.status.group is Group.OPEN]
        drafts = [one for one in requests if one.status is Status.DRAFT]
        ended = [one for one in requests if one.status.group is Group.ENDED]
        request = next(iter([*open_ones, *drafts, *ended]), None)
        if request is None:
            return None
        progress = {one.id: one for one in self._progresses(connection)}.get(
            request.id.rpartition("-")[0]
        )
        return {
            "id": request.id,
            "state": request.status,
            "owner": request.owner,
            "consult": request.consult,
            "complete": progress is not None and complete(progress.answers),
        }

    def _progresses(self, connection: Connection) -> tuple[Progress, ...]:
        return self.schema.of(Progress).query("dialog").all(connection, "intake")

    def _shown(
        self,
        connection: Connection,
        request: ServiceRequest,
        drafts: dict[str, Progress],
    ) -> dict[str, Any]:
        intake, _, number = request.id.rpartition("-")
        progress = drafts.get(intake)
        unfiled = request.status in (Status.DRAFT, Status.DROPPED)
        if unfiled and progress:
            slots, category = _draft_slots(progress, number), _draft_category(progress, number)
        else:
            slots, category = self._filed_slots(connection, request), request.category
        rating = (
            self.schema.of(Rating).query("request", order="-ended_at").one(connection, request.id)
        )
        pictures = "SELECT count(*) FROM picture WHERE request LIKE ?"
        held = connection.execute(pictures, [f"{intake}-%"]).fetchone()[0]
        return {
            "category": category,
            "slots": slots,
            "status": STATES[request.status.group],
            "rating": _rating(rating),
            "request_started_at": local(request.requested_at).isoformat(),
            "attachments": held,
            "number": request.number,
            "id": request.id,
        }

    def _filed_slots(self, connection: Connection, request: ServiceRequest) -> dict[str, Any]:
        contact = self.schema.of(Contact).query("id").one(connection, request.contact)
        detail = self.schema.of(Words).query("id").one(connection, request.detail)
        return {
            "company": contact.company if contact else None,
            "contact": contact.name if contact else None,
            "phone": contact.phone if contact else None,
            "detail": detail.text if detail else None,
            "requested_time": _time(request.wish),
        }


def _draft_slots(progress: Progress, number: str) -> dict[str, Any]:
    answers = progress.answers
    return {
        **{key: answers.get(key) or None for key in ("company", "contact", "phone")},
        "detail": answers.get(f"need.{number}.detail"),
        "requested_time": _time(answers.get(f"need.{number}.time", "")),
    }


def _draft_category(progress: Progress, number: str) -> str | None:
    answers = progress.answers
    guess = answers.get(f"need.{number}.guess", "").partition(",")[0]
    return answers.get(f"need.{number}.category") or guess or None


def _time(text: str) -> dict[str, Any] | None:
    wish = decode(text) if text else None
    if wish is None:
        return None
    shown = {
        "said": wish.said,
        "kind": str(wish.kind),
        "date": wish.date.isoformat() if wish.date else None,
        "to": wish.to.isoformat() if wish.to else None,
        "part": str(wish.part) if wish.part else None,
        "time": wish.time,
    }
    return {key: value for key, value in shown.items() if value or key == "date"}


def _rating(rating: Rating | None) -> dict[str, Any] | None:
    if rating is None or not rating.items:
        return None
    marks = {number: mark for number, mark in rating.items.items() if number != 10}
    overall = rating.items.get(10)
    shown: dict[str, Any] = {
        "score": score_for_comparison(rating),
        "overall": overall.label if isinstance(overall, Level) else None,
        "items": {
            str(number): mark.label if isinstance(mark, Solved) else mark
            for number, mark in marks.items()
        },
    }
    return {key: value for key, value in shown.items() if value is not None}


def as_json(value: object) -> str:
    """One line of JSON, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False)

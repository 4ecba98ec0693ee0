"""The words of the socket between page and server: what a page may send, what it is sent.

The page numbers its messages and has one on its way at a time, so they arrive in the order in which
they were written; it sends one again under the same id until the server has said `taken`, or
`refused` with nothing to wait for.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from bot.channels.web.desk import Colleague, Member, Opening, Row, Seat
from bot.intents.normal import sayable
from core.messages import Card, Choice

Json = dict[str, Any]

ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,64}$")]
Key = Annotated[str, StringConstraints(max_length=120)]
Words = Annotated[str, AfterValidator(sayable)]
Count = Annotated[int, Field(ge=0, lt=2**53, strict=True)]


class Received(BaseModel):
    model_config = ConfigDict(frozen=True)


class Hello(Received):
    t: Literal["hello"]
    after: Count


class Message(Received):
    """Something that becomes an inbound."""

    id: ClientId
    n: Count


class Say(Message):
    t: Literal["say"]
    text: Words
    thread: Key = ""


class Pressed(Message):
    t: Literal["press"]
    message: Count
    choice: Key
    words: Words = ""
    thread: Key = ""


class Pictured(Message):
    t: Literal["image"]
    upload: Key
    text: Words = ""
    thread: Key = ""


class Seen(Received):
    t: Literal["seen"]
    upto: Count


class Typing(Received):
    t: Literal["typing"]
    thread: Key = ""


class Earlier(Received):
    t: Literal["earlier"]
    before: Count


class Thread(Received):
    t: Literal["thread"]
    thread: Key


class Ping(Received):
    t: Literal["ping"]


Frame = Hello | Say | Pressed | Pictured | Seen | Typing | Earlier | Thread | Ping
READER: Final[TypeAdapter[Frame]] = TypeAdapter(Annotated[Frame, Field(discriminator="t")])


def read_frame(raw: str | bytes) -> Frame | None:
    """The frame, or nothing when a page of ours cannot have written it."""
    try:
        return READER.validate_json(raw)
    except ValidationError:
        return None


def words_of(frame: Say | Pressed | Pictured) -> str:
    return frame.words if isinstance(frame, Pressed) else frame.text


def rows_frame(rows: Iterable[Row], seat: Seat) -> Json:
    return {"t": "rows", "rows": [row_json(row, seat) for row in rows]}


def row_json(row: Row, seat: Seat) -> Json:
    """A row as its reader gets it: without what its buttons do, and without anybody's id."""
    mine = bool(row.by) and row.by == seat.person
    return {
        "n": row.n,
        "at": row.at.isoformat(),
        "mine": mine,
        "assistant": not row.by,
        "who": row.who,
        "kind": row.kind,
        "text": row.text,
        "choices": [_choice(choice) for choice in row.choices],
        "card": _card(row.card, row.since) if row.card else None,
        "image": _picture(row.image, seat) if row.image else "",
        "echo": row.echo if mine else "",
        "thread": row.thread,
        "internal": row.internal,
        "delivery": row.delivery,
        "pressed": list(row.pressed),
        "replaces": row.replaces,
    }


def _picture(reference: str, seat: Seat) -> str:
    """A visitor's own address names the station, since one browser may sit at several chats."""
    address = f"/pictures/{quote(reference, safe='')}"
    return address if seat.staff else f"{address}?station={quote(seat.station)}"


def _choice(choice: Choice) -> Json:
    asks = {"kind": choice.asks.kind, "label": choice.asks.label} if choice.asks else None
    return {"id": choice.id, "label": choice.label, "asks": asks}


def _card(card: Card, since: datetime | None) -> Json:
    return {
        "key": card.key,
        "title": card.title.render(),
        "rows": [[label, line.render()] for label, line in card.rows],
        "state": card.state,
        "urgent": card.urgent,
        "since": since.isoformat() if since else "",
    }


def ready_frame(seen: int, more: bool) -> Json:
    return {"t": "ready", "seen": seen, "more": more}


def taken_frame(id: str) -> Json:
    return {"t": "taken", "id": id}


def refused_frame(id: str, why: str, retry: float = 0) -> Json:
    """Nothing was stored. With `retry` the page sends it again after so many seconds by itself."""
    return {"t": "refused", "id": id, "why": why, "retry": retry}


def typing_frame(who: str, thread: str) -> Json:
    return {"t": "typing", "who": who, "thread": thread}


def state_frame(opening: Opening) -> Json:
    return {"t": "state", "open": opening.open, "next": opening.next}


def me_frame(member: Member, colleagues: Iterable[Colleague]) -> Json:
    people = [colleague.name for colleague in colleagues]
    return {
        "t": "me",
        "name": member.name,
        "role": member.role,
        "duty": member.duty,
        "people": people,
    }

"""What an event keeps of a request: its fields as flat text, what changed, and the way back.

An event holds every field that it changed and what stood there before, so a history replays to the
request itself and the times of an earlier cycle stay readable.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, get_type_hints

from core.requests.events import RequestEvent
from core.requests.request import Proposal, ProposalKind, ServiceRequest, Side
from core.requests.status import Status

FIELDS: Final = tuple(
    field.name for field in fields(ServiceRequest) if field.name not in ("id", "revision")
)
OLD: Final = "old."


def flat(value: object) -> str:
    """A field as text; nothing and no are both the empty text."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Proposal):
        parts = (value.kind, value.by, value.at, value.value, value.confirmed)
        return "|".join(flat(part) for part in parts)
    return "" if value is None else str(value)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _status(text: str) -> Status | None:
    return Status(text) if text else None


def _proposal(text: str) -> Proposal | None:
    if not text:
        return None
    kind, by, at, value, confirmed = text.split("|")
    return Proposal(
        ProposalKind(kind),
        Side(by),
        datetime.fromisoformat(at),
        _moment(value),
        Side(confirmed) if confirmed else None,
    )


READERS: Final[dict[Any, Callable[[str], Any]]] = {
    str: str,
    int: lambda text: int(text or "0"),
    bool: bool,
    datetime: datetime.fromisoformat,
    datetime | None: _moment,
    Status: Status,
    Status | None: _status,
    Proposal | None: _proposal,
}
HINTS: Final = get_type_hints(ServiceRequest)


def changes(before: ServiceRequest | None, after: ServiceRequest) -> dict[str, str]:
    """Fields of `after` that differ from `before`, and what stood there; of a new one, all."""
    if before is None or before.id != after.id:
        return {name: text for name in FIELDS if (text := flat(getattr(after, name)))}
    found: dict[str, str] = {}
    for name in FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found[name] = flat(new)
            found[f"{OLD}{name}"] = flat(old)
    return found


def replay_events(events: Iterable[RequestEvent]) -> ServiceRequest:
    """The request that its whole history leads to; the revision is storage's and stays 0."""
    state: dict[str, str] = {}
    request = ""
    for event in events:
        request = event.request
        state |= {name: text for name, text in event.values.items() if name in HINTS}
    return _request(request, state)


def _request(request: str, state: Mapping[str, str]) -> ServiceRequest:
    values = {name: READERS[HINTS[name]](state.get(name, "")) for name in FIELDS}
    return ServiceRequest(request, **values)

"""Request numbers: gap-free for each station and Shanghai year, drawn in the commit that files.

The decision writes a placeholder for each need it files; here they are drawn from the counter row
and filled in wherever they stand. A savepoint that is rolled back gives its numbers back.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter

from core.feedback import Feedback
from core.requests.request import ServiceRequest
from core.shanghai import day_of
from storage.connections import Connection

PLACEHOLDER: Final = re.compile("\ue000(\\d+)\ue001")
FORM: Final = "{code}-{year}-{value:04d}"
CASE_FORM: Final = "{code}-{letters}-{year}-{value:04d}"

DRAW: Final = (
    "INSERT INTO counter (name, value) VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value"
)


def drawn(connection: Connection, code: str, at: datetime, saves: Iterable[Any]) -> dict[str, str]:
    """The number for each placeholder among the requests and cases that are saved."""
    numbers: dict[str, str] = {}
    for value in saves:
        if not isinstance(value, ServiceRequest | Feedback) or value.number in numbers:
            continue
        if PLACEHOLDER.fullmatch(value.number):
            numbers[value.number] = _next(connection, code, at, value)
    return numbers


def filled(value: Any, numbers: Mapping[str, str]) -> Any:
    """The value with every placeholder in it replaced, however deep it stands."""
    adapter = _adapter(type(value))
    text = adapter.dump_json(value).decode()
    if "\ue000" not in text:
        return value
    return adapter.validate_json(
        PLACEHOLDER.sub(lambda found: numbers.get(found[0], found[0]), text)
    )


def _next(
    connection: Connection, code: str, at: datetime, numbered: ServiceRequest | Feedback
) -> str:
    letters = numbered.kind.letters if isinstance(numbered, Feedback) else ""
    year = day_of(at).year
    name = " ".join(filter(None, (numbered.station, letters, str(year))))
    value = connection.execute(DRAW, [name]).fetchone()[0]
    form = CASE_FORM if letters else FORM
    return form.format(code=code, letters=letters, year=year, value=value)


ADAPTERS: Final[dict[type, TypeAdapter[Any]]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in ADAPTERS:
        ADAPTERS[kind] = TypeAdapter(kind)
    return ADAPTERS[kind]

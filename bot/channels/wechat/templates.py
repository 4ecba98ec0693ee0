"""Notices by template: which field gets what, read from the template itself.

The owner of an account picks a template from WeChat's list, so its fields are not ours to choose.
Each has a kind in its name (`thing2`, `time4`) that says what it takes and how long; values of more
than that are refused (47003). Official Account: template message, subscription notice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from core.shanghai import local

FIELD: Final = re.compile(r"\{\{(?P<name>[A-Za-z_]{1,32}?)(?P<number>\d{0,3})\.DATA\}\}")
TIME: Final = "%Y-%m-%d %H:%M"
DATE: Final = "%Y-%m-%d"
HINT: Final = "服务已办结，请您点开评价"
SHORT_HINT: Final = "待评价"
DEFAULT: Final = "thing"


@dataclass(frozen=True, slots=True)
class Record:
    """What a notice tells of one service; `rating` is its rating's id."""

    rating: str
    number: str
    service: str
    station: str
    ended_at: datetime


LONGEST: Final[Mapping[str, int]] = {
    "thing": 20, "character_string": 32, "letter": 32, "number": 32, "phrase": 5, "name": 10,
    "keyword": 40, "first": 60, "remark": 60, "const": 20,
}  # fmt: skip
"""In characters, by kind; times are as long as they are."""


def data_of(content: str, record: Record) -> dict[str, dict[str, str]]:
    """The fields of a template's `content`, filled. Of several that take any words the first gets
    the service, the second the station, the others what is to be done."""
    words = filter(None, (record.service, record.station))  # an empty one is refused
    filled = {}
    for found in FIELD.finditer(content):
        kind, key = found["name"], f"{found['name']}{found['number']}"
        value = _fixed(kind, record) or next(words, HINT)
        filled[key] = {"value": value[: LONGEST.get(kind, LONGEST[DEFAULT])]}
    return filled


def _fixed(kind: str, record: Record) -> str:
    """What only one value suits, "" for a field that takes any words."""
    ended = local(record.ended_at)
    return {
        "character_string": record.number,
        "letter": "".join(filter(str.isalpha, record.number)),
        "number": "".join(filter(str.isdigit, record.number)),
        "time": ended.strftime(TIME),
        "date": ended.strftime(DATE),
        "phrase": SHORT_HINT,
        "first": HINT,
        "remark": HINT,
    }.get(kind, "")


def contents(listed: Mapping[str, Any], rows: str, id: str) -> dict[str, str]:
    """The templates in an answer of the API, by their ids; `rows` and `id` are its names for the
    list and for the id in it."""
    found = (row for row in listed.get(rows, ()) if isinstance(row, dict))
    return {str(row.get(id, "")): str(row.get("content", "")) for row in found}

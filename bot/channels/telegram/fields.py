"""Fields of a JSON object, each of the type that the Bot API documents, or a refusal.

A field that is null counts as missing. Without `missing` it has to be there.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from bot.intents.normal import storable

Json = dict[str, Any]

LARGEST: Final = 2**63 - 1
"""What a column holds; the Bot API promises 52 significant bits."""
LAST_SECOND: Final = 253_402_300_799
"""The end of the year 9999, in Unix time."""


class NotAnUpdate(Exception):
    """The Bot API does not send this. It names the field, never what stood in it: a person's words
    do not belong into a log."""


def object_of(parent: Json, key: str) -> Json:
    found = maybe_object(parent, key)
    if found is None:
        raise NotAnUpdate(key)
    return found


def maybe_object(parent: Json, key: str) -> Json | None:
    found = parent.get(key)
    if found is None or isinstance(found, dict):
        return found
    raise NotAnUpdate(key)


def objects_of(parent: Json, key: str) -> Sequence[Json]:
    """The objects of a list; none where it is missing."""
    found = parent.get(key)
    if found is None:
        return ()
    if isinstance(found, list) and all(isinstance(one, dict) for one in found):
        return found
    raise NotAnUpdate(key)


def number_of(parent: Json, key: str, missing: int | None = None) -> int:
    """A whole number that 64 bits hold: ids of people and chats pass 32 bits."""
    found = parent.get(key)
    if found is None:
        found = missing
    if type(found) is int and -LARGEST <= found <= LARGEST:
        return found
    raise NotAnUpdate(key)


def words_of(parent: Json, key: str, missing: str | None = None) -> str:
    """Text that can be stored: halves of characters become the sign for an unknown one."""
    found = parent.get(key)
    if found is None:
        found = missing
    if isinstance(found, str):
        return storable(found)
    raise NotAnUpdate(key)


def flag_of(parent: Json, key: str, missing: bool | None = None) -> bool:
    found = parent.get(key)
    if found is None:
        found = missing
    if isinstance(found, bool):
        return found
    raise NotAnUpdate(key)


def degrees_of(parent: Json, key: str) -> float:
    found = parent.get(key)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise NotAnUpdate(key)
    if not -360 <= found <= 360:  # as also what is no number at all, which JSON may hold
        raise NotAnUpdate(key)
    return float(found)


def moment_of(parent: Json, key: str) -> datetime:
    """Unix time in whole seconds, as UTC."""
    seconds = number_of(parent, key)
    if 0 <= seconds <= LAST_SECOND:
        return datetime.fromtimestamp(seconds, UTC)
    raise NotAnUpdate(key)

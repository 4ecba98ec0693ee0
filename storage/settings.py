"""Changing a station's settings, with history: who changed what, from what, to what."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from core.rejected import Rejected
from core.setting_kinds import Widget
from core.settings import (
    SETTINGS_FIELDS,
    SettingField,
    StationSettings,
    changed,
    from_dict,
    to_dict,
)
from storage.codec import instant, micros
from storage.connections import Connection

READ: Final = "SELECT settings FROM station WHERE id = ?"
WRITE: Final = "UPDATE station SET settings = ?, version = version + 1 WHERE id = ?"
KEEP: Final = (
    "INSERT INTO setting_change (id, station, person, at, name, old, new)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
HISTORY: Final = (
    "SELECT person, at, name, old, new FROM setting_change WHERE station = ?"
    " ORDER BY at DESC, id DESC LIMIT ?"
)
NO_SUCH_MEMBER: Final = "请选一位本站现在的工作人员，或留空。"
MEMBER: Final = (
    "SELECT 1 FROM person WHERE id = ? AND station = ? AND roles <> '[]' AND removed_at IS NULL"
)
ROWS: Final = {row.name: row for row in SETTINGS_FIELDS}
MOST_CHANGES: Final = 200


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """One change of one setting, as the page shows values."""

    person: str
    at: datetime
    field: SettingField
    old: str
    new: str


def settings_of(connection: Connection, station: str) -> StationSettings:
    """The settings as they are now."""
    return from_dict(json.loads(connection.execute(READ, [station]).fetchone()[0]))


def change_setting(  # noqa: PLR0913
    connection: Connection,
    station: str,
    person: str,
    name: str,
    raw: object,
    at: datetime,
) -> StationSettings | Rejected:
    """Change one setting if it can stand, and keep what it was."""
    before = settings_of(connection, station)
    row = ROWS.get(name)
    if row and row.kind.widget is Widget.PERSON and not _is_member(connection, station, raw):
        return Rejected(NO_SUCH_MEMBER)
    after = changed(before, name, raw)
    if isinstance(after, Rejected) or after == before:
        return after
    written = json.dumps(to_dict(after), ensure_ascii=False)
    connection.execute(WRITE, [written, station])
    old, new = (shown(ROWS[name], each) for each in (before, after))
    key = f"{station}.{name}.{micros(at)}"
    connection.execute(KEEP, [key, station, person, micros(at), name, old, new])
    return after


def _is_member(connection: Connection, station: str, raw: object) -> bool:
    person = str(raw).strip()
    return not person or connection.execute(MEMBER, [person, station]).fetchone() is not None


def shown(row: SettingField, settings: StationSettings) -> str:
    """A setting as text, a line each where it is a list."""
    written: Any = row.kind.write(getattr(settings, row.name))
    return "\n".join(written) if isinstance(written, list) else str(written)


def history(connection: Connection, station: str) -> list[SettingChanged]:
    """The latest changes, newest first; of settings that still exist."""
    rows = connection.execute(HISTORY, [station, MOST_CHANGES])
    return [
        SettingChanged(person, instant(at), ROWS[name], old, new)
        for person, at, name, old, new in rows
        if name in ROWS
    ]

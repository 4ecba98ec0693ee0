"""Stations: adding them, listing them, and counting each change so that running caches notice."""

import json
from dataclasses import dataclass
from typing import Final

from core.conversations import Chat, ChatKind
from core.refusals import Refused
from core.settings import StationSettings, adopt, to_dict
from storage.connections import Connection
from storage.schema import Schema

WEB: Final = "web"
ROOM: Final = "room/{station}"

TAKEN: Final = "已经有编号为“{station}”的服务站了。"
CODE_TAKEN: Final = "单号代码“{code}”已经由“{name}”使用。"

ADD: Final = "INSERT INTO station (id, settings, version, sample) VALUES (?, ?, 1, 0)"
MARK_AS_SAMPLE: Final = "UPDATE station SET sample = 1, version = version + 1 WHERE id = ?"
ALL: Final = "SELECT id, settings, version, sample FROM station ORDER BY id"
TOUCH: Final = "UPDATE station SET version = version + 1 WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Listed:
    """A station as its row says; `unreadable` names the settings that took their default."""

    id: str
    settings: StationSettings
    version: int
    sample: bool
    unreadable: tuple[str, ...] = ()


def add_station(
    connection: Connection, schema: Schema, station: str, settings: StationSettings
) -> None:
    """Add a station and open its staff's room on the web, or `Refused`: ids and codes of numbers
    are never shared."""
    for other in list_stations(connection):
        if other.id == station:
            raise Refused(TAKEN, station=station)
        if other.settings.code == settings.code:
            raise Refused(CODE_TAKEN, code=settings.code, name=other.settings.name)
    connection.execute(ADD, [station, json.dumps(to_dict(settings), ensure_ascii=False)])
    room = Chat(web_room(station), WEB, ChatKind.ROOM, station)
    schema.of(Chat).save(connection, room)


def web_room(station: str) -> str:
    """The chat in which the staff of a station work on the web."""
    return f"{WEB}:{ROOM.format(station=station)}"


def mark_as_sample(connection: Connection, station: str) -> None:
    """Say of a station that everything in it is invented."""
    connection.execute(MARK_AS_SAMPLE, [station])


def list_stations(connection: Connection) -> tuple[Listed, ...]:
    """Every station, by id."""
    return tuple(_listed(*row) for row in connection.execute(ALL).fetchall())


def touch(connection: Connection, station: str) -> None:
    """Count a change, so that whoever keeps this station in mind reads it again."""
    connection.execute(TOUCH, [station])


def _listed(key: str, saved: str, version: int, sample: int) -> Listed:
    settings, dropped = adopt(json.loads(saved))
    return Listed(key, settings, version, bool(sample), dropped)

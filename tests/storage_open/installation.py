"""A database in a temporary folder, with tables and a station or two."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from core.parties import Person
from core.people import Role
from core.settings import StationSettings
from storage.database import open_database, transaction
from storage.migrations.upgrade import lay_out
from storage.schema import schema
from storage.staff import add_member
from storage.stations import add_station

NOON: Final = datetime(2026, 3, 2, 4, tzinfo=UTC)
TABLES: Final = schema()
SETTINGS: Final = StationSettings(name="示例站（虚构）", code="SL")
ZHOU: Final = Person("zhou", "sl", "周岚", (Role.HEAD,), True, True, NOON)
LI: Final = Person("li", "sl", "李雪", (Role.SPECIALIST,), True, True, NOON)


def made_station(path: Path) -> Path:
    """A station "sl" with a head and a specialist; its escalation contact is the head."""
    lay_out(path)
    with closing(open_database(path)) as connection, transaction(connection):
        add_station(connection, TABLES, "sl", replace(SETTINGS, escalation_contact="zhou"))
        add_member(connection, TABLES, ZHOU)
        add_member(connection, TABLES, LI)
    return path

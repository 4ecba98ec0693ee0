"""The staff of a station: joining, leaving, and who is there."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from core.parties import Identity, Person
from core.people import Role
from core.refusals import Refused
from core.requests.status import Group, Status
from storage.connections import Connection
from storage.schema import Schema
from storage.sign_ins import shut_out
from storage.stations import WEB, touch

NO_SUCH_MEMBER: Final = "这个服务站没有编号为“{person}”的工作人员。"
LAST_HEAD: Final = "{name}是本站唯一的站长，请先任命新站长，再移除。"
NO_SUCH_STATION: Final = "没有编号为“{station}”的服务站。"

OWNED: Final = "SELECT status FROM request WHERE station = ? AND owner = ?"


def add_member(connection: Connection, schema: Schema, member: Person) -> None:
    """Take somebody on, known on the web by their own id, or `Refused`."""
    found = connection.execute("SELECT 1 FROM station WHERE id = ?", [member.station]).fetchone()
    if found is None:
        raise Refused(NO_SUCH_STATION, station=member.station)
    schema.of(Person).save(connection, member)
    schema.of(Identity).save(connection, Identity(WEB, member.id, member.id))
    touch(connection, member.station)


def members(connection: Connection, schema: Schema, station: str) -> tuple[Person, ...]:
    """Everybody who works at a station now, in the order in which they joined."""
    everybody = schema.of(Person).query("station", order="joined_at").all(connection, station)
    return tuple(one for one in everybody if one.roles and one.removed_at is None)


def member(connection: Connection, schema: Schema, station: str, person: str) -> Person:
    """One of them, or `Refused`."""
    for one in members(connection, schema, station):
        if one.id == person:
            return one
    raise Refused(NO_SUCH_MEMBER, person=person)


def remove_member(connection: Connection, schema: Schema, leaving: Person, at: datetime) -> None:
    """Let somebody go and end every way in that they have. A station keeps a head (clause
    4.1.4.2)."""
    staff = members(connection, schema, leaving.station)
    heads = [one.id for one in staff if Role.HEAD in one.roles]
    if heads == [leaving.id]:
        raise Refused(LAST_HEAD, name=leaving.name)
    schema.of(Person).save(connection, replace(leaving, on_duty=False, removed_at=at))
    shut_out(connection, leaving.id, at)
    touch(connection, leaving.station)


def owned_count(connection: Connection, member: Person) -> int:
    """How many requests somebody still has in hand."""
    found = connection.execute(OWNED, [member.station, member.id])
    return sum(Status(row[0]).group is Group.OPEN for row in found)

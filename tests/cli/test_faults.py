"""Each fault of the doctor's table is provoked here, and found with what follows and what to do."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from bot.cli import faults
from bot.cli.database_checks import OTHER_RELEASE
from bot.cli.doctor import examine
from bot.cli.faults import FAULTS
from bot.cli.findings import Finding
from bot.cli.server_checks import age, sorting
from bot.cookie_secret import cookie_secret
from bot.settings import Settings
from core.conversations import InboxState, Received
from core.messages import InboundKind
from core.outages import Outage
from core.parties import Words, WordsKind
from storage.database import open_database
from storage.migrations.upgrade import Standing
from storage.outages import begin
from storage.postgres.database import PostgresDatabase
from storage.schema import schema
from tests.cli.commands import KEY, ROOT, Station
from tests.cli.test_doctor import changed, full_disk, run
from tests.postgres.laid_out import empty, laid_out
from tests.storage_open.installation import NOON

MAY = datetime(2026, 5, 6, 4, tzinfo=UTC)
NOBODY = "postgresql://station@127.0.0.1:1/station"
SAID = (
    "INSERT INTO outbox (chat, n, at, turn, message, state) VALUES ('telegram:7', 1, 0, 'd', '{}', "
)
ROOM = (
    "INSERT INTO chat (id, channel, kind, station) VALUES ('telegram:-7', 'telegram', 'room', 'sl')"
)
CLOSED = (
    "INSERT INTO chat_out (chat, said, seen, leased_by, unreachable)"
    " VALUES ('telegram:-7', 1, 0, '', 'kicked')"
)
DUE = (
    "INSERT INTO due (key, kind, object, station, chat, rung, state, base_at, due_at, sends_at)"
    " VALUES ('k', 'unclaimed', 'r', 'sl', '', 0, 'open', 0, 0, 0)"
)


WORKER = "INSERT INTO work_queue.procrastinate_workers DEFAULT VALUES"


@dataclass(frozen=True, slots=True)
class Place:
    """A healthy installation, and a server that holds a laid out database beside it."""

    station: Station
    settings: Settings
    server: str

    def runs(self, *statements: str) -> list[Finding]:
        run(self.settings, *statements)
        return self.examined()

    def examined(self, at: datetime = MAY, **settings: object) -> list[Finding]:
        return list(examine(self.settings.model_copy(update=settings), at))

    def at(self, url: str) -> list[Finding]:
        return self.examined(database_url=url)


@pytest.fixture
def place(station: Station, postgres: str) -> Place:
    return Place(station, station.settings.model_copy(update={"key": KEY}), postgres)


def folder_closed(place: Place) -> list[Finding]:
    with full_disk():
        return place.examined()


def strange_variable(place: Place) -> list[Finding]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STATION_PROT", "80")
        return place.examined()


def secret_open(place: Place) -> list[Finding]:
    cookie_secret(place.settings)
    place.settings.secret_file.chmod(0o644)
    return place.examined()


def secret_short(place: Place) -> list[Finding]:
    cookie_secret(place.settings)
    place.settings.secret_file.write_text("", encoding="ascii")
    return place.examined()


def port_taken(place: Place) -> list[Finding]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return place.examined(port=taken.getsockname()[1])


def no_database(place: Place) -> list[Finding]:
    place.settings.database.unlink()
    return place.examined()


def unreadable(place: Place) -> list[Finding]:
    place.settings.database.write_text("不是数据库" * 100, encoding="utf-8")
    return place.examined()


def no_tables(place: Place) -> list[Finding]:
    place.settings.database.unlink()
    with closing(open_database(place.settings.database, create=True)):
        return place.examined()


def damaged(place: Place) -> list[Finding]:
    """An index that lacks a row."""
    return place.runs(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'person'",
        "UPDATE sqlite_master SET sql = replace(sql, '(station', '(roles')"
        " WHERE name LIKE 'person_%'",
    )


def held(place: Place) -> list[Finding]:
    with changed(place.settings):
        return place.examined()


def wrong_key(place: Place) -> list[Finding]:
    words = Words("w", WordsKind.NOTE, "", "li", NOON, "一句话")
    with changed(place.settings) as connection:
        schema(KEY).of(Words).save(connection, words)
    return place.examined(key="another key that is long enough as well")


def inbox_failed(place: Place) -> list[Finding]:
    received = Received(
        1, "web:c", "m", 1, "p", MAY, MAY, InboundKind.TEXT, "您好", state=InboxState.FAILED
    )
    with changed(place.settings) as connection:
        schema(KEY).of(Received).save(connection, received)
    return place.examined()


def shut_out(place: Place) -> list[Finding]:
    with changed(place.settings) as connection:
        begin(connection, Outage("telegram", MAY, "机器人的令牌不再有效"))
    return place.examined()


def clock_behind(place: Place) -> list[Finding]:
    received = Received(1, "web:c", "m", 1, "p", MAY, MAY, InboundKind.TEXT, "您好")
    with changed(place.settings) as connection:
        schema(KEY).of(Received).save(connection, received)
    return place.examined(MAY - timedelta(hours=1))


def wrong_password(place: Place) -> list[Finding]:
    """No role of that name: the server lets it in as little as one with a wrong word."""
    return place.at(place.server.replace("station@", "stranger:word@") + "/postgres")


def empty_on_server(place: Place) -> list[Finding]:
    with empty(place.server) as database:
        return place.at(database.url)


def too_old(place: Place) -> list[Finding]:
    with laid_out(place.server) as database, database.reading() as connection:
        return list(age(connection, least=1000))


def by_language(place: Place) -> list[Finding]:
    """As a database of a language answers; not every server can make one."""
    with laid_out(place.server) as database, database.reading() as connection:
        return list(sorting(connection, "SELECT 'B' > 'a'"))


def without_rights(place: Place) -> list[Finding]:
    async def made(database: PostgresDatabase) -> None:
        driver = await asyncpg.connect(database.url)
        try:
            await driver.execute("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN")
            await driver.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
        finally:
            await driver.close()

    with laid_out(place.server) as database:
        asyncio.run(made(database))
        return place.at(database.url.replace("station@", "guest@"))


def without_worker(place: Place) -> list[Finding]:
    with laid_out(place.server) as database:
        return place.at(database.url)


def clock_apart(place: Place) -> list[Finding]:
    """A server with a worker, asked by a machine on which it is May."""
    with laid_out(place.server) as database:
        with database.writing() as connection:
            connection.execute(WORKER)
        return place.at(database.url)


PROVOKED: dict[faults.Fault, Callable[[Place], list[Finding]]] = {
    faults.NO_FOLDER: lambda place: place.examined(data_dir=place.settings.data_dir / "gone"),
    faults.FOLDER_CLOSED: folder_closed,
    faults.DISK_LOW: lambda place: place.examined(disk_floor_mb=2**40),
    faults.STRANGE_VARIABLE: strange_variable,
    faults.SECRET_OPEN: secret_open,
    faults.SECRET_SHORT: secret_short,
    faults.NO_KEY: lambda place: place.examined(key=""),
    faults.PORT_TAKEN: port_taken,
    faults.NO_DATABASE: no_database,
    faults.UNREADABLE: unreadable,
    faults.EMPTY: no_tables,
    # There is one step yet, so that no database can lack another.
    faults.BEHIND: lambda _place: [OTHER_RELEASE[Standing.BEHIND].found()],
    faults.AHEAD: lambda place: place.runs("UPDATE alembic_version SET version_num = 'later'"),
    faults.DAMAGED: damaged,
    faults.NOT_WRITABLE: held,
    faults.WRONG_KEY: wrong_key,
    faults.AWAY: lambda place: place.at(NOBODY),
    faults.WRONG_PASSWORD: wrong_password,
    faults.NOT_ON_SERVER: lambda place: place.at(f"{place.server}/nowhere"),
    faults.TOO_OLD: too_old,
    faults.SORTS_BY_LANGUAGE: by_language,
    faults.NO_RIGHTS: without_rights,
    faults.NO_WORKER: without_worker,
    faults.NO_STATION: lambda place: place.runs("DELETE FROM station", "DELETE FROM person"),
    faults.NO_HEAD: lambda place: place.runs("UPDATE person SET removed_at = 1 WHERE id = 'zhou'"),
    faults.NO_ONE: lambda place: place.runs("UPDATE person SET on_duty = 0"),
    faults.NO_ROOM: lambda place: place.runs("DELETE FROM chat"),
    faults.NO_ESCALATION: lambda place: place.runs(
        "UPDATE station SET settings = json_set(settings, '$.escalation_contact', '')"
    ),
    faults.STALE_ESCALATION: lambda place: place.runs(
        "UPDATE station SET settings = json_set(settings, '$.escalation_contact', 'gone')"
    ),
    faults.BAD_SETTINGS: lambda place: place.runs(
        "UPDATE station SET settings = json_set(settings, '$.reply_days', 'soon')"
    ),
    faults.UNKNOWN_YEAR: lambda place: place.examined(datetime(2026, 11, 2, 4, tzinfo=UTC)),
    faults.FAILED: inbox_failed,
    faults.SET_ASIDE: lambda place: place.runs(f"{SAID}'failed')"),
    faults.OUTBOX_WAITS: lambda place: place.runs(f"{SAID}'pending')"),
    faults.DUE_LATE: lambda place: place.runs(DUE),
    faults.CLOSED_ROOM: lambda place: place.runs(ROOM, CLOSED),
    faults.SHUT_OUT: shut_out,
    faults.CLOCK_BEHIND: clock_behind,
    faults.CLOCK_APART: clock_apart,
}


def test_every_fault_is_provoked() -> None:
    assert set(PROVOKED) == set(FAULTS)
    assert len({fault.code for fault in FAULTS}) == len(FAULTS)


def test_the_page_of_faults_is_the_table() -> None:
    page = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    told = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `")]

    assert [row[:3] for row in told] == [
        [f"`{fault.code}`", fault.what, fault.follows] for fault in FAULTS
    ]
    assert [row[3] for row, fault in zip(told, FAULTS, strict=True) if fault.todo] == [
        fault.todo for fault in FAULTS if fault.todo
    ]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_fault_is_found_with_what_follows_and_what_to_do(
    place: Place, fault: faults.Fault
) -> None:
    found = [one for one in PROVOKED[fault](place) if one.code == fault.code]

    assert found
    for one in found:
        assert one.level is fault.level
        assert one.follows
        assert one.todo
        assert "{" not in one.what + one.follows + one.todo


def test_a_worker_that_was_heard_within_the_minute_is_at_work(place: Place) -> None:
    async def heard(database: PostgresDatabase) -> None:
        driver = await asyncpg.connect(database.url)
        try:
            await driver.execute("INSERT INTO work_queue.procrastinate_workers DEFAULT VALUES")
        finally:
            await driver.close()

    with laid_out(place.server) as database:
        asyncio.run(heard(database))
        found = place.at(database.url)
    assert faults.NO_WORKER.code not in {one.code for one in found}

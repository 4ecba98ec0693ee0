"""Units on PostgreSQL: each whole or not at all, as if it were alone, whoever else writes."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from storage.connections import Connection
from storage.postgres.database import PostgresDatabase
from storage.postgres.store import PostgresStore
from storage.store import Unavailable
from tests.postgres.relay import Relay, relayed

VALUE = "SELECT value FROM counter WHERE name = 'c'"
SET = (
    "INSERT INTO counter (name, value) VALUES ('c', ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
PATIENCE = 20


def value(connection: Connection) -> int:
    found = connection.execute(VALUE).fetchone()
    return int(found[0]) if found else 0


def one_more(connection: Connection) -> int:
    """Reads and writes apart, as a decision does: together with another it would lose one."""
    now = value(connection) + 1
    connection.execute(SET, [now])
    return now


def test_what_is_written_together_could_have_been_written_one_after_the_other(
    database: PostgresDatabase,
) -> None:
    async def write() -> int:
        one, other = database.open(), database.open()
        units = [store.run(one_more) for store in (one, other) for _ in range(12)]
        await asyncio.gather(*units)
        found = await one.read(value)
        await asyncio.gather(one.close(), other.close())
        return found

    assert asyncio.run(write()) == 24


def test_who_lost_a_race_runs_alone(database: PostgresDatabase) -> None:
    """However many write to one place, nobody tries more than twice."""
    tries: Counter[int] = Counter()

    def unit(place: int) -> Callable[[Connection], int]:
        def work(connection: Connection) -> int:
            tries[place] += 1
            return one_more(connection)

        return work

    async def write() -> list[int]:
        one, other = PostgresStore(database.url, 3), PostgresStore(database.url, 3)
        units = [(one, other)[place % 2].run(unit(place), f"s{place % 5}") for place in range(60)]
        found = await asyncio.gather(*units)
        await asyncio.gather(one.close(), other.close())
        return found

    assert sorted(asyncio.run(write())) == list(range(1, 61))
    assert set(tries.values()) <= {1, 2}


@pytest.mark.parametrize(
    ("setting", "longest"),
    [
        ("idle_in_transaction_session_timeout", "15s"),
        ("idle_session_timeout", "15s"),
        ("tcp_user_timeout", "30000"),
    ],
)
def test_what_a_server_held_that_is_gone_is_soon_free(
    database: PostgresDatabase, setting: str, longest: str
) -> None:
    def unit(connection: Connection) -> str:
        return str(connection.execute(f"SHOW {setting}").fetchone()[0])

    async def work(store: PostgresStore) -> str:
        return await store.run(unit, "hy")

    assert run(database, work) == longest


def test_units_of_one_order_run_as_they_came_and_never_twice(database: PostgresDatabase) -> None:
    tries: list[int] = []

    def unit(place: int) -> Callable[[Connection], int]:
        def work(connection: Connection) -> int:
            tries.append(place)
            return one_more(connection)

        return work

    async def write() -> list[int]:
        one, other = database.open(), database.open()
        first = [one.run(unit(place), "hy") for place in range(20)]
        second = [other.run(one_more, "hy") for _ in range(20)]
        found = await asyncio.gather(*first, *second)
        await asyncio.gather(one.close(), other.close())
        return found

    found = asyncio.run(write())
    assert tries == list(range(20))
    assert sorted(found) == list(range(1, 41))
    assert found[:20] == sorted(found[:20])


def test_whoever_comes_while_others_wait_is_behind_them(database: PostgresDatabase) -> None:
    tries: list[int] = []
    came: list[int] = []

    def unit(place: int) -> Callable[[Connection], None]:
        def work(connection: Connection) -> None:
            tries.append(place)
            one_more(connection)

        return work

    async def write() -> None:
        store = database.open()

        async def come(rest: int) -> None:
            """Come in, and as soon as that is done once more."""
            for _ in range(rest):
                came.append(len(came))
                await store.run(unit(came[-1]), "hy")

        await asyncio.gather(*(come(8) for _ in range(3)))
        await store.close()

    asyncio.run(write())
    assert tries == came == list(range(24))


def run(database: PostgresDatabase, work: Callable[[PostgresStore], Any]) -> Any:
    async def whole() -> Any:
        store = database.open()
        try:
            async with asyncio.timeout(PATIENCE):
                return await work(store)
        finally:
            await store.close()

    return asyncio.run(whole())


def test_a_unit_that_fails_leaves_nothing(database: PostgresDatabase) -> None:
    def failing(connection: Connection) -> None:
        one_more(connection)
        raise LookupError("of the unit's own")

    async def work(store: PostgresStore) -> int:
        await store.run(one_more)
        with pytest.raises(LookupError, match="own"):
            await store.run(failing)
        return await store.read(value)

    assert run(database, work) == 1


def test_a_bug_in_a_savepoint_leaves_the_rest(database: PostgresDatabase) -> None:
    def unit(connection: Connection) -> None:
        one_more(connection)
        connection.execute("SAVEPOINT decision")
        one_more(connection)
        with pytest.raises(Exception, match="nowhere"):
            connection.execute("SELECT * FROM nowhere")
        connection.execute("ROLLBACK TO decision")
        connection.execute("RELEASE decision")

    async def work(store: PostgresStore) -> int:
        await store.run(unit)
        return await store.read(value)

    assert run(database, work) == 1


def test_a_query_cannot_write(database: PostgresDatabase) -> None:
    async def work(store: PostgresStore) -> int:
        with pytest.raises(Unavailable, match="只读"):
            await store.read(one_more)
        return await store.read(value)

    assert run(database, work) == 0


def test_whoever_gives_up_waiting_leaves_the_unit_to_be_finished(
    database: PostgresDatabase,
) -> None:
    async def work(store: PostgresStore) -> None:
        waiting = asyncio.create_task(store.run(one_more))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    run(database, work)
    with database.reading() as connection:
        assert value(connection) == 1


def test_a_server_that_ends_its_connections_is_connected_to_again(
    database: PostgresDatabase,
) -> None:
    def ended(connection: Connection) -> None:
        connection.execute("SELECT 1")
        with database.reading() as other:
            other.execute(END)
        one_more(connection)

    async def work(store: PostgresStore) -> int:
        with pytest.raises(Unavailable):
            await store.run(ended)
        return await store.run(one_more)

    assert run(database, work) == 1


def test_a_connection_of_which_only_the_farewell_arrives_is_given_up(
    database: PostgresDatabase,
) -> None:
    """A database that dies says so before its connections break: between the two, the driver is of
    no more use, and calls it a mistake of its own."""

    async def work(store: PostgresStore, relay: Relay) -> int:
        await store.run(one_more)
        relay.heard.clear()
        with database.reading() as connection:
            connection.execute(END)
        await relay.heard.wait()
        with pytest.raises(Unavailable, match="连不上"):
            await store.run(one_more)
        return await store.run(one_more)

    async def whole() -> int:
        async with relayed(database.url) as relay:
            store = PostgresStore(relay.url)
            async with asyncio.timeout(PATIENCE):
                found = await work(store, relay)
            await store.close()
            return found

    assert asyncio.run(whole()) == 2


def test_what_could_not_be_told_is_told_later(database: PostgresDatabase) -> None:
    async def whole() -> set[str]:
        there, came = set[str](), asyncio.Event()

        def heard(chats: Iterable[str]) -> None:
            there.update(chats)
            came.set()

        async with relayed(database.url) as relay:
            one, other = PostgresStore(relay.url), database.open()
            other.hear(heard)
            await one.others_wrote()
            relay.heard.clear()
            with database.reading() as connection:
                connection.execute(END)
            await relay.heard.wait()
            await other.others_wrote()
            one.tell(["web:hy"])
            async with asyncio.timeout(PATIENCE):
                await came.wait()
            await asyncio.gather(one.close(), other.close())
        return there

    assert asyncio.run(whole()) == {"web:hy"}


def test_a_closed_store_takes_nothing(database: PostgresDatabase) -> None:
    async def work(store: PostgresStore) -> None:
        await store.close()
        with pytest.raises(Unavailable, match="重启"):
            await store.run(one_more)

    run(database, work)


def test_a_command_that_wrote_is_noticed_once(database: PostgresDatabase) -> None:
    async def work(store: PostgresStore) -> list[bool]:
        first = await store.others_wrote()
        quiet = await store.others_wrote()
        with database.writing() as connection:
            one_more(connection)
        await store.read(value)
        return [first, quiet, await store.others_wrote(), await store.others_wrote()]

    assert run(database, work) == [True, False, True, False]


def test_what_one_server_tells_the_others_hear(database: PostgresDatabase) -> None:
    async def work(store: PostgresStore) -> tuple[set[str], set[str]]:
        other, came = database.open(), asyncio.Event()
        here: set[str] = set()
        there: set[str] = set()

        def heard(chats: Iterable[str]) -> None:
            there.update(chats)
            if len(there) == 120:
                came.set()

        store.hear(here.update)
        other.hear(heard)
        await other.others_wrote()
        await store.others_wrote()
        store.tell(f"web:{n}" for n in range(100))
        store.tell(f"web:{n}" for n in range(100, 120))
        await came.wait()
        await other.close()
        return here, there

    here, there = run(database, work)
    assert here == set()
    assert there == {f"web:{n}" for n in range(120)}


def test_nobody_there_is_said_to_be_nobody_there() -> None:
    async def work(store: PostgresStore) -> None:
        with pytest.raises(Unavailable, match="连不上"):
            await store.run(one_more)

    run(PostgresDatabase("postgresql://station@127.0.0.1:1/station"), work)


def test_one_leads_and_the_next_when_it_has_gone(database: PostgresDatabase) -> None:
    async def lead(store: PostgresStore, led: list[str], name: str, go: asyncio.Event) -> None:
        async with store.leading("asking"):
            led.append(name)
            await go.wait()
            led.append(name)

    async def work(store: PostgresStore) -> list[str]:
        other, go = database.open(), asyncio.Event()
        led: list[str] = []
        first = asyncio.create_task(lead(store, led, "first", go))
        while not led:
            await store.run(one_more)
        second = asyncio.create_task(lead(other, led, "second", go))
        await other.run(one_more)
        go.set()
        await asyncio.gather(first, second)
        await other.close()
        return led

    assert run(database, work) == ["first", "first", "second", "second"]


def test_whoever_leads_hears_that_the_connection_is_lost(database: PostgresDatabase) -> None:
    async def work(store: PostgresStore) -> None:
        async with store.leading("asking"):
            with database.reading() as connection:
                connection.execute(END)
            await asyncio.Event().wait()

    with pytest.raises(Unavailable, match="另一台"):
        run(database, work)

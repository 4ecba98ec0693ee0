"""What is asked and written in one go is what would be asked and written one by one."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy.util import await_only

from bot.intents.lexicon import Lexicon
from bot.sample import load_sample
from bot.turn import arrival
from core.conversations import Picture
from core.messages import Inbound
from core.parties import Contact
from storage.connections import Connection, Parameters
from storage.postgres.database import PostgresDatabase
from storage.postgres.session import Session
from storage.schema import schema
from storage.together import Batch, foresee
from storage.turns import Turns

NOON: Final = datetime(2026, 3, 2, 4, tzinfo=UTC)
CONTACT: Final = Contact("c1", "p1", "江城示例厂", "覃晓燕", "13800001207", NOON)
PICTURES: Final = tuple(
    Picture(f"i{n}", "chat", "p1", f"r{n % 2}", "reference", NOON) for n in range(4)
)
WORDS: Final = (
    "你好，车间有几块压力表快到期了，想送去校准",
    "武汉江城示例泵业有限公司",
    "13800001207",
)
CONTACTS: Final = schema().of(Contact)
ALBUM: Final = schema().of(Picture)

Result = TypeVar("Result")


def run(database: PostgresDatabase, unit: Callable[[Connection], Result]) -> Result:
    async def once() -> Result:
        store = database.open()
        try:
            return await store.run(unit)
        finally:
            await store.close()

    return asyncio.run(once())


def test_a_batch_writes_every_row_and_the_last_word_on_each(database: PostgresDatabase) -> None:
    renamed = replace(CONTACT, name="李雪")

    def unit(connection: Connection) -> tuple[Any, Any]:
        before = CONTACTS.kept("id").one(connection, "c1")
        with Batch(connection) as batch:
            batch.save(CONTACTS, CONTACT)
            for picture in PICTURES:
                batch.save(ALBUM, picture)
            batch.save(CONTACTS, renamed)
        return before, CONTACTS.kept("id").one(connection, "c1")

    assert run(database, unit) == (None, renamed)
    read = ALBUM.query("chat", order="at")
    assert run(database, lambda each: read.all(each, "chat")) == PICTURES


def test_a_batch_whose_block_fails_writes_nothing(database: PostgresDatabase) -> None:
    def unit(connection: Connection) -> None:
        try:
            with Batch(connection) as batch:
                batch.save(CONTACTS, CONTACT)
                raise LookupError("a bug")
        except LookupError:
            pass

    run(database, unit)
    assert run(database, lambda each: CONTACTS.query("id").one(each, "c1")) is None


def test_what_was_foreseen_is_what_would_be_read(database: PostgresDatabase) -> None:
    def unit(connection: Connection) -> None:
        for picture in PICTURES:
            ALBUM.save(connection, picture)
        CONTACTS.save(connection, CONTACT)
        newest = ALBUM.kept("request", order="-at", limit=1)
        one, none = CONTACTS.kept("id"), CONTACTS.kept("person")
        foresee(connection, ((newest, ("r1",)), (one, ("c1",)), (none, ("p9",))))
        assert isinstance(connection, Session)
        assert connection.memory is not None
        assert newest.recalled(connection.memory, "r1") == (PICTURES[3],)
        assert one.recalled(connection.memory, "c1") == (CONTACT,)
        assert none.recalled(connection.memory, "p9") == ()

    run(database, unit)


def test_one_transaction_remembers_nothing_of_the_one_before(database: PostgresDatabase) -> None:
    async def twice() -> list[Contact | None]:
        store, other = database.open(), database.open()
        query = CONTACTS.kept("id")
        found = [await store.run(lambda each: query.one(each, "c1"))]
        await other.run(lambda each: CONTACTS.save(each, CONTACT))
        found.append(await store.run(lambda each: query.one(each, "c1")))
        await store.close()
        await other.close()
        return found

    assert asyncio.run(twice()) == [None, CONTACT]


def inbound(n: int) -> Inbound:
    return Inbound("web", "web/hy/v1", "v1", f"m{n}", NOON, NOON, text=WORDS[n], station="hy")


class Counting(Session):
    """Counts the ways to the server."""

    ways = 0

    def execute(self, sql: str, parameters: Parameters = (), /) -> Any:
        self.ways += 1
        return super().execute(sql, parameters)


def test_a_turn_takes_few_ways_to_the_server(database: PostgresDatabase, lexicon: Lexicon) -> None:
    with database.writing() as connection:
        load_sample(connection, schema(), NOON)
    turns = Turns(schema())

    def ways(connection: Connection, n: int) -> int:
        assert isinstance(connection, Session)
        counting = Counting(connection.driver, await_only)
        counting.memory = connection.memory
        assert not turns.take(counting, arrival(inbound(n), lexicon)).fault
        return counting.ways

    assert [run(database, partial(ways, n=n)) for n in range(len(WORDS))] == [11, 7, 7]

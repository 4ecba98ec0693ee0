"""What the writer remembers is what it would read, after saves, rollbacks and foreign commits."""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.conversations import Picture
from core.parties import Contact
from storage.connections import Connection
from storage.database import open_database, transaction
from storage.loading import Loader
from storage.memory import Memory
from storage.migrations.upgrade import lay_out
from storage.rows import KeptQuery, Query
from storage.schema import Schema, schema
from storage.store import Unit
from storage.writer import Writer

NOON: Final = datetime(2026, 3, 2, 4, tzinfo=UTC)
TABLES: Final = schema()
WRITES: Final = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")
SOURCES: Final = Path(__file__).parents[2]


def contact(n: int, name: str = "覃晓燕") -> Contact:
    return Contact(f"c{n}", f"p{n % 2}", "江城示例厂", name, "13800001207", NOON)


def picture(n: int, request: str = "") -> Picture:
    return Picture(f"i{n}", f"chat{n % 2}", "p1", request, "reference", NOON)


SAVED: Final = st.one_of(
    st.builds(contact, st.integers(1, 4), st.text("甲乙丙", max_size=2)),
    st.builds(lambda n: picture(n, f"r{n % 2}"), st.integers(1, 4)),
)


@dataclass(frozen=True)
class House:
    """A database with its writer, and the same questions asked of the writer's memory and of the
    file."""

    writer: Writer
    path: Path
    remembered: tuple[KeptQuery[Any], ...]
    read: tuple[Query[Any], ...]

    def save(self, value: Any) -> None:
        self.writer.submit(saving(value)).result()

    def save_in_vain(self, value: Any) -> None:
        def unit(connection: Connection) -> None:
            saving(value)(connection)
            self.asked(connection)
            raise LookupError("a bug")

        with pytest.raises(LookupError):
            self.writer.submit(unit).result()

    def save_elsewhere(self, value: Any) -> None:
        with closing(open_database(self.path)) as other, transaction(other):
            saving(value)(other)

    def asked(self, connection: Connection) -> list[tuple[Any, Any]]:
        """Each question with the remembered answer and the one that is read."""
        arguments = (("p0", "p1"), ("c1", "c2"), ("chat0", "chat1"), ("r0", "r1"))
        return [
            (kept.all(connection, argument), read.all(connection, argument))
            for kept, read, of_it in zip(self.remembered, self.read, arguments, strict=True)
            for argument in of_it
        ]


def saving(value: Any) -> Unit[None]:
    return lambda connection: TABLES.of(type(value)).save(connection, value)


def opened(folder: Path) -> House:
    path = folder / "station.db"
    lay_out(path)
    contacts, pictures = TABLES.of(Contact), TABLES.of(Picture)
    remembered = (
        contacts.kept("person"), contacts.kept("id"), pictures.kept("chat"),
        pictures.kept("request"),
    )  # fmt: skip
    read = (
        contacts.query("person"), contacts.query("id"), pictures.query("chat"),
        pictures.query("request"),
    )  # fmt: skip
    house = House(Writer(open_database(path)), path, remembered, read)
    for n in range(1, 5):
        house.save(picture(n))
    return house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = opened(tmp_path)
    yield house
    house.writer.close()


WAYS: Final[tuple[Callable[[House, Any], None], ...]] = (
    House.save,
    House.save_in_vain,
    House.save_elsewhere,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WAYS), SAVED), max_size=12))
def test_what_is_remembered_is_what_would_be_read(
    changes: list[tuple[Callable[[House, Any], None], Any]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = opened(Path(folder))
        for way, value in changes:
            way(house, value)
            for remembered, read in house.writer.submit(house.asked).result():
                assert remembered == read
        house.writer.close()


def test_a_question_is_put_to_the_file_once(house: House) -> None:
    kept = house.remembered[0]
    house.save(contact(1))
    first = house.writer.submit(lambda each: kept.all(each, "p1")).result()
    again = house.writer.submit(lambda each: kept.all(each, "p1")).result()
    assert first is again
    assert first == (contact(1),)


def test_what_was_saved_is_not_asked_for_by_its_key(house: House) -> None:
    saved = contact(1)
    house.save(saved)
    assert house.writer.submit(lambda each: house.remembered[1].one(each, "c1")).result() is saved


def test_another_connection_has_no_part_in_what_the_writer_remembers(house: House) -> None:
    kept = house.remembered[1]
    house.save(contact(1))
    house.writer.submit(lambda each: kept.one(each, "c1")).result()
    house.save_elsewhere(replace(contact(1), name="李雪"))
    with closing(open_database(house.path)) as other:
        assert kept.one(other, "c1") == replace(contact(1), name="李雪")
        assert kept.one(other, "c9") is None


def test_a_full_memory_begins_anew() -> None:
    small = Memory(most=2)
    for n in range(3):
        small.keep(("contact", "id", n), "question", ())
    assert small.recall(("contact", "id", 0), "question") is None
    assert small.recall(("contact", "id", 2), "question") == ()
    assert small.recall(("contact", "id", 2), "another") is None


def test_no_statement_writes_past_what_is_remembered() -> None:
    tables: Schema = schema()
    Loader(tables)
    remembered = {bound.schema.name for bound in tables.bound.values() if bound.kept_by}
    sources = (path for part in ("bot", "storage") for path in (SOURCES / part).rglob("*.py"))
    written = {name for path in sources for name in WRITES.findall(path.read_text("utf-8"))}
    assert remembered
    assert not written & remembered

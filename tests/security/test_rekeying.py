"""Another key: every sealed row is sealed anew, or none; the file keeps nothing of before."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.parties import Contact
from storage.connections import Connection
from storage.databases import Database
from storage.migrations.comparing import METADATA
from storage.rekeying import assert_opens, rekey
from storage.schema import TABLES, schema
from storage.seal import MARK, PLAIN, Seal, SealBroken, SealOfEither
from storage.sqlite_database import SqliteDatabase

OLD: Final = "the key that was set when the station was founded"
NEW: Final = "the key that takes its place after somebody left"


def rows(connection: Connection) -> dict[str, list[Any]]:
    return {
        table.name: sorted(map(repr, connection.execute(f'SELECT * FROM "{table.name}"')))
        for table in METADATA.sorted_tables
    }


def contents(database: Database) -> dict[str, list[Any]]:
    with database.reading() as connection:
        return rows(connection)


def change(database: Database, key: str, before: str) -> int:
    told: list[tuple[int, int]] = []
    with database.writing() as connection:
        count = rekey(connection, SealOfEither(key, before), lambda *at: told.append(at))
    assert told[-1] == (count, count)
    return count


def everything(database: Database, key: str) -> list[list[Any]]:
    """All values of sealed tables, as this key reads them."""
    with database.reading() as connection:
        return [
            sorted(map(repr, schema(key).of(table.kind).query().all(connection)))
            for table in TABLES
            if table.private
        ]


def sealed_texts(database: Database) -> list[str]:
    with database.reading() as connection:
        return [
            text
            for table in TABLES
            for column in table.private
            for (text,) in connection.execute(
                f'SELECT "{column}" FROM {table.schema.name} WHERE "{column}" <> \'\''
            )
        ]


def test_a_first_key_seals_all_and_the_next_takes_its_place(lived_in: Database) -> None:
    before, meant = contents(lived_in), everything(lived_in, "")

    assert change(lived_in, OLD, "") > 50
    assert all(text.startswith(MARK) for text in sealed_texts(lived_in))
    assert everything(lived_in, OLD) == meant

    change(lived_in, NEW, OLD)
    assert everything(lived_in, NEW) == meant
    with pytest.raises(SealBroken):
        everything(lived_in, OLD)

    with lived_in.writing() as connection:
        rekey(connection, SealOfEither("", NEW), lambda *_: None)
    assert contents(lived_in) == before, "nothing but seals and keyed hashes has changed"


def test_a_phone_is_found_under_the_new_key(lived_in: Database) -> None:
    change(lived_in, NEW, "")
    with lived_in.reading() as connection:
        contacts = schema(NEW).of(Contact)
        [known, *_] = contacts.query(order="-at").all(connection)
        digest = Seal(NEW).digest(known.phone)
        assert known in contacts.query("phone_digest").all(connection, digest)


def test_a_wrong_key_changes_nothing_and_says_where(lived_in: Database) -> None:
    change(lived_in, OLD, "")
    before = contents(lived_in)

    with pytest.raises(SealBroken, match=r"\w+\.\w+"):
        change(lived_in, NEW, "a key that nobody ever set for this station")
    assert contents(lived_in) == before


def test_what_was_broken_off_is_begun_anew(lived_in: Database) -> None:
    change(lived_in, OLD, "")
    before = contents(lived_in)

    def torn(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), lived_in.writing() as connection:
        rekey(connection, SealOfEither(NEW, OLD), torn)
    assert contents(lived_in) == before
    change(lived_in, NEW, OLD)


def test_rows_of_either_key_end_under_the_new_one(lived_in: Database) -> None:
    """Somebody started a server with the new key before the old rows were sealed anew."""
    change(lived_in, OLD, "")
    with lived_in.writing() as connection:
        known, *_ = schema(OLD).of(Contact).query().all(connection)
        schema(NEW).of(Contact).save(connection, known)
    change(lived_in, NEW, OLD)
    assert everything(lived_in, NEW)


def test_a_wrong_key_is_noticed_before_anything_is_served(lived_in: Database) -> None:
    change(lived_in, OLD, "")
    with lived_in.reading() as connection:
        assert_opens(connection, Seal(OLD))
        for key in ("", NEW):
            with pytest.raises(SealBroken):
                assert_opens(connection, Seal(key))


def test_writing_the_database_anew_loses_nothing(lived_in: Database) -> None:
    before = contents(lived_in)
    lived_in.compact()
    assert contents(lived_in) == before


def test_the_file_keeps_nothing_of_what_lay_open(file: SqliteDatabase) -> None:
    with file.reading() as connection:
        names = {row.name for row in schema().of(Contact).query().all(connection) if row.name}
    assert all(name.encode() in on_disk(file) for name in names)
    change(file, NEW, "")
    file.compact()
    assert [name for name in names if name.encode() in on_disk(file)] == []


def on_disk(file: SqliteDatabase) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(file.path.parent.glob("station.db*")))


@given(st.text(), st.sampled_from(["", OLD]), st.sampled_from(["", MARK, PLAIN]))
def test_no_text_is_taken_for_a_sealed_one(text: str, key: str, begin: str) -> None:
    """Whoever writes the mark of a seal is read as they wrote."""
    seal = Seal(key)
    assert seal.open("words.text", seal.close("words.text", begin + text)) == begin + text


@given(st.text())
def test_a_damaged_seal_is_broken_and_nothing_else(text: str) -> None:
    with pytest.raises(SealBroken):
        Seal(OLD).open("words.text", MARK + text)

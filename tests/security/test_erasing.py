"""Whoever has their own erased is in no column and no file any more; the others stay whole."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from bot.cli.erasing import TOLD
from bot.intents.lexicon import Lexicon
from core.conversations import Outlet, Said
from core.erasures import MARK, Erasure
from core.feedback import Feedback
from core.messages import text_of
from core.parties import Contact
from core.rating import Rating
from core.requests.request import ServiceRequest
from storage.connections import Connection
from storage.databases import Database
from storage.erasing.erasing import Erasing
from storage.erasing.finding import NobodyFound, SeveralPersons, Subjects
from storage.erasing.rules import RULES
from storage.migrations.comparing import METADATA
from storage.migrations.upgrade import lay_out
from storage.rekeying import rekey
from storage.schema import Schema, schema
from storage.seal import SealOfEither
from storage.sqlite_database import SqliteDatabase
from tests.engines import ENGINES, copied
from tests.transcripts.playing import TALKS, played

TALE: Final = Path(__file__).with_name("two_persons.txt")
CALLED: Final = next(file for file in TALKS if file.stem == "recorded-by-phone")
KEY: Final = "the key under which all of it is sealed here"
NOW: Final = datetime(2026, 12, 21, 2, tzinfo=UTC)
WEB: Final = "web:hy.u221608"
TELEGRAM: Final = "telegram:hy.u1121608"
WHO: Final = ("HY-YJ-2026-0001", TELEGRAM)
PLANTED: Final = (
    "霁月",
    "虹桥",
    "周芳",
    "下下周四",
    "13911112222",
    "13911113333",
    "1111****",
    "139****3333",
)
ACCOUNTS: Final = ("u221608", "u1121608")
OTHER: Final = ("web:hy.u238472", "p.web.u238472", "HY-2026-0001", "i1-1")
NOBODYS: Final = {
    "access", "access_token", "bad_rating_case", "chat", "counter", "erasure", "feedback",
    "lexicon_change", "outage", "rating", "rating_event", "request_event", "room_code", "session",
    "setting_change", "sign_in", "station",
}  # fmt: skip
"""Tables for which there is no rule: they hold ids, values and what the staff set."""
BESIDE: Final = (
    f"INSERT INTO seen (chat, person, upto) VALUES ('{WEB}', 'p.web.u221608', 3)",
    f"INSERT INTO contact_window (place, kind, opened_at) VALUES ('{TELEGRAM}', 'words', 1)",
    f"INSERT INTO consent (place, template, last) VALUES ('{TELEGRAM}', 't', 'u1121608-1')",
    f"INSERT INTO rate_clock (name, until) VALUES ('{TELEGRAM}', 1)",
    f"INSERT INTO link_tries (chat, station, since) VALUES ('{WEB}', 'hy', 1)",
    f"UPDATE chat_out SET address = 'u1121608' WHERE chat = '{TELEGRAM}'",
    "INSERT INTO focus (chat, room, thread, mode, until)"
    f" VALUES ('{WEB}', 'r', 't', 'internal', 1)",
    f"INSERT INTO card_post (chat, card, key) VALUES ('{WEB}', 'c', 'k')",
    f"INSERT INTO card_code (code, chat, card, task, until) VALUES ('o', '{WEB}', 'c', 't', 1)",
    f"INSERT INTO topic (chat, thread, key) VALUES ('{WEB}', 't', 'k')",
    f"UPDATE outbox SET fault = 'refused 霁月', echo = 'u1121608-1' WHERE chat = '{TELEGRAM}'",
    f"UPDATE outbox SET key = 'u1121608-1' WHERE chat = '{TELEGRAM}'",
    f"UPDATE picture SET reference = 'wechat:u1121608-1' WHERE chat = '{WEB}'",
    "UPDATE person SET name = '周芳' WHERE id = 'p.web.u221608'",
    f"UPDATE due SET fault = 'read 霁月' WHERE chat = '{WEB}'",
    f"UPDATE inbox SET fault = 'read 霁月' WHERE chat = '{WEB}' AND n = 1",
    "UPDATE inbox SET fault = 'read 霁月' WHERE text LIKE '虹桥%'",
)
"""What happens to rows where messengers and bugs have a hand in."""
TOLD_IN: Final = {"chat_out": {"chat", "address"}, "outbox": {"chat", "message"}}
"""Where the account stands once more: in the one message that says what was done."""


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Path:
    """The file in which both stand; not to be changed."""
    path = tmp_path_factory.mktemp("two") / "station.db"
    lay_out(path)
    database = SqliteDatabase(path, path.with_name("serving"))
    asyncio.run(played(TALE, lexicon, database))
    with database.writing() as connection:
        for statement in BESIDE:
            connection.execute(statement)
    return path


@pytest.fixture(params=["", KEY])
def key(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def beside(two: Path, tmp_path: Path, key: str) -> SqliteDatabase:
    """The same in a folder of the test's own, sealed or not."""
    (tmp_path / "station.db").write_bytes(two.read_bytes())
    database = SqliteDatabase(tmp_path / "station.db", tmp_path / "serving")
    if key:
        with database.writing() as connection:
            rekey(connection, SealOfEither(key, ""), lambda *_: None)
    return database


@pytest.fixture(params=ENGINES)
def both(request: pytest.FixtureRequest, beside: SqliteDatabase) -> Iterator[Database]:
    """The same on each engine."""
    with copied(request.param, beside, request) as database:
        yield database


def erase(database: Database, key: str, *keys: str) -> Erasure:
    with database.writing() as connection:
        subject = Subjects(schema(key)).find(connection, keys)
        erased = Erasing(connection, schema(key), subject).erase("站长", NOW, TOLD)
    database.compact()
    return erased


def cells(connection: Connection, tables: Schema) -> Iterator[tuple[str, str, str, str]]:
    """Table, row, column and text of every cell of every table, opened where it is sealed."""
    for table in METADATA.sorted_tables:
        keys = [column.name for column in table.primary_key]
        names = [column.name for column in table.columns]
        for row in connection.execute(f'SELECT * FROM "{table.name}"').fetchall():
            values = dict(zip(names, row, strict=True))
            id = " ".join(str(values[name]) for name in keys)
            for name in names:
                text = str(values[name])
                yield table.name, id, name, tables.seal.open(f"{table.name}.{name}", text)


def found_in(database: Database, key: str, needles: tuple[str, ...]) -> set[tuple[str, ...]]:
    with database.reading() as connection:
        return {
            (table, column, needle)
            for table, _, column, text in cells(connection, schema(key))
            for needle in needles
            if needle in text
        }


def rows_of_the_other(database: Database) -> dict[str, list[str]]:
    """Whole rows that name the other person's chat, account or request by id."""
    found: dict[str, list[str]] = {}
    with database.reading() as connection:
        for table in METADATA.sorted_tables:
            for row in connection.execute(f'SELECT * FROM "{table.name}"').fetchall():
                if set(map(str, row)).intersection(OTHER):
                    found.setdefault(table.name, []).append(repr(row))
    return {name: sorted(rows) for name, rows in found.items()}


def everything(database: Database, key: str) -> dict[str, set[tuple[str, ...]]]:
    """Every cell by its table."""
    found: dict[str, set[tuple[str, ...]]] = {table.name: set() for table in METADATA.sorted_tables}
    with database.reading() as connection:
        for table, *cell in cells(connection, schema(key)):
            found[table].add(tuple(cell))
    return found


def values(database: Database, key: str, kind: type) -> list[Any]:
    with database.reading() as connection:
        return list(schema(key).of(kind).query().all(connection))


def test_of_every_table_it_is_said_what_becomes_of_it() -> None:
    ruled = {rule.table for rule in RULES}
    assert ruled | NOBODYS == {table.name for table in METADATA.sorted_tables}
    assert ruled & NOBODYS == set()


def test_the_tale_plants_in_all_tables_that_may_hold_a_person(both: Database, key: str) -> None:
    planted = {table for table, _, _ in found_in(both, key, PLANTED)}
    assert planted >= {
        "contact", "words", "inbox", "outbox", "progress", "lesson", "request_event",
    }  # fmt: skip
    accounts = {table for table, _, _ in found_in(both, key, ACCOUNTS)}
    assert accounts >= {
        "chat", "chat_out", "identity", "person", "inbox", "outbox", "request", "words", "contact",
        "rating", "feedback", "due", "request_event", "chat_link", "link_code", "seen", "picture",
        "progress", "lesson", "consent", "contact_window", "rate_clock", "link_tries",
    }  # fmt: skip


def test_no_column_holds_anything_of_them(both: Database, key: str) -> None:
    erase(both, key, *WHO)
    assert found_in(both, key, PLANTED) == set()
    left = {(table, column) for table, column, _ in found_in(both, key, ACCOUNTS)}
    assert left == {(table, column) for table, columns in TOLD_IN.items() for column in columns}


def test_the_others_rows_are_whole(both: Database, key: str) -> None:
    before = rows_of_the_other(both)
    assert len(before) > 8
    erase(both, key, *WHO)
    assert rows_of_the_other(both) == before


def test_a_list_of_many_loses_the_lines_about_one(both: Database, key: str) -> None:
    erase(both, key, *WHO)
    lists = [text_of(one.message) for one in values(both, key, Said)]
    both_named = [text for text in lists if MARK in text and "陈*" in text]
    assert both_named
    assert all("HY-2026-0001" in text and "HY-2026-0002" not in text for text in both_named)


def test_what_happened_stays(both: Database, key: str) -> None:
    def record() -> list[Any]:
        requests = values(both, key, ServiceRequest)
        stars = [(one.id, one.items, one.status) for one in values(both, key, Rating)]
        return sorted((one.id, one.number, one.status, one.ended_at) for one in requests) + stars

    before = record()
    counted = {name: len(rows) for name, rows in everything(both, key).items()}
    erased = erase(both, key, *WHO)
    assert record() == before
    assert all(not case.is_open for case in values(both, key, Feedback))
    assert values(both, key, Erasure) == [erased]
    after = {name: len(rows) for name, rows in everything(both, key).items()}
    gone = {name for name, count in counted.items() if after[name] < count}
    assert gone == {
        "identity", "picture", "seen", "chat_link", "link_code", "link_tries", "consent",
        "contact_window", "rate_clock", "focus", "card_post", "card_code", "topic",
    }  # fmt: skip
    moved = {one.chat: one.address for one in values(both, key, Outlet) if one.address}
    assert moved == {TELEGRAM: "u1121608"}, "the new beginning knows where to write"


def test_each_chat_is_told_once_and_begins_anew(both: Database, key: str) -> None:
    last = {one.chat: one.n for one in sorted(values(both, key, Said), key=lambda one: one.n)}
    erase(both, key, *WHO)
    told = [one for one in values(both, key, Said) if one.message.lines == (TOLD,)]
    assert {(one.chat, one.n) for one in told} == {(at, last[at] + 1) for at in (WEB, TELEGRAM)}
    with both.reading() as connection, pytest.raises(NobodyFound):
        Subjects(schema(key)).find(connection, [WEB])


def test_whoever_was_erased_is_known_to_be(both: Database, key: str) -> None:
    erase(both, key, *WHO)
    before = everything(both, key)
    with both.reading() as connection:
        again = Subjects(schema(key)).find(connection, WHO[:1])
        assert again.is_erased
        assert Subjects(schema(key)).find(connection, ["HY-2026-0001"]).is_erased is False
    erase(both, key, *WHO[:1])
    after = everything(both, key)
    assert after.pop("erasure") > before.pop("erasure")
    assert after == before


@pytest.mark.parametrize("named", [WEB, "hy-2026-0002", "HY-TS-2026-0001", "139 1111 3333"])
def test_every_key_leads_to_the_same_person(beside: SqliteDatabase, key: str, named: str) -> None:
    with beside.reading() as connection:
        subjects = Subjects(schema(key))
        subject = subjects.find(connection, [named])
        assert subject.chats == (WEB,)
        assert subject.numbers[0] == "HY-2026-0002"
        assert subjects.linked(connection, subject) == (TELEGRAM,)


def test_a_phone_of_several_asks_whose(beside: SqliteDatabase, key: str) -> None:
    with beside.writing() as connection:
        contacts = schema(key).of(Contact)
        given = Contact("c", OTHER[1], "武汉示例超市有限公司", "陈静", "13911113333", NOW)
        contacts.save(connection, given)
        with pytest.raises(SeveralPersons) as several:
            Subjects(schema(key)).find(connection, ["13911113333"])
    assert WEB in several.value.keys or "HY-2026-0002" in several.value.keys


def test_nobody_is_found_by_a_member_or_a_room(beside: SqliteDatabase, key: str) -> None:
    with beside.reading() as connection:
        for wrong in ("web:room/hy", "specialist", "", "13900000000"):
            with pytest.raises(NobodyFound):
                Subjects(schema(key)).find(connection, [wrong])


def test_the_file_keeps_nothing(beside: SqliteDatabase, key: str) -> None:
    erase(beside, key, *WHO)
    left = b"".join(path.read_bytes() for path in beside.path.parent.iterdir() if path.is_file())
    for planted in PLANTED:
        assert planted.encode() not in left
        assert planted.encode("unicode_escape") not in left


def test_an_account_that_begins_like_theirs_is_another(beside: SqliteDatabase, key: str) -> None:
    longer = f"{TELEGRAM}7"
    with beside.writing() as connection:
        connection.execute("UPDATE due SET key = key || '|' || ?", [longer])
        connection.execute("INSERT INTO rate_clock (name, until) VALUES (?, 1)", [longer])
    erase(beside, key, *WHO)
    with beside.reading() as connection:
        keys = connection.execute("SELECT key FROM due").fetchall()
        assert keys
        assert all(row[0].endswith(longer) for row in keys)
        assert connection.execute("SELECT name FROM rate_clock").fetchall() == [(longer,)]


def test_whoever_called_and_has_no_chat_is_erased_too(lexicon: Lexicon, tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "station.db", tmp_path / "serving")
    lay_out(database.path)
    asyncio.run(played(CALLED, lexicon, database))
    caller = ("王芳", "13600007777", "136****7777", "示例食品厂", "酱油")
    assert {table for table, _, _ in found_in(database, "", caller)} >= {"progress", "inbox"}
    erase(database, "", "13600007777")
    assert found_in(database, "", caller) == set()

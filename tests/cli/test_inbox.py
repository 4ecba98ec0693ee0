"""A message on which a turn failed is listed without its words, and can be taken again."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.inbox import failed
from bot.installation import tables_of
from core.context import Context
from core.conversations import Received, Said
from core.decision import Decision
from core.messages import Inbound, text_of
from storage.database import open_database, open_for_reading, transaction
from storage.turns import APOLOGY, Arrival, Turns
from tests.cli.commands import Station
from tests.storage_open.installation import NOON

WORDS = "我是张三，手机13900001111，想校准压力表"
CHAT = "web:web/sl/visitor"
SPOILT = (
    "INSERT INTO progress (id, dialog, chat, person, subject, started_at, answers, asked, state,"
    " touched_at, revision) VALUES ('x', 'intake', ?, ?, '', 0, 'no json', NULL, 'open', 1, 0)"
)


def broken(_context: Context) -> Decision:
    raise LookupError(WORDS)


@pytest.fixture
def unlucky(station: Station) -> Station:
    """A station where a turn has just failed."""
    inbound = Inbound(
        "web", "web/sl/visitor", "visitor", "m1", NOON, NOON, text=WORDS, station="sl"
    )
    with closing(open_database(station.settings.database)) as connection, transaction(connection):
        Turns(tables_of(station.settings)).take(connection, Arrival(inbound, broken))
    return station


def left(station: Station) -> tuple[Received, ...]:
    with closing(open_for_reading(station.settings.database)) as connection:
        return failed(connection, tables_of(station.settings))


def said(station: Station) -> list[str]:
    with closing(open_for_reading(station.settings.database)) as connection:
        log = tables_of(station.settings).of(Said).query("chat", order="n").all(connection, CHAT)
    return [text_of(one.message) for one in log]


def test_it_is_listed_by_where_it_broke_and_not_by_its_words(unlucky: Station) -> None:
    [line] = unlucky.run("inbox", "list").lines

    assert line.split("\t")[2] == CHAT
    assert line.split("\t")[4].startswith(f"LookupError cli/{Path(__file__).name}:")
    assert "张三" not in line
    assert "1390000" not in line


def test_taken_again_it_is_answered_as_if_nothing_had_been(unlucky: Station) -> None:
    ran = unlucky.run("inbox", "retry", "--all")

    assert ran.lines == ["重试1条，成功1条，仍失败0条。"]
    assert left(unlucky) == ()
    echo, apology, *answers = said(unlucky)
    assert (echo, apology) == (WORDS, APOLOGY.template)
    assert answers
    assert unlucky.run("inbox", "list").lines == ["没有处理失败的消息。"]


def test_what_fails_again_stays_as_it_was(unlucky: Station) -> None:
    before, log = left(unlucky), said(unlucky)
    with closing(open_database(unlucky.settings.database)) as connection, transaction(connection):
        connection.execute(SPOILT, [CHAT, before[0].person])

    ran = unlucky.run("inbox", "retry", str(before[0].id), expect=1)

    assert ran.lines == ["重试1条，成功0条，仍失败1条。"]
    assert left(unlucky) == before
    assert said(unlucky) == log


def test_nothing_is_tried_that_was_not_named(unlucky: Station) -> None:
    assert "请写明编号" in unlucky.run("inbox", "retry", expect=1).err
    assert "没有编号为“99”" in unlucky.run("inbox", "retry", "99", expect=1).err
    assert len(left(unlucky)) == 1

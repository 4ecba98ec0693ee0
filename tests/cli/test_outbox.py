"""What could not be sent is listed without its words, and can be sent once more."""

from contextlib import closing

import pytest

from bot.installation import tables_of
from core.conversations import OutboxState, Said
from core.messages import Line, Outbound
from storage.database import open_database, open_for_reading, transaction
from storage.set_aside import set_aside
from tests.cli.commands import Station
from tests.storage_open.installation import NOON

WORDS = "张三您好，手机13900001111"
LOST = Said(
    "telegram:7", 3, NOON, "d.x", Outbound("telegram:7", (Line(WORDS),)), OutboxState.FAILED,
    fault="Bad Request: can't parse entities", tries=4, refusals=3,
)  # fmt: skip


@pytest.fixture
def unlucky(station: Station) -> Station:
    """A station that could not send something."""
    with closing(open_database(station.settings.database)) as connection, transaction(connection):
        tables_of(station.settings).of(Said).save(connection, LOST)
    return station


def left(station: Station) -> tuple[Said, ...]:
    with closing(open_for_reading(station.settings.database)) as connection:
        return set_aside(connection, tables_of(station.settings))


def test_it_is_listed_by_its_reason_and_not_by_its_words(unlucky: Station) -> None:
    [line] = unlucky.run("outbox", "list").lines
    key, _, times, why = line.split("\t")

    assert (key, times, why) == ("telegram:7#3", "4次", LOST.fault)


def test_it_can_be_sent_once_more(unlucky: Station) -> None:
    assert unlucky.run("outbox", "retry", "telegram:7#3").lines == [
        "1条消息等着再发，服务运行时几秒内发出。"
    ]
    assert left(unlucky) == ()
    assert unlucky.run("outbox", "list").lines == ["没有放在一边的消息。"]


def test_nothing_is_sent_that_was_not_named(unlucky: Station) -> None:
    assert "请写明编号" in unlucky.run("outbox", "retry", expect=1).err
    assert (
        "没有编号为“telegram:9#1”" in unlucky.run("outbox", "retry", "telegram:9#1", expect=1).err
    )
    assert left(unlucky) == (LOST,)

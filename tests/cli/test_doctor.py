"""Whatever is broken, `station doctor` says so, says what to do, and ends with 1 for an error."""

import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.doctor import examine
from bot.cli.findings import Level
from bot.cookie_secret import cookie_secret
from bot.installation import tables_of
from bot.settings import Settings
from core.conversations import InboxState, Received
from core.messages import InboundKind
from core.parties import Words, WordsKind
from storage.connections import Connection
from storage.database import open_database, transaction
from storage.settings import change_setting
from tests.cli.commands import KEY, Station
from tests.storage_open.installation import NOON

MAY = datetime(2026, 5, 6, 4, tzinfo=UTC)


@pytest.fixture
def healthy(station: Station) -> Settings:
    """An installation of which nothing can be said."""
    return station.settings.model_copy(update={"key": KEY})


def said(settings: Settings, at: datetime = MAY) -> list[tuple[Level, str]]:
    return [(finding.level, finding.what) for finding in examine(settings, at)]


def only(found: list[tuple[Level, str]], level: Level) -> str:
    [(found_level, what)] = found
    assert found_level is level
    return what


@contextmanager
def changed(settings: Settings) -> Iterator[Connection]:
    with closing(open_database(settings.database)) as connection, transaction(connection):
        yield connection


def run(settings: Settings, *statements: str) -> None:
    with changed(settings) as connection:
        for statement in statements:
            connection.execute(statement)


def test_nothing_is_said_of_a_healthy_installation(healthy: Settings) -> None:
    assert said(healthy) == []


def test_every_finding_says_what_to_do(empty: Station) -> None:
    findings = list(examine(empty.settings, MAY))

    assert len(findings) > 1
    assert all(finding.todo for finding in findings)


def test_what_was_set_aside_is_an_error_that_says_how_to_send_it_again(healthy: Settings) -> None:
    run(
        healthy,
        "INSERT INTO outbox (chat, n, at, turn, message, state)"
        " VALUES ('telegram:7', 1, 0, 'd', '{}', 'failed')",
    )

    [finding] = examine(healthy, MAY)
    assert finding.what == "有1条发出去的消息没能送达，已放在一边。"
    assert "station outbox retry" in finding.todo


def closed(settings: Settings, channel: str) -> None:
    """A group there takes nothing, and one message waits for it."""
    chat = f"{channel}:-7"
    run(
        settings,
        "INSERT INTO chat (id, channel, kind, station)"
        f" VALUES ('{chat}', '{channel}', 'room', 'sl')",
        "INSERT INTO chat_out (chat, said, seen, leased_by, unreachable)"
        f" VALUES ('{chat}', 1, 0, '', 'kicked')",
        "INSERT INTO outbox (chat, n, at, turn, message, state)"
        f" VALUES ('{chat}', 1, 0, 'd', '{{}}', 'stranded')",
    )


@pytest.mark.parametrize(
    ("channel", "todo"),
    [
        ("telegram", "station telegram room-code"),
        ("wecom", "station wecom room"),
        ("wecomrobot", "STATION_WECOM_ROBOT"),
    ],
)
def test_what_to_do_about_a_room_that_takes_nothing_depends_on_its_messenger(
    healthy: Settings, channel: str, todo: str
) -> None:
    closed(healthy, channel)

    [finding] = examine(healthy, MAY)
    assert todo in finding.todo


def test_a_room_that_takes_nothing_is_an_error_with_what_waits_for_it(healthy: Settings) -> None:
    closed(healthy, "telegram")

    assert only(said(healthy), Level.ERROR) == (
        "工作群（telegram:-7）不收机器人的消息：kicked。有1条在等。"
    )


def test_a_missing_folder_and_database_are_errors(empty: Station) -> None:
    whats = [what for level, what in said(empty.settings) if level is Level.ERROR]

    assert [what[:4] for what in whats] == ["数据目录", "还没有数"]


def test_a_folder_that_takes_no_file_is_an_error(healthy: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="ascii")

    found = said(healthy.model_copy(update={"data_dir": tmp_path / "file"}))

    assert (Level.ERROR, f"数据目录“{tmp_path / 'file'}”不存在。") in found


def test_a_full_disk_is_an_error(healthy: Settings) -> None:
    full = healthy.model_copy(update={"disk_floor_mb": 2**40})

    assert "磁盘只剩" in only(said(full), Level.ERROR)


def test_a_mistyped_variable_is_a_warning(station: Station) -> None:
    told = station.told(STATION_KEY=KEY, STATION_PROT="80").run("doctor")

    assert "STATION_PROT" in told.out


def test_a_secret_that_others_can_read_is_an_error(healthy: Settings) -> None:
    cookie_secret(healthy)
    assert said(healthy) == []
    healthy.secret_file.chmod(0o644)

    assert "别人也能读" in only(said(healthy), Level.ERROR)


def test_a_secret_that_was_emptied_is_an_error(healthy: Settings) -> None:
    cookie_secret(healthy)
    healthy.secret_file.write_text("", encoding="ascii")

    assert "是空的" in only(said(healthy), Level.ERROR)


def test_words_in_the_clear_are_a_warning(station: Station) -> None:
    assert "STATION_KEY" in only(said(station.settings), Level.WARNING)


def test_words_sealed_with_another_key_are_an_error(healthy: Settings) -> None:
    words = Words("w", WordsKind.NOTE, "", "li", NOON, "一句话")
    with changed(healthy) as connection:
        tables_of(healthy).of(Words).save(connection, words)
    assert said(healthy) == []

    for key in ("", "another key that is long enough as well"):
        other = healthy.model_copy(update={"key": key})
        whats = [what for level, what in said(other) if level is Level.ERROR]
        assert whats == ["数据库里有用另一个密钥加密的内容（words.text），现在读不出来。"]


def test_a_file_that_is_no_database_is_an_error(healthy: Settings) -> None:
    healthy.database.write_text("不是数据库" * 100, encoding="utf-8")

    assert "不是数据库" in only(said(healthy), Level.ERROR)


def test_a_damaged_database_is_an_error(healthy: Settings) -> None:
    run(healthy, "DELETE FROM person WHERE id = 'nobody'")
    with closing(open_database(healthy.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'person_station'"
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with healthy.database.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\0" * size)

    whats = [what for level, what in said(healthy) if level is Level.ERROR]
    assert whats
    assert all(what.startswith(("数据库有损坏", "数据库读不出来")) for what in whats)


def test_a_database_of_another_release_is_an_error(healthy: Settings) -> None:
    run(healthy, "UPDATE alembic_version SET version_num = 'later'")

    assert "对不上" in only(said(healthy), Level.ERROR)


def test_a_database_without_tables_is_an_error(healthy: Settings) -> None:
    healthy.database.unlink()
    with closing(open_database(healthy.database, create=True)):
        assert "对不上" in only(said(healthy), Level.ERROR)


def test_a_database_that_others_hold_is_an_error(healthy: Settings) -> None:
    with changed(healthy):
        assert "占用" in only(said(healthy), Level.ERROR)


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow, as if the disk were full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_takes_no_write_is_an_error(healthy: Settings) -> None:
    with closing(open_database(healthy.database)) as server:
        server.execute("SELECT count(*) FROM station").fetchone()
        with full_disk():
            whats = [what for level, what in said(healthy) if level is Level.ERROR]

    assert [what[:8] for what in whats] == [f"数据目录“{healthy.data_dir}"[:8], "数据库写不进去："]


def test_a_database_that_cannot_even_be_read_is_an_error(healthy: Settings) -> None:
    with full_disk():
        whats = [what for level, what in said(healthy) if level is Level.ERROR]

    assert whats[-1].startswith("数据库读不出来：")


def test_an_installation_without_a_station_is_an_error(healthy: Settings) -> None:
    run(healthy, "DELETE FROM station", "DELETE FROM person")

    assert only(said(healthy), Level.ERROR) == "还没有服务站。"


BROKEN_STATIONS: list[tuple[str, Level, str]] = [
    ("UPDATE person SET removed_at = 1 WHERE id = 'zhou'", Level.ERROR, "没有站长"),
    ("UPDATE person SET on_duty = 0", Level.WARNING, "在岗"),
    (
        "UPDATE station SET settings = json_set(settings, '$.escalation_contact', '')",
        Level.ERROR,
        "没有设置上级联系人",
    ),
    (
        "UPDATE station SET settings = json_set(settings, '$.escalation_contact', 'gone')",
        Level.ERROR,
        "已不在本站",
    ),
    (
        "UPDATE station SET settings = json_set(settings, '$.reply_days', 'soon')",
        Level.WARNING,
        "reply_days",
    ),
]


@pytest.mark.parametrize(("breaks", "level", "words"), BROKEN_STATIONS)
def test_what_is_wrong_with_a_station_is_said(
    healthy: Settings, breaks: str, level: Level, words: str
) -> None:
    run(healthy, breaks)

    found = said(healthy)

    assert any(words in what for each, what in found if each is level)


def test_a_year_without_a_plan_is_a_warning_from_november_on(healthy: Settings) -> None:
    assert said(healthy, datetime(2026, 10, 31, 4, tzinfo=UTC)) == []
    november = datetime(2026, 11, 2, 4, tzinfo=UTC)
    assert "2027年" in only(said(healthy, november), Level.WARNING)

    with changed(healthy) as connection:
        change_setting(connection, "sl", "zhou", "announced_years", ["2027"], november)
    assert said(healthy, november) == []


def test_a_message_on_which_a_turn_failed_is_an_error(healthy: Settings) -> None:
    received = Received(
        1, "web:c", "m", 1, "p", MAY, MAY, InboundKind.TEXT, "您好", state=InboxState.FAILED
    )
    with changed(healthy) as connection:
        tables_of(healthy).of(Received).save(connection, received)

    assert "1条消息处理失败" in only(said(healthy), Level.ERROR)


def test_a_clock_that_fell_behind_is_an_error(healthy: Settings) -> None:
    received = Received(1, "web:c", "m", 1, "p", MAY, MAY, InboundKind.TEXT, "您好")
    with changed(healthy) as connection:
        tables_of(healthy).of(Received).save(connection, received)
    assert said(healthy, MAY) == []

    assert "早于最后一条记录" in only(said(healthy, MAY - timedelta(hours=1)), Level.ERROR)


def test_the_command_ends_with_one_for_an_error_and_zero_for_a_warning(station: Station) -> None:
    run(station.settings, "UPDATE person SET on_duty = 0")
    warned = station.run("doctor")
    assert "! “示例站（虚构）”没有质量服务专员或站长在岗" in warned.out

    run(station.settings, "DELETE FROM station")
    failed = station.run_alone("doctor", expect=1)
    assert "✗ 还没有服务站。" in failed.out
    assert "请运行 station station add" in failed.out

"""`station db rekey`: an installation's key changes, and a wrong one is said plainly."""

from pathlib import Path
from typing import Final

import pytest

from tests.cli.commands import KEY, Station, serving

NEXT: Final = "another key that is long enough as well"
WRONG: Final = "a key that was never set in this place"


@pytest.fixture
def keyed(station: Station) -> Station:
    """The station with all of it sealed."""
    keyed = station.told(STATION_KEY=KEY)
    keyed.run("db", "rekey")
    return keyed


def names(station: Station) -> set[str]:
    return {row.split("\t")[1] for row in station.run("staff", "list").lines}


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("station.db*")))


def test_a_first_key_leaves_no_name_readable(keyed: Station) -> None:
    assert names(keyed) == {"周岚", "李雪"}
    assert "李雪".encode() not in on_disk(keyed.folder)


def test_the_next_key_reads_everything_and_the_old_one_nothing(keyed: Station) -> None:
    after = keyed.told(STATION_KEY=NEXT, STATION_KEY_BEFORE=KEY)
    assert "STATION_KEY_BEFORE" in after.run("db", "rekey").out
    assert names(after.told(STATION_KEY_BEFORE="")) == {"周岚", "李雪"}
    assert "0处错误" in after.run("doctor").lines[-1]
    assert "STATION_KEY" in keyed.run("staff", "list", expect=1).err


@pytest.mark.parametrize("before", ["", WRONG])
def test_a_wrong_key_of_before_changes_nothing(keyed: Station, before: str) -> None:
    wrong = keyed.told(STATION_KEY=NEXT, STATION_KEY_BEFORE=before)
    assert "什么都没有改动" in wrong.run("db", "rekey", expect=1).err
    assert names(keyed) == {"周岚", "李雪"}


def test_without_a_new_key_nothing_is_done(keyed: Station) -> None:
    assert "STATION_KEY" in keyed.told(STATION_KEY="").run("db", "rekey", expect=1).err


@pytest.mark.parametrize("key", ["", WRONG])
def test_a_server_with_another_key_does_not_start(keyed: Station, key: str) -> None:
    said = keyed.told(STATION_KEY=key).run_alone("serve", "--port", "0", expect=1)
    assert "另一个密钥" in said.err


def test_no_key_is_changed_under_a_running_server(keyed: Station) -> None:
    with serving(keyed):
        said = keyed.told(STATION_KEY=NEXT, STATION_KEY_BEFORE=KEY).run("db", "rekey", expect=1)
    assert "正由另一个进程" in said.err

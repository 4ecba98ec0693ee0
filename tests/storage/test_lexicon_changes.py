"""The station's own words: versions without a gap, undone without being deleted."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from core.lexicon_changes import ChangeKind, ChangeOrigin, ChangeSource, TermChange
from core.refusals import Refused
from storage.connections import Connection
from storage.database import open_database, transaction
from storage.lexicon_changes import (
    NO_SUCH_VERSION,
    UNDONE_ALREADY,
    LexiconStanding,
    append,
    history,
    in_force,
    standing,
    undo,
)

NOON: Final = datetime(2026, 3, 2, 4, tzinfo=UTC)
LATER: Final = NOON + timedelta(hours=1)
GAUGE: Final = TermChange(ChangeKind.ADD, "火眼计", "instrument")
SCALE: Final = TermChange(ChangeKind.ADD, "老虎秤", "instrument")
LESSON: Final = TermChange(ChangeKind.DROP, "课", "training_soft")
LI: Final = ChangeOrigin("李站长", why="本地叫法", station="hy")


def test_versions_count_from_one_without_a_gap(connection: Connection) -> None:
    numbers = [append(connection, [each], LI, NOON) for each in (GAUGE, SCALE, LESSON)]
    undo(connection, 3, "李站长", LATER)
    assert [*numbers, append(connection, [LESSON], LI, LATER)] == [1, 2, 3, 4]


def test_a_version_that_is_rolled_back_gives_its_number_back(path: Path) -> None:
    with closing(open_database(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        append(connection, [GAUGE], LI, NOON)
        connection.execute("ROLLBACK")
        with transaction(connection):
            assert append(connection, [SCALE], LI, NOON) == 1
        assert in_force(connection) == [SCALE]


def test_changes_made_together_share_a_version_and_keep_their_order(
    connection: Connection,
) -> None:
    origin = ChangeOrigin("李站长", ChangeSource.REVIEW, "七次更正")
    assert append(connection, [LESSON, GAUGE], origin, NOON) == 1
    [made] = history(connection)
    assert made.changes == (LESSON, GAUGE)
    assert (made.origin, made.at, made.undone_at) == (origin, NOON, None)


def test_what_is_undone_is_no_more_in_force_and_still_in_the_history(
    connection: Connection,
) -> None:
    append(connection, [GAUGE, LESSON], LI, NOON)
    append(connection, [SCALE], LI, NOON)
    undo(connection, 1, "王站长", LATER)
    assert in_force(connection) == [SCALE]
    newest, oldest = history(connection)
    assert (newest.version, newest.undone_at) == (2, None)
    assert (oldest.version, oldest.undone_at, oldest.undone_by) == (1, LATER, "王站长")


def test_undoing_nothing_is_refused(connection: Connection) -> None:
    append(connection, [GAUGE], LI, NOON)
    with pytest.raises(Refused) as never:
        undo(connection, 2, "李站长", LATER)
    assert (never.value.msgid, never.value.values) == (NO_SUCH_VERSION, {"version": "2"})
    undo(connection, 1, "李站长", LATER)
    with pytest.raises(Refused) as twice:
        undo(connection, 1, "王站长", LATER)
    assert twice.value.msgid == UNDONE_ALREADY
    assert history(connection)[0].undone_by == "李站长"


def test_a_version_holds_a_change(connection: Connection) -> None:
    with pytest.raises(ValueError, match="needs a change"):
        append(connection, [], LI, NOON)


def test_every_change_and_every_undoing_is_another_standing(
    connection: Connection,
) -> None:
    seen = [standing(connection)]
    append(connection, [GAUGE, LESSON], LI, NOON)
    seen.append(standing(connection))
    undo(connection, 1, "李站长", LATER)
    seen.append(standing(connection))
    append(connection, [GAUGE], LI, LATER)
    seen.append(standing(connection))
    assert seen == [
        LexiconStanding(0, 0), LexiconStanding(1, 0), LexiconStanding(1, 1), LexiconStanding(2, 1)
    ]  # fmt: skip

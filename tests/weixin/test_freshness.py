"""What came lately is known as long as it could be let in, and never more than so much of it."""

from datetime import UTC, datetime, timedelta
from typing import Final

from bot.weixin.freshness import WINDOW, Remembered, is_fresh

NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MOMENT: Final = int(NOW.timestamp())


def test_a_moment_within_the_window_is_fresh() -> None:
    seconds = int(WINDOW.total_seconds())

    assert [is_fresh(str(MOMENT + away), NOW) for away in (-seconds - 1, -seconds, 0, seconds)] == [
        False, True, True, True,
    ]  # fmt: skip


def test_a_moment_is_written_in_one_way_only() -> None:
    ways = (f"0{MOMENT}", f"+{MOMENT}", f" {MOMENT}", f"{MOMENT}.0", f"{MOMENT}\n", "", "1" * 9999)

    assert not any(is_fresh(way, NOW) for way in ways)


def test_one_signature_has_one_body() -> None:
    remembered = Remembered()

    assert remembered.takes("s", b"a", NOW)
    assert not remembered.takes("s", b"b", NOW)
    assert remembered.takes("s", b"a", NOW)
    assert remembered.takes("t", b"b", NOW)


def test_it_is_known_as_long_as_a_moment_ahead_stays_fresh() -> None:
    remembered = Remembered()
    remembered.takes("s", b"a", NOW)

    assert not remembered.takes("s", b"b", NOW + 2 * WINDOW)
    assert remembered.takes("s", b"b", NOW + 2 * WINDOW + timedelta(seconds=1))


def test_of_too_many_the_oldest_are_forgotten() -> None:
    remembered = Remembered(most=3)
    for signature in "abcd":
        remembered.takes(signature, b"1", NOW)

    assert not remembered.takes("d", b"2", NOW)
    assert remembered.takes("a", b"2", NOW)

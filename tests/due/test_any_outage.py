"""However the sweep is held up, each thing happens once, and nothing speaks in quiet hours."""

import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.due import DueKind, DueState
from core.messages import Audience, text_of
from core.rating import RatingStatus
from core.requests.status import Status
from tests.due.house import CHAT, ROOM, House, open_house
from tests.time.moments import USUAL, at

GAPS = st.lists(st.integers(1, 60 * 40), min_size=1, max_size=12)
BEGIN = at("2026-11-23 09:00")
NOT_TOO_LATE = BEGIN + timedelta(days=4)
END = at("2026-12-05 12:00")


@settings(max_examples=15)
@example(gaps=[1], filed=0, ended=60 * 24 * 3)
@example(gaps=[1980], filed=0, ended=0)
@example(gaps=[1980, 1, 1919, 2400], filed=3657, ended=0)
@example(gaps=[961, 2400, 2400], filed=0, ended=1)
@given(gaps=GAPS, filed=st.integers(0, 60 * 24 * 3), ended=st.integers(0, 60 * 24 * 3))
def test_each_thing_happens_once_and_never_at_night(
    gaps: list[int], filed: int, ended: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_house(Path(folder)) as house:
        unclaimed = house.file(BEGIN + timedelta(minutes=filed))
        served = house.end(BEGIN + timedelta(minutes=ended))
        recovered = sweep_with_gaps(house, gaps)
        house.pass_until(END)
        check(house, unclaimed, served, recovered)


def sweep_with_gaps(house: House, gaps: list[int]) -> datetime:
    """When the last gap is over."""
    now = BEGIN + timedelta(days=3)
    for gap in gaps:
        now += timedelta(minutes=gap)
        house.fall(now)
    return now


def check(house: House, unclaimed: str, served: str, recovered: datetime) -> None:
    reminders = [
        (when, message)
        for chat in (CHAT, ROOM)
        for only in ("", "zhao", "wang")
        for when, message in house.said(chat, only)
        if message.audience is Audience.REMINDER and "早上好" not in text_of(message)
    ]
    assert not [when for when, _ in reminders if USUAL.quiet(when)]
    once = Counter((when, message.only, text_of(message)) for when, message in reminders)
    assert set(once.values()) <= {1}
    assert len(house.told(ROOM, "请有空的同事")) == 1
    # Held up until its window closes, an invitation would ask for what nobody can give any more.
    closes_at = house.rating(served).closes_at
    invited = [when for when, said in house.said(CHAT, "") if "想请您评一评" in text_of(said)]
    assert len(invited) == 1 if recovered < NOT_TOO_LATE else len(invited) <= 1
    assert all(when < closes_at for when in invited)
    assert len(house.told(CHAT, "评价还没有完成")) <= 2
    assert house.request(unclaimed).status is Status.SUBMITTED
    assert house.rating(served).status is RatingStatus.NOT_RETURNED
    assert house.rows(DueKind.UNCLAIMED, DueState.OPEN) == []

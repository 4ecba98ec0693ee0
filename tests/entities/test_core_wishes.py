"""A wish as a value: the moments that it leaves open, and its flat form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.wishes import DayPart, Wish, WishKind, bounds, covers, decode, encode, week_of

DAY = date(2025, 3, 19)
CLOCKS = st.times().map(lambda moment: f"{moment:%H:%M}") | st.none()
WISHES = st.builds(
    Wish,
    said=st.text(),
    kind=st.sampled_from(WishKind),
    date=st.dates() | st.none(),
    to=st.dates() | st.none(),
    part=st.sampled_from(DayPart) | st.none(),
    time=CLOCKS,
    until=CLOCKS,
)


def wish(kind: WishKind, first: int | None = None, **more: object) -> Wish:
    day = date(2025, 3, first) if first else None
    return Wish("…", kind, day, **more)  # type: ignore[arg-type]


MORNING = wish(WishKind.AT, 19, part=DayPart.AM)
MIDDLE = wish(WishKind.RANGE, 11, to=date(2025, 3, 20))


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (MIDDLE, wish(WishKind.AT, 19)),
        (MIDDLE, MORNING),
        (wish(WishKind.BY, 14), wish(WishKind.AT, 12)),
        (
            wish(WishKind.AFTER, 12, part=DayPart.PM, time="15:00"),
            wish(WishKind.AT, 12, time="15:30"),
        ),
        (MORNING, wish(WishKind.AT, 19, part=DayPart.AM, time="10:00")),
        (MORNING, wish(WishKind.AT, 19, time="09:00", until="11:00")),
        (wish(WishKind.AT, 19, time="09:00", until="11:00"), wish(WishKind.AT, 19, time="10:00")),
        (wish(WishKind.ASAP), wish(WishKind.AT, 19)),
        (wish(WishKind.FLEXIBLE), MIDDLE),
        (
            wish(WishKind.RANGE, 11, to=date(2025, 3, 20), part=DayPart.AM),
            MORNING,
        ),
    ],
)
def test_a_later_time_inside_the_wish_is_covered(wide: Wish, narrow: Wish) -> None:
    assert covers(wide, narrow)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (MIDDLE, wish(WishKind.AT, 24)),
        (wish(WishKind.BY, 14), wish(WishKind.AT, 15)),
        (wish(WishKind.BY, 14, time="12:00"), wish(WishKind.AT, 14, time="15:00")),
        (wish(WishKind.AFTER, 12, time="15:00"), wish(WishKind.AT, 12, time="10:00")),
        (MORNING, wish(WishKind.AT, 19, part=DayPart.PM)),
        (wish(WishKind.AT, 19, time="10:00"), MORNING),
        (MIDDLE, wish(WishKind.ASAP)),
        (wish(WishKind.RANGE, 11, to=date(2025, 3, 20), part=DayPart.AM), wish(WishKind.AT, 19)),
    ],
)
def test_a_time_outside_the_wish_is_not_covered(wide: Wish, narrow: Wish) -> None:
    assert not covers(wide, narrow)


@given(WISHES)
def test_a_wish_is_read_back_as_it_was_written(one: Wish) -> None:
    assert decode(encode(one)) == one


@given(WISHES)
def test_every_wish_has_bounds(one: Wish) -> None:
    assert bounds(one)


@given(st.text())
def test_a_strange_form_is_no_wish_and_no_error(text: str) -> None:
    decode(text)


@pytest.mark.parametrize(
    "text",
    ["", "at", "never|2025-03-19|||||x", "at|2025-13-19|||||x", "at|||noon|||x", "at||||10|||x"],
)
def test_what_no_release_wrote_is_no_wish(text: str) -> None:
    assert decode(text) is None


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert week_of(DAY) == (date(2025, 3, 17), date(2025, 3, 23))

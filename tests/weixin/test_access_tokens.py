"""When a token is used, renewed and forced: decided without a server."""

from datetime import timedelta
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.access_tokens import AccessToken, renewal
from tests.time.moments import at

NOW: Final = at("2026-11-23 10:00")
HOURS: Final = timedelta(hours=2)
SECOND: Final = timedelta(seconds=1)


def token(lasts: timedelta = HOURS) -> AccessToken:
    return AccessToken("a", "t", renewal(NOW, lasts), NOW + lasts)


@pytest.mark.parametrize(
    ("after", "fresh", "good"),
    [
        (timedelta(0), True, True),
        (timedelta(minutes=115) - SECOND, True, True),
        (timedelta(minutes=115), False, True),
        (HOURS - SECOND, False, True),
        (HOURS, False, False),
    ],
)
def test_a_token_is_renewed_five_minutes_before_its_end(
    after: timedelta, fresh: bool, good: bool
) -> None:
    kept = token()
    assert (kept.is_fresh(NOW + after), kept.is_good(NOW + after)) == (fresh, good)


def test_what_is_given_out_shortly_before_its_end_is_not_asked_for_at_once_again() -> None:
    kept = token(timedelta(minutes=4))
    assert kept.is_fresh(NOW + timedelta(seconds=59))
    assert not kept.is_fresh(NOW + timedelta(seconds=60))
    assert token(SECOND).is_fresh(NOW + SECOND / 4)


def test_no_token_is_neither_fresh_nor_good_nor_being_fetched() -> None:
    none = AccessToken("a")
    assert (none.is_fresh(NOW), none.is_good(NOW), none.is_being_fetched(NOW)) == (False,) * 3
    assert "secret" not in repr(AccessToken("a", "secret1", refused="secret2"))


@given(st.lists(st.integers(0, 200_000), max_size=200))
def test_no_day_has_more_than_twenty_that_were_forced(seconds: list[int]) -> None:
    forced: list[int] = []
    for second in sorted(seconds):
        kept = AccessToken("a", forced_at=tuple(NOW + each * SECOND for each in forced[-20:]))
        if kept.may_be_forced(NOW + second * SECOND):
            forced.append(second)
    assert all(later - one >= 30 for one, later in pairwise(forced))
    assert all(last - first >= 86_400 for first, last in zip(forced, forced[20:], strict=False))
    assert len(forced) >= min(len({each // 30 for each in seconds}) // 2, 20)

"""More messages than can be kept: those who come are turned away, those who wait are served."""

from contextlib import ExitStack

import pytest
from structlog.testing import capture_logs

from bot.crowding import LONGEST_SECONDS, MOST, Crowd, Crowded


class Watch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_nobody_is_let_in_behind_one_who_has_waited_for_too_long() -> None:
    watch = Watch()
    crowd = Crowd(watch)
    with crowd.entered("hy"):
        watch.seconds += LONGEST_SECONDS
        with crowd.entered("hy"):
            watch.seconds += 0.1
            with pytest.raises(Crowded), crowd.entered("hy"):
                pytest.fail("was let in")
            with crowd.entered("wc"):
                assert crowd.size == 3


def test_whoever_has_gone_holds_up_nobody() -> None:
    watch = Watch()
    crowd = Crowd(watch)
    first = ExitStack()
    first.enter_context(crowd.entered("hy"))
    watch.seconds += LONGEST_SECONDS
    with crowd.entered("hy"):
        first.close()
        watch.seconds += LONGEST_SECONDS
        with crowd.entered("hy"):
            assert crowd.size == 2


def test_only_so_many_wait_in_all() -> None:
    crowd = Crowd()
    with ExitStack() as everybody:
        for n in range(MOST):
            everybody.enter_context(crowd.entered(f"chat {n}"))
        with pytest.raises(Crowded), crowd.entered("one more"):
            pytest.fail("was let in")
    assert crowd.size == 0


def test_of_those_who_are_turned_away_the_log_counts_once_a_second() -> None:
    watch = Watch()
    crowd = Crowd(watch)
    with ExitStack() as everybody, capture_logs() as lines:
        for n in range(MOST):
            everybody.enter_context(crowd.entered(f"chat {n}"))
        for _second in range(2):
            for _message in range(5):
                with pytest.raises(Crowded):
                    crowd.assert_room()
            watch.seconds += 1.0
    assert [line["count"] for line in lines] == [1, 5]

"""More messages than can be kept: those who come are turned away, those who wait are served."""

from contextlib import ExitStack

import pytest

from bot.crowding import LONGEST_SECONDS, MOST, Crowd
from storage.store import Unavailable


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
            with pytest.raises(Unavailable), crowd.entered("hy"):
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
        with pytest.raises(Unavailable), crowd.entered("one more"):
            pytest.fail("was let in")
    assert crowd.size == 0

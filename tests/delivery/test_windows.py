"""What a contact opens, and how much of it the next message may use."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.consents import Consents
from core.windows import ALLOWANCES, ContactKind, Window, usable
from tests.time.moments import at

NOW = at("2026-11-23 10:00")
PLACE = "wechat:wx1.o1"


def words(used: int = 0, **ago: float) -> Window:
    return Window(PLACE, ContactKind.WORDS, NOW - timedelta(**ago), used)


def click(used: int = 0, **ago: float) -> Window:
    return Window(PLACE, ContactKind.CLICK, NOW - timedelta(**ago), used)


def test_a_word_opens_two_days_for_five_messages() -> None:
    assert usable([words(hours=47)], NOW, by_person=True) == words(hours=47)
    assert usable([words(hours=48)], NOW, by_person=True) is None
    assert usable([words(used=4)], NOW, by_person=True) == words(used=4)
    assert usable([words(used=5)], NOW, by_person=True) is None


def test_a_click_opens_a_minute_for_three() -> None:
    assert usable([click(seconds=50)], NOW, by_person=True) == click(seconds=50)
    assert usable([click(seconds=60)], NOW, by_person=True) is None
    assert usable([click(used=3)], NOW, by_person=True) is None


def test_what_ends_first_is_used_first() -> None:
    assert usable([words(), click()], NOW, by_person=True) == click()
    assert usable([words(), click(used=3)], NOW, by_person=True) == words()


def test_the_last_one_is_for_a_person() -> None:
    assert usable([words(used=4)], NOW, by_person=False) is None
    assert usable([words(used=3)], NOW, by_person=False) == words(used=3)
    assert usable([words(used=4), click(used=2)], NOW, by_person=False) == click(used=2)


def test_without_contact_nothing_goes() -> None:
    assert usable([], NOW, by_person=True) is None


WINDOWS = st.lists(
    st.builds(
        Window,
        st.just(PLACE),
        st.sampled_from(ContactKind),
        st.timedeltas(timedelta(), timedelta(hours=60)).map(lambda ago: NOW - ago),
        st.integers(0, 7),
    ),
    max_size=2,
    unique_by=lambda window: window.kind,
)


@given(WINDOWS, st.booleans())
def test_nothing_is_used_that_wechat_would_refuse(windows: list[Window], by_person: bool) -> None:
    found = usable(windows, NOW, by_person=by_person)
    if found is not None:
        allowance = ALLOWANCES[found.kind]
        assert found.used < allowance.most
        assert NOW - found.opened_at < allowance.length
    if by_person and found is None:
        margin = timedelta(minutes=2)
        safe = [
            one
            for one in windows
            if one.left and NOW - one.opened_at < ALLOWANCES[one.kind].length - margin
        ]
        assert not safe


def test_a_consent_is_good_for_one() -> None:
    assert [Consents(PLACE, "t", 2, used).left for used in (0, 1, 2, 3)] == [2, 1, 0, 0]

"""The first way that is open is taken."""

import pytest

from core.ways import Plan, Standing, Wanted, Way, planned
from core.windows import ContactKind, Window
from tests.time.moments import at

NOW = at("2026-11-23 10:00")
OPEN = Window("wechat:wx1.o1", ContactKind.WORDS, NOW)
TEXT, RATING = Wanted(by_person=False), Wanted(by_person=False, rating="r1")


def barred(*ways: Way) -> frozenset[Way]:
    return frozenset(ways)


@pytest.mark.parametrize(
    ("wanted", "standing", "way"),
    [
        (TEXT, Standing([OPEN], consents=1, record=True, chat="c"), Way.MESSAGE),
        (RATING, Standing([OPEN], consents=1, record=True, chat="c"), Way.MESSAGE),
        (RATING, Standing(consents=1, record=True, chat="c"), Way.NOTICE),
        (RATING, Standing(record=True, chat="c"), Way.RECORD),
        (RATING, Standing(chat="c"), Way.CHAT),
        (RATING, Standing(), Way.CONTACT),
        (TEXT, Standing(consents=1, record=True, chat="c"), Way.CHAT),
        (TEXT, Standing(consents=1, record=True), Way.CONTACT),
        (RATING, Standing([OPEN], 1, barred=barred(Way.MESSAGE)), Way.NOTICE),
        (RATING, Standing([OPEN], 1, True, barred=barred(Way.MESSAGE, Way.NOTICE)), Way.RECORD),
        (RATING, Standing(consents=1, record=True, chat="c", barred=barred(*Way)), Way.CONTACT),
    ],
)
def test_the_first_open_way(wanted: Wanted, standing: Standing, way: Way) -> None:
    window = OPEN if way is Way.MESSAGE else None
    assert planned(wanted, standing, NOW) == Plan(way, window)


def test_what_a_person_says_may_use_the_last_one() -> None:
    last = Standing([Window(OPEN.place, OPEN.kind, NOW, used=4)])
    assert planned(TEXT, last, NOW).way is Way.CONTACT
    assert planned(Wanted(by_person=True), last, NOW).way is Way.MESSAGE

"""Whatever is tapped, skipped, said or tried by strangers, a rating holds only what was given."""

from hypothesis import given
from hypothesis import strategies as st

from core.rating import Rating, RatingEvent, RatingEventType, RatingStatus, next_question
from core.rating_items import OPINION, Level, Mark, Solved, fits, question
from core.ratings import close, give, same_for_rest, say_opinion, skip, submit
from core.refusals import Refused
from tests.ratings.acts import BY_PROVIDER, CLOSES, LATER, LI, QIN, SELF_SERVED, SOON, gave, invited

WRITTEN = (RatingEventType.GIVEN, RatingEventType.CHANGED)

numbers = st.integers(0, 12)
marks: st.SearchStrategy[Mark] = st.one_of(
    st.integers(0, 6), st.sampled_from(Solved), st.sampled_from(Level)
)
moments = st.sampled_from([SOON, LATER, CLOSES])
persons = st.sampled_from([QIN, QIN, QIN, LI])
acts = st.lists(
    st.one_of(
        st.tuples(st.just(give), numbers, marks, moments, persons),
        st.tuples(st.just(skip), numbers, moments, persons),
        st.tuples(st.just(same_for_rest), st.integers(0, 6), moments, persons),
        st.tuples(st.just(say_opinion), st.just("w-1"), moments, persons),
        st.tuples(st.just(submit), moments, persons),
        st.tuples(st.just(close), moments),
    ),
    max_size=25,
)
requests = st.sampled_from([SELF_SERVED, BY_PROVIDER])


def play(rating: Rating, acted: list[tuple[object, ...]]) -> tuple[Rating, list[RatingEvent]]:
    """Whatever is tried, nothing but a refusal is raised, and a refusal changes nothing."""
    events: list[RatingEvent] = []
    for act, *told in acted:
        assert callable(act)
        try:
            done = act(rating, *told)
        except Refused:
            continue
        rating, events = done.rating, [*events, *done.events]
    return rating, events


@given(requests.map(invited), acts)
def test_no_star_is_stored_that_nobody_gave(
    rating: Rating, acted: list[tuple[object, ...]]
) -> None:
    after, events = play(rating, acted)
    given = {(event.item, event.value) for event in events if event.type in WRITTEN}
    stars = {told[1] for told in acted if told[0] is same_for_rest}
    taps = {(told[1], told[2]) for told in acted if told[0] is give}
    for number, mark in after.items.items():
        assert (number, str(mark)) in given
        assert (number, mark) in taps or mark in stars
        item = question(number)
        assert item is not None
        assert fits(item, mark)


@given(requests.map(invited), acts)
def test_the_events_tell_the_whole_rating(rating: Rating, acted: list[tuple[object, ...]]) -> None:
    after, events = play(rating, acted)
    told: dict[int, str] = {}
    for event in events:
        if event.type in WRITTEN:
            assert event.old == told.get(event.item, "")
            told[event.item] = event.value
    opinion = told.pop(OPINION, "")
    assert opinion == after.opinion
    assert told == {number: str(mark) for number, mark in after.items.items()}
    assert [event.n for event in events] == list(range(2, after.events + 1))
    assert len({event.id for event in events}) == len(events)


@given(requests.map(invited), acts)
def test_a_rating_can_be_gone_on_with_after_any_item(
    rating: Rating, acted: list[tuple[object, ...]]
) -> None:
    after, _events = play(rating, [told for told in acted if told[0] is not close])
    answers: dict[int, Mark] = {5: Solved.YES, 10: Level.SATISFIED}
    for _ in range(12):
        item = next_question(after)
        if item is None:
            break
        if item.number == OPINION:
            after = skip(after, OPINION, SOON, QIN).rating
        else:
            after = gave(after, item.number, answers.get(item.number, 4)).rating
    assert next_question(after) is None
    assert after.status is RatingStatus.SUBMITTED or not after.items

"""The dialog engine: whatever was saved, whatever is said, it goes on and it comes to an end."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dialogs.advance import (
    Answered,
    Cancelled,
    Change,
    Event,
    Passed,
    Resumed,
    Skipped,
    WentBack,
    advance,
)
from core.dialogs.progress import Asked, Progress, ProgressState, adopt
from core.dialogs.steps import Dialog, Option, Question, Repeat, Step, next_step, placed
from core.messages import Line

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def asking(words: str, *options: str) -> Step:
    question = Question((Line(words),), tuple(Option(one, one) for one in options))
    return Step(words, lambda _answers, _prefix: question)


def _colour(answers: Mapping[str, str], _prefix: str) -> bool:
    return answers.get("kind") == "painted"


KIND = asking("kind", "plain", "painted")
COLOUR = Step("colour", asking("colour").asks, when=_colour, formerly=("paint",))
SIZE = Step("size", asking("size").asks, optional=True, still_accepts=str.isdecimal)
PART = Step("name", asking("name").asks)


def parts_in(answers: Mapping[str, str]) -> int:
    return sum(key.startswith("part.") and key.endswith(".name") for key in answers) or 1


ORDER = Dialog("order", (KIND, COLOUR, SIZE, Repeat("part", (PART,), parts_in)))


def progress(**answers: str) -> Progress:
    named = {key.replace("__", "."): value for key, value in answers.items()}
    return Progress("p1", "order", "chat", "person", "", NOON, named)


def said(before: Progress, event: Event) -> Progress:
    return advance(ORDER, before, event, NOON).progress


def test_the_first_step_without_an_answer_is_asked() -> None:
    turn = advance(ORDER, progress(), Passed(), NOON)
    assert turn.question == Question(
        (Line("kind"),), (Option("plain", "plain"), Option("painted", "painted"))
    )
    assert turn.progress.asked == Asked("kind", ("plain", "painted"))


def test_answers_may_come_in_any_order_and_all_at_once() -> None:
    given_all = {"size": "3", "part.1.name": "door", "kind": "plain"}
    turn = advance(ORDER, progress(), Answered(given_all), NOON)
    assert turn.finished == {"size": "3", "part.1.name": "door", "kind": "plain"}
    assert turn.progress.state is ProgressState.FINISHED


def test_only_answers_that_still_count_reach_the_end() -> None:
    before = progress(kind="painted", colour="red", size="3")
    turn = advance(ORDER, before, Answered({"kind": "plain", "part.1.name": "door"}), NOON)
    assert turn.finished is not None
    assert "colour" not in turn.finished


def test_changes_tell_new_answers_from_changed_ones() -> None:
    turn = advance(ORDER, progress(kind="plain"), Answered({"kind": "painted", "size": "1"}), NOON)
    assert {one.key: one.change for one in turn.changes} == {
        "kind": Change.CHANGED,
        "size": Change.SET,
    }


def test_an_optional_step_may_be_skipped_and_another_may_not() -> None:
    refused = advance(ORDER, progress(), Skipped(), NOON)
    assert refused.refused
    assert refused.progress.asked == Asked("kind", ("plain", "painted"))
    skipped = said(progress(kind="plain"), Skipped())
    assert skipped.answers["size"] == ""


def test_only_the_same_question_put_again_is_counted() -> None:
    not_understood = Passed(misread=True)
    first = said(progress(), not_understood)
    assert first.asked == Asked("kind", ("plain", "painted"))
    again = said(first, not_understood)
    assert again.asked == Asked("kind", ("plain", "painted"), again=1)


def test_going_back_takes_the_last_answer_back() -> None:
    before = progress(kind="plain", size="3")
    assert dict(said(before, WentBack()).answers) == {"kind": "plain"}


def test_going_back_from_the_beginning_is_refused() -> None:
    assert advance(ORDER, progress(), WentBack(), NOON).refused


def test_a_dropped_matter_keeps_its_answers_and_is_taken_up_where_it_was() -> None:
    dropped = said(progress(kind="plain"), Cancelled())
    assert dropped.state is ProgressState.DROPPED
    resumed = advance(ORDER, dropped, Resumed(), NOON)
    assert resumed.progress.state is ProgressState.OPEN
    assert resumed.progress.asked == Asked("size")


def test_a_renamed_answer_moves_and_what_is_unknown_or_unacceptable_drops() -> None:
    saved = progress(kind="painted", paint="red", size="huge", shape="round", part__1__name="door")
    assert dict(adopt(ORDER, saved).answers) == {
        "kind": "painted",
        "colour": "red",
        "part.1.name": "door",
    }


def test_a_question_of_a_step_that_is_gone_is_forgotten() -> None:
    saved = Progress("p1", "order", "c", "p", "", NOON, {}, Asked("shape", ("round",)))
    assert adopt(ORDER, saved).asked is None


def test_a_group_is_asked_once_for_each_instance() -> None:
    answers = {"kind": "plain", "size": "", "part.1.name": "door", "part.2.name": "window"}
    assert [place.key for place in placed(ORDER, answers)] == [
        "kind",
        "size",
        "part.1.name",
        "part.2.name",
    ]
    assert next_step(ORDER, answers) is None


def test_two_steps_under_one_key_fail_at_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Dialog("bad", (KIND, KIND))


KEYS = st.sampled_from(
    ["kind", "colour", "paint", "size", "shape", "part.1.name", "part.0.name", "part.x.name",
     "part.99.name", "part.2.name", "part", ""]
)  # fmt: skip
TEXTS = st.text(max_size=8) | st.sampled_from(["plain", "painted", "3", ""])
ANSWERS = st.dictionaries(KEYS, TEXTS, max_size=6)
ASKED = st.none() | st.builds(Asked, KEYS, st.lists(TEXTS, max_size=3).map(tuple))
SAVED = st.builds(
    Progress, st.just("p1"), st.just("order"), st.just("c"), st.just("p"), st.just(""),
    st.just(NOON), ANSWERS, ASKED, st.sampled_from(ProgressState),
)  # fmt: skip
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Answered, ANSWERS),
    st.just(Skipped()),
    st.just(WentBack()),
    st.just(Cancelled()),
    st.just(Resumed()),
    st.just(Passed()),
)


@given(SAVED, st.lists(EVENTS, max_size=8))
def test_nothing_that_was_saved_and_nothing_that_is_said_raises(
    saved: Progress, events: list[Event]
) -> None:
    current = saved
    for event in events:
        current = advance(ORDER, current, event, NOON).progress
        answers = dict(current.answers)
        assert json.loads(json.dumps(answers)) == answers


@given(SAVED)
def test_a_person_who_answers_always_comes_to_the_end(saved: Progress) -> None:
    turn = advance(ORDER, saved, Resumed(), NOON)
    for _ in range(30):
        if turn.finished is not None:
            break
        assert turn.progress.asked is not None
        answer = Answered({turn.progress.asked.key: "3"})
        turn = advance(ORDER, turn.progress, answer, NOON)
    assert turn.finished is not None


class OnlyEarlier(dict[str, str]):
    """Answers of which only those before a step may be read."""

    def __init__(self, allowed: set[str]) -> None:
        super().__init__()
        self._allowed = allowed

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        assert key in self._allowed, f"looked at {key}, which is asked later"
        return default


def test_whether_a_step_applies_depends_on_earlier_steps_alone() -> None:
    earlier: set[str] = set()
    for item in ORDER.steps:
        if isinstance(item, Step):
            item.when(OnlyEarlier(set(earlier)), "")
            earlier.add(item.key)

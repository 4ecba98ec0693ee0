"""An update is read as the library for Telegram reads it, faster; what is none is refused."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.ext.filters import StatusUpdate

from bot.channels.telegram.fields import NotAnUpdate
from bot.channels.telegram.happenings import Update
from bot.channels.telegram.services import SERVICE_FIELDS
from bot.channels.telegram.updates import READERS, read_update
from tests.telegram.drawn_updates import TAKEN, Json
from tests.telegram.judge import judged
from tests.telegram.recorded import PAYLOADS, RECORDED

NUMBERS: Final = st.integers() | st.floats()
ANYTHING: Final = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
GATHERED: Final = {
    "chat_created": {"group_chat_created", "supergroup_chat_created", "channel_chat_created"},
    "migrate": {"migrate_to_chat_id", "migrate_from_chat_id"},
}
"""The filters of the library that stand for several fields."""


def places_in(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value inside a JSON value."""
    if isinstance(value, dict):
        inner = list(value.items())
    else:
        inner = list(enumerate(value)) if isinstance(value, list) else []
    below = [place for key, one in inner for place in places_in(one, (*way, key))]
    return [*below, way] if way else below


@st.composite
def damaged(draw: st.DrawFn) -> Json:
    """An update in which one value is another, or gone."""
    whole: Json = json.loads(json.dumps(draw(TAKEN)))
    *way, last = draw(st.sampled_from(places_in(whole)))
    inner: Any = whole
    for key in way:
        inner = inner[key]
    if isinstance(inner, dict) and draw(st.booleans()):
        del inner[last]
    else:
        inner[last] = draw(ANYTHING)
    return whole


@given(TAKEN)
def test_each_field_is_what_the_library_reads(raw: Json) -> None:
    assert read_update(raw) == judged(raw)


def refusal_of(raw: object) -> str:
    """The field for which JSON is refused, empty where it is read."""
    try:
        update = read_update(raw)
    except NotAnUpdate as refused:
        return str(refused)
    assert update is None or isinstance(update, Update)
    repr(update).encode()  # nothing was taken that no storage can hold
    return ""


@given(ANYTHING | st.dictionaries(st.sampled_from(["update_id", *READERS]), ANYTHING))
def test_any_json_is_read_or_refused_and_nothing_else_is_raised(raw: object) -> None:
    refusal_of(raw)


@given(damaged())
def test_a_damaged_update_is_refused_by_a_field_and_without_anybodys_words(raw: Json) -> None:
    assert not set(refusal_of(raw)) - set("abcdefghijklmnopqrstuvwxyz_")


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_a_recorded_update_says_what_it_says(name: str) -> None:
    raw = json.loads((PAYLOADS / f"{name}.json").read_text())

    assert read_update(raw) == RECORDED[name] == judged(raw)


def test_each_recorded_update_is_read_in_a_test() -> None:
    assert {path.stem for path in Path(PAYLOADS).glob("*.json")} == set(RECORDED)


@pytest.mark.parametrize(
    "kind", ["channel_post", "inline_query", "chat_member", "poll", "added_in_11"]
)
def test_a_kind_that_is_not_taken_is_nothing(kind: str) -> None:
    assert read_update({"update_id": 7, kind: {"id": 1}}) is None


def test_a_press_without_its_message_is_nothing() -> None:
    person = {"id": 5, "is_bot": False, "first_name": "李雪"}
    query = {"id": "9", "from": person, "inline_message_id": "AAA", "chat_instance": "1"}

    assert read_update({"update_id": 7, "callback_query": query}) is None


def test_every_notice_that_the_library_knows_is_one() -> None:
    names = {name.lower() for name in vars(StatusUpdate) if name.isupper()} - {"all"}
    fields = {field for name in names for field in GATHERED.get(name, {name})}

    assert fields <= SERVICE_FIELDS


def test_seconds_are_read_as_utc() -> None:
    chat = {"id": 5, "type": "private"}
    read = read_update({"update_id": 7, "message": {"message_id": 1, "date": 0, "chat": chat}})

    assert read is not None
    assert getattr(read.happening, "at", None) == datetime(1970, 1, 1, tzinfo=UTC)

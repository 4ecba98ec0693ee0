"""Every kind of value that is kept comes back as it was, sealed or plain, from the real tables."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.messages import NUMBER, Line, Outbound
from core.parties import Contact
from core.rating_items import Level, Solved
from core.requests.events import EventType, RequestEvent
from storage.connections import Connection
from storage.numbers import filled
from storage.schema import TABLES, Schema, schema
from storage.seal import MARK, Seal, SealBroken

MOMENTS = st.datetimes(
    datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, st.integers(0, 2**40))
MARKS = st.integers(1, 5) | st.sampled_from(Solved) | st.sampled_from(Level)


def _mappings(hint: Any) -> st.SearchStrategy[Any]:
    key, value = get_args(hint)
    if key is int:
        return st.dictionaries(st.integers(1, 10), MARKS, max_size=4)
    return st.dictionaries(TEXT, st.integers(0, 2**40) if value is int else TEXT, max_size=4)


st.register_type_strategy(Mapping, _mappings)


@pytest.mark.parametrize("kind", [table.kind for table in TABLES], ids=lambda kind: kind.__name__)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data())
def test_a_value_comes_back_as_it_was(
    kind: type[Any], connection: Connection, tables: Schema, data: st.DataObject
) -> None:
    value = data.draw(st.from_type(kind))
    table = tables.of(kind)
    keys = [column.name for column in table.schema.primary_key]
    connection.execute(f"DELETE FROM {table.schema.name}")
    table.save(connection, value)
    found = table.query(*keys).one(connection, *(_raw(table, value, key) for key in keys))
    assert found == value


def _raw(table: Any, value: Any, name: str) -> Any:
    return dict(zip(table.codec.names, table.codec.row(value), strict=True))[name]


@given(TEXT)
def test_a_sealed_text_opens_in_its_own_column_alone(text: str) -> None:
    seal = Seal("k" * 40)
    sealed = seal.close("words.text", text)
    assert seal.open("words.text", sealed) == text
    if text:
        assert sealed.startswith(MARK)
        with pytest.raises(SealBroken):
            seal.open("contact.name", sealed)
        with pytest.raises(SealBroken):
            Seal("another key, also long enough to be one").open("words.text", sealed)
        with pytest.raises(SealBroken):
            Seal("").open("words.text", sealed)


def test_no_private_text_lies_readable_once_a_key_is_set(connection: Connection) -> None:
    sealed = schema("k" * 40)
    contact = Contact(
        "c1", "p1", "江城示例厂", "覃晓燕", "13800001207", datetime(2026, 1, 1, tzinfo=UTC)
    )
    sealed.of(Contact).save(connection, contact)
    row = connection.execute("SELECT * FROM contact").fetchone()
    assert "覃晓燕" not in str(tuple(row))
    assert "13800001207" not in str(tuple(row))
    assert "1207" not in str(tuple(row))


def test_how_a_time_was_wished_lies_readable_nowhere(connection: Connection) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    event = RequestEvent("e1", "r1", EventType.FILED, "p1", at, 1, {"wish": "覃师傅在的时候"})
    sealed = schema("k" * 40)
    sealed.of(RequestEvent).save(connection, event)
    row = connection.execute("SELECT * FROM request_event").fetchone()
    assert "覃师傅" not in str(tuple(row))
    assert sealed.of(RequestEvent).query("id").one(connection, "e1") == event


def test_a_phone_is_found_by_its_end_through_a_keyed_hash(
    connection: Connection, tables: Schema
) -> None:
    contact = Contact(
        "c1", "p1", "江城示例厂", "覃晓燕", "027-83450016", datetime(2026, 1, 1, tzinfo=UTC)
    )
    tables.of(Contact).save(connection, contact)
    found = tables.of(Contact).query("phone_end_digest")
    assert found.one(connection, tables.seal.digest("0016")) == contact
    assert found.one(connection, tables.seal.digest("0017")) is None


def test_a_number_is_filled_in_wherever_it_stands() -> None:
    place = NUMBER.format(need=1)
    said = Outbound("chat", (Line("{number}登记好了", {"number": place}),), about=place)
    assert filled(said, {place: "HY-2026-0001"}) == Outbound(
        "chat", (Line("{number}登记好了", {"number": "HY-2026-0001"}),), about="HY-2026-0001"
    )

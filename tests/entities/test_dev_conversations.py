"""Every enterprise turn of the development conversations, read one by one without a dialog."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.intents.entities.companies import find_companies, read_company
from bot.intents.entities.contacts import find_contacts
from bot.intents.entities.details import rest_of
from bot.intents.entities.phones import find_phones, read_phone
from bot.intents.entities.wishes import find_wishes
from bot.intents.normal import normalise
from core.phones import BadPhone
from core.wishes import Wish

SCRIPTS = [
    json.loads(line)
    for line in Path("tests/data/conversations-dev.jsonl").read_text(encoding="utf-8").splitlines()
]
Script = dict[str, Any]


def _turns(script: Script) -> Iterator[tuple[str, str, datetime]]:
    for turn in script["turns"]:
        if turn["from"] == "enterprise" and turn.get("text"):
            text = turn["text"]
            yield normalise(text), text, datetime.fromisoformat(turn["at"])


def _spans(plain: str, text: str) -> list[tuple[int, int]]:
    companies = [(one.start, one.end) for one in find_companies(plain, text)]
    return companies + [(one.start, one.end) for one in find_phones(plain)]


def _expected(script: Script, slot: str) -> set[str]:
    slots = (request["slots"].get(slot) for request in script["expected"]["requests"])
    return {value for value in slots if value}


def _plainly(wish: Wish) -> dict[str, str | None]:
    named = {"to": wish.to, "part": wish.part, "time": wish.time}
    date = str(wish.date) if wish.date else None
    always: dict[str, str | None] = {"said": wish.said, "kind": wish.kind, "date": date}
    return always | {key: str(value) for key, value in named.items() if value}


@pytest.fixture(params=SCRIPTS, ids=[script["id"] for script in SCRIPTS])
def script(request: pytest.FixtureRequest) -> Script:
    found: Script = request.param
    return found


def test_the_expected_company_is_found_and_no_other_at_the_end(script: Script) -> None:
    found = [
        one.value
        for plain, text, _ in _turns(script)
        for one in find_companies(plain, text)
        if not one.foreign
    ]
    assert set(found[-1:]) == _expected(script, "company")


def test_the_expected_contact_is_found_last(script: Script) -> None:
    found = [
        one.value
        for plain, text, _ in _turns(script)
        for one in find_contacts(plain, text, _spans(plain, text))
        if not one.foreign
    ]
    also = {
        name
        for request in script["expected"]["requests"]
        for name in request.get("contact_also_ok", ())
    }
    assert set(found[-1:]) <= _expected(script, "contact") | also
    assert found


def test_the_expected_phone_is_found_last(script: Script) -> None:
    found = [str(one.phone) for plain, _, _ in _turns(script) for one in find_phones(plain)]
    assert set(found[-1:]) == _expected(script, "phone")


def test_the_expected_times_are_among_the_wishes(script: Script) -> None:
    found = [
        _plainly(one.wish)
        for plain, text, at in _turns(script)
        for one in find_wishes(plain, text, at)
    ]
    wanted = [request["slots"].get("requested_time") for request in script["expected"]["requests"]]
    assert all(wish in found for wish in wanted if wish)


def test_the_words_of_the_need_survive_the_cutting(script: Script) -> None:
    rests: list[str] = []
    for plain, text, at in _turns(script):
        spans = _spans(plain, text)
        spans += [(one.start, one.end) for one in find_contacts(plain, text, spans)]
        spans += [(one.start, one.end) for one in find_wishes(plain, text, at)]
        rests.append(rest_of(text, spans))
    said = " ".join(rests)
    for request in script["expected"]["requests"]:
        assert all(word in said for word in request["slots"]["detail"]["include"])


def test_a_refused_phone_is_refused_for_the_expected_reason(script: Script) -> None:
    turns = {turn["n"]: turn for turn in script["turns"]}
    refused = [event for event in script["expected"]["events"] if event["type"] == "slot_rejected"]
    for event in refused:
        read = read_phone(normalise(turns[event["turn"]]["text"]))
        assert isinstance(read, BadPhone)
        assert read.reason == event["reason"]


def test_no_turn_that_was_no_company_is_read_as_one(script: Script) -> None:
    wanted = {
        event["turn"]
        for event in script["expected"]["events"]
        if event.get("slot") == "company" and event["type"] in ("slot_set", "slot_changed")
    }
    for turn in script["turns"]:
        if turn["from"] == "enterprise" and turn.get("text") and turn["n"] not in wanted:
            assert read_company(normalise(turn["text"]), turn["text"]) is None

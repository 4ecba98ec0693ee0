"""Comparing what happened with what a script expects, as `README` of the scripts says.

The final requests must be as expected. An event or a checkpoint may come one turn of the enterprise
late; what must not happen must not happen.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.replay.player import Json, Played
from bot.replay.scripts import Script

MARKS: Final = re.compile(r"[\s，。、,.;；：:！!？?~～]+")
TIME_KEYS: Final = ("kind", "date", "to", "part", "time")


def failures(script: Script, played: Played) -> list[str]:
    """Every expectation that does not hold, in words."""
    expected = script.expected
    return [
        *_requests(expected.get("requests", []), played.requests),
        *_events(script, played),
        *_checkpoints(script, played),
        *_forbidden(expected.get("must_not", []), played),
    ]


def _requests(expected: list[Json], found: list[Json]) -> Iterator[str]:
    if len(expected) != len(found):
        yield f"requests: expected {len(expected)}, found {len(found)}"
    for wanted, request in zip(expected, found, strict=False):
        for why in differences(wanted, request):
            yield f"request {wanted['request']}: {why}"


def differences(wanted: Mapping[str, Any], request: Json) -> Iterator[str]:
    """How a request differs from what is wanted of it; what is not named is not compared."""
    slots = {**wanted.get("slots", {})}
    if "requested_time" in wanted:
        slots["requested_time"] = wanted["requested_time"]
    yield from _category(wanted, request)
    for name, value in slots.items():
        yield from _slot(wanted, name, value, request["slots"][name])
    for key in ("status", "request_started_at", "attachments"):
        if key in wanted and wanted[key] != request[key]:
            yield f"{key}: {wanted[key]!r} expected, {request[key]!r} found"
    yield from _rating(wanted.get("rating"), request["rating"] or {})


def _category(wanted: Mapping[str, Any], request: Json) -> Iterator[str]:
    accepted = wanted.get("categories") or [wanted.get("category")]
    if accepted != [None] and request["category"] not in accepted:
        yield f"category: {accepted} expected, {request['category']!r} found"


def _slot(wanted: Mapping[str, Any], name: str, value: Any, found: Any) -> Iterator[str]:
    if name == "detail":
        yield from _detail(wanted, value, found or "")
    elif name == "requested_time" and value is not None:
        yield from _time(value, found or {})
    elif value != found and found not in wanted.get(f"{name}_also_ok", []):
        yield f"{name}: {value!r} expected, {found!r} found"


def _detail(wanted: Mapping[str, Any], value: Any, found: str) -> Iterator[str]:
    also = wanted.get("detail_also_ok", [])
    for word in (value or {}).get("include", []):
        if word not in found and not any(other in found for other in also):
            yield f"detail: {word!r} not in {found!r}"


def _time(value: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    if plain(value.get("said", "")) == plain(found.get("said") or "") != "":
        return
    for key in TIME_KEYS:
        if key in value and value[key] != found.get(key):
            yield f"requested_time.{key}: {value[key]!r} expected, {found.get(key)!r} found"


def plain(text: str) -> str:
    """Words without the marks between them."""
    return MARKS.sub("", text)


def _rating(wanted: Mapping[str, Any] | None, found: Mapping[str, Any]) -> Iterator[str]:
    for key, value in (wanted or {}).items():
        if key == "items":
            given = found.get("items", {})
            for item, mark in value.items():
                if given.get(item) != mark:
                    yield f"rating item {item}: {mark!r} expected, {given.get(item)!r} found"
        elif found.get(key) != value:
            yield f"rating {key}: {value!r} expected, {found.get(key)!r} found"


def _events(script: Script, played: Played) -> Iterator[str]:
    turns = [turn.n for turn in script.turns if turn.side == "enterprise"]
    for wanted in script.expected.get("events", []):
        allowed = _turns_allowed(wanted, turns)
        if not any(
            _is(wanted, event, script) for event in played.events if event["turn"] in allowed
        ):
            yield f"turn {wanted['turn']}: {_words(wanted)} did not happen"


def _turns_allowed(wanted: Json, turns: list[int]) -> set[int]:
    """The turn itself, and one turn of the enterprise later."""
    late = [n for n in turns if n > max(wanted["turn"], wanted.get("or_turn", 0))][:1]
    return {wanted["turn"], wanted.get("or_turn", wanted["turn"]), *late}


def _is(wanted: Json, event: Json, script: Script) -> bool:
    """Whether an event is the one wanted; a category within the request's own will do."""
    if wanted["type"] != event["type"] and not _same(wanted, event):
        return False
    for key in ("request", "slot", "item", "value", "overall", "topic", "kind", "reason"):
        if key in wanted and key in event and str(wanted[key]) != str(event[key]):
            return False
    if wanted["type"] == "need_opened":
        return str(event.get("category")) in _accepted(wanted, script)
    return True


def _same(wanted: Json, event: Json) -> bool:
    return {wanted["type"], event["type"]} == {"slot_set", "slot_changed"}


def _accepted(wanted: Json, script: Script) -> set[str]:
    for request in script.expected.get("requests", []):
        if request["request"] == wanted.get("request"):
            return {wanted["category"], *request.get("categories", [])}
    return {wanted["category"]}


def _checkpoints(script: Script, played: Played) -> Iterator[str]:
    turns = [turn.n for turn in script.turns if turn.side == "enterprise"]
    for point in script.expected.get("checkpoints", []):
        if "request" not in point:
            continue
        late = [n for n in turns if n > point["after_turn"]][:1]
        allowed = {point["after_turn"], *late}
        states = [one for one in played.states if one["after_turn"] in allowed]
        found = [list(_at(point, state["requests"])) for state in states]
        if all(found):
            yield f"after turn {point['after_turn']}: " + "; ".join(found[0])


def _at(point: Json, requests: list[Json]) -> Iterator[str]:
    wanted = {key: value for key, value in point.items() if key != "after_turn"}
    request = next((one for one in requests if one["request"] == point["request"]), None)
    if request is None:
        yield f"request {point['request']} is not there"
    else:
        yield from differences(wanted, request)


def _forbidden(forbidden: list[Json], played: Played) -> Iterator[str]:
    for one in forbidden:
        for event in played.events:
            if event["turn"] == one["turn"] and _breaks(one, event):
                yield f"turn {one['turn']}: {_words(one)} must not happen"


def _breaks(forbidden: Json, event: Json) -> bool:
    if event["type"] != forbidden["type"]:
        return False
    if "scores" in forbidden:
        return str(event.get("score")) in {str(score) for score in forbidden["scores"]}
    return all(
        str(event.get(key)) == str(forbidden[key])
        for key in ("slot", "request")
        if key in forbidden
    )


def _words(event: Json) -> str:
    more = ", ".join(
        f"{key}={value}" for key, value in event.items() if key not in ("turn", "type")
    )
    return f"{event['type']} ({more})" if more else str(event["type"])

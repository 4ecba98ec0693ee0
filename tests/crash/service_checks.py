"""The second half of the checker: requests, their histories, ratings, and what fell due."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from tests.crash.ledger import Ledger, Row, text_of
from tests.crash.stories import INVITED, Told

Check = Callable[[Ledger, Sequence[Told]], Iterator[str]]

EVENT_OF: Final = {
    "接单": "claimed",
    "回复": "answered",
    "预约": "appointment_proposed",
    "开始": "started",
    "结束": "ended",
}
BESIDE: Final = ("filed", "appointed", "evaluated")
LAST_ITEM: Final = "10"
WORST_GOOD_STARS: Final = 3
ALREADY: Final = "这件事已经提交了"
RELEASED: Final = "released"
PASSED: Final = "约的时间已经过了"
GONE: Final = "这个时间已经过了"
BACKWARDS: Final = "its history is out of order"
LATE: Final = 15_000_000
"""Microseconds by which due work may be late: more than a restart takes."""


def service_checks(ledger: Ledger, told: Sequence[Told]) -> list[str]:
    """All that is wrong with the services."""
    return [finding for check in CHECKS for finding in check(ledger, told)]


def filed_once(ledger: Ledger, told: Sequence[Told]) -> Iterator[str]:
    """One request for each need that was confirmed, and its number told to whom it belongs."""
    filed = Counter(row["request"] for row in ledger.events if row["type"] == "filed")
    for story in told:
        if story.is_room:
            continue
        numbers = [number for number, row in ledger.by_number.items() if row["chat"] == story.chat]
        confirmed = story.confirmed()
        if len(numbers) != confirmed - _again(ledger, story.chat):
            yield f"{story.name}: {confirmed} confirmed, {len(numbers)} filed"
        if sorted(story.told_numbers()) != sorted(numbers):
            yield f"{story.name}: told {story.told_numbers()}, filed {numbers}"
    for row in ledger.requests:
        if filed[row["id"]] != (1 if row["number"] else 0):
            yield f"{row['number'] or row['id']} was filed {filed[row['id']]} times"


def _again(ledger: Ledger, chat: str) -> int:
    """How often somebody confirmed what was filed already, and was told so: a reminder asks once
    more, and some answer both."""
    return sum(ALREADY in text_of(row["message"]) for row in ledger.timeline(chat))


def numbers_without_gaps(ledger: Ledger, _told: Sequence[Told]) -> Iterator[str]:
    """Within a year the numbers are 1, 2, 3 … and the counter stands at the last."""
    years: dict[str, list[int]] = {}
    for number in ledger.by_number:
        _code, year, value = number.split("-")
        years.setdefault(year, []).append(int(value))
    for year, values in years.items():
        if sorted(values) != list(range(1, len(values) + 1)):
            yield f"the numbers of {year} have gaps: {sorted(values)}"
        stands = [row["value"] for row in ledger.counters if row["name"].endswith(f" {year}")]
        if stands != [len(values)]:
            yield f"the counter of {year} stands at {stands} after {len(values)} numbers"


def _agreed_too_late(ledger: Ledger, chat: str) -> int:
    """How often somebody there agreed to a time that had passed by a clock put ahead, and was told
    so."""
    return sum(PASSED in text_of(row["message"]) for row in ledger.timeline(chat))


def _proposed_too_late(ledger: Ledger, request: str) -> int:
    """How often staff proposed such a time, and were told so beside the request."""
    return sum(
        row["thread"] == request and GONE in text_of(row["message"]) for row in ledger.outbox
    )


def histories(ledger: Ledger, told: Sequence[Told]) -> Iterator[str]:
    """A request's events are what people did to it, each once and in that order."""
    agreed = Counter(number for story in told for number in story.agreed())
    rated = {
        number for story in told for number, marks in story.marks().items() if LAST_ITEM in marks
    }
    done = _done_by_staff(told)
    known = {*EVENT_OF.values(), *BESIDE}
    happened = defaultdict(list)
    for event in ledger.events:
        happened[event["request"]].append(event)
    for row in ledger.by_number.values():
        events = happened[row["id"]]
        types = [event["type"] for event in _told_of(events) if event["type"] in known]
        often, late = agreed[row["number"]], _agreed_too_late(ledger, row["chat"])
        labels = _without(done.get(row["id"], []), "预约", _proposed_too_late(ledger, row["id"]))
        courses = [
            list(_course(labels, often - refused, row["number"] in rated))
            for refused in range(min(late, often) + 1)
        ]
        if types not in courses:
            yield f"{row['number']}: happened {types}, done by people {courses[0]}"
        times = [event["at"] for event in events]
        if times != sorted(times):
            yield f"{row['number']}: {BACKWARDS}"


def _told_of(events: Sequence[Row]) -> list[Row]:
    """The events without the claims that nobody pressed: whoever answers a request that a clock put
    ahead has given back to the group claims it by that."""
    if RELEASED not in {event["type"] for event in events}:
        return list(events)
    turns = Counter(_turn(event) for event in events)
    return [event for event in events if event["type"] != "claimed" or turns[_turn(event)] == 1]


def _turn(event: Row) -> str:
    turn: str = event["id"].partition(".")[0]
    return turn


def _without(labels: Sequence[str], label: str, times: int) -> list[str]:
    """The labels, and the first of one of them left out."""
    left = list(labels)
    for _refused in range(times):
        left.remove(label)
    return left


def _done_by_staff(told: Sequence[Told]) -> dict[str, list[str]]:
    done: dict[str, list[str]] = {}
    for story in told:
        for request, label in story.done():
            done.setdefault(request, []).append(label)
    return done


def _course(labels: Sequence[str], agreed: int, rated: bool) -> Iterator[str]:
    yield "filed"
    for label in labels:
        yield EVENT_OF[label]
        if label == "预约":
            yield from ("appointed",) * agreed
        if label == "结束" and rated:
            yield "evaluated"


def ratings(ledger: Ledger, told: Sequence[Told]) -> Iterator[str]:
    """One rating a service, with the marks that were given and no other."""
    given = {number: marks for story in told for number, marks in story.marks().items()}
    numbers = {row["id"]: row["number"] for row in ledger.requests}
    acts = Counter((row["request"], row["cycle"]) for row in ledger.ratings)
    for (request, _cycle), times in acts.items():
        if times > 1:
            yield f"{numbers[request]} has {times} ratings for one service"
    for row in ledger.ratings:
        marks = given.get(numbers[row["request"]], {})
        yield from _rating(ledger, row, {item: mark for item, mark in marks.items() if mark})
    for number in given:
        if number not in {numbers[row["request"]] for row in ledger.ratings}:
            yield f"the rating of {number} is lost"


def _rating(ledger: Ledger, row: Row, marks: dict[str, str | int]) -> Iterator[str]:
    if row["items"] != marks:
        yield f"rating {row['id']}: stored {row['items']}, given {marks}"
    events = [event for event in ledger.rating_events if event["rating"] == row["id"]]
    if [event["n"] for event in events] != list(range(1, row["events"] + 1)):
        yield f"rating {row['id']}: its events have gaps"
    happened = Counter((event["type"], event["item"]) for event in events)
    if twice := [one for one, times in happened.items() if times > 1]:
        yield f"rating {row['id']}: twice {twice}"
    stars = [mark for mark in marks.values() if isinstance(mark, int)]
    cases = sum(1 for case in ledger.cases if case["request"] == row["request"])
    if cases != (1 if min(stars, default=WORST_GOOD_STARS) < WORST_GOOD_STARS else 0):
        yield f"rating {row['id']}: {cases} cases for the stars {stars}"


def fallen_due_once(ledger: Ledger, _told: Sequence[Told]) -> Iterator[str]:
    """What fell due spoke at one moment, and only if it is kept as done."""
    spoken = defaultdict(list)
    for row in ledger.outbox:
        spoken[row["turn"]].append(row)
    for due in ledger.dues:
        said = spoken[f"d.{due['key']}"]
        if said and due["state"] != "done":
            yield f"due {due['key']} spoke and is {due['state']}"
        if len({row["at"] for row in said}) > 1:
            yield f"due {due['key']} spoke {len(said)} times"
    known = {f"d.{due['key']}" for due in ledger.dues}
    for row in ledger.outbox:
        if row["turn"].startswith("d.") and row["turn"] not in known:
            yield f"{row['turn']} spoke and is not kept"


def done_in_time(ledger: Ledger, _told: Sequence[Told]) -> Iterator[str]:
    """What had fallen due before the last message came is done."""
    last = ledger.inbox[-1]["received_at"] if ledger.inbox else 0
    for due in ledger.dues:
        if due["state"] == "open" and due["sends_at"] < last - LATE:
            yield f"due {due['key']} was not done"


def reminded_once(ledger: Ledger, _told: Sequence[Told]) -> Iterator[str]:
    """Nobody is told the same twice by the clock."""
    heard = Counter(
        (row["chat"], row["thread"], row["message"]["only"], text_of(row["message"]))
        for row in ledger.outbox
        if row["turn"].startswith("d.") and text_of(row["message"])
    )
    for (chat, _thread, _only, text), times in heard.items():
        if times > 1:
            yield f"{chat} was told {times} times: {text}"


def invited_once(ledger: Ledger, _told: Sequence[Told]) -> Iterator[str]:
    """Each service's rating is invited once when that has fallen due, and not before."""
    texts = [text_of(row["message"]) for row in ledger.outbox]
    invited = Counter(found[1] for text in texts if (found := INVITED.search(text)))
    ratings = {row["id"]: row["request"] for row in ledger.ratings}
    numbers = {row["id"]: row["number"] for row in ledger.requests}
    for due in ledger.dues:
        if due["kind"] == "rating_invitation":
            number = numbers.get(ratings.get(due["object"], ""), "of nothing")
            if invited[number] != (1 if due["state"] == "done" else 0):
                yield f"the rating of {number} was invited {invited[number]} times"
    ended = {event["request"] for event in ledger.events if event["type"] == "ended"}
    if ended != set(ratings.values()):
        yield f"ended {sorted(ended)}, ratings begun for {sorted(ratings.values())}"


CHECKS: Final[tuple[Check, ...]] = (
    filed_once,
    numbers_without_gaps,
    histories,
    ratings,
    fallen_due_once,
    done_in_time,
    reminded_once,
    invited_once,
)

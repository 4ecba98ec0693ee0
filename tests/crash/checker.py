"""Is anything lost, doubled or out of order? The rows of the database against the pages' logs.

It knows the database by plain SQL and the people by what they wrote and were shown; it shares no
code with what it judges. Each finding is a sentence.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from tests.crash.ledger import Ledger, Row, text_of
from tests.crash.pages import Json, Log
from tests.crash.service_checks import service_checks
from tests.crash.stories import Story, stories

Check = Callable[[Ledger, Story], Iterator[str]]

REPLY: Final = "回复"


def findings(ledger: Ledger, logs: Sequence[Log]) -> list[str]:
    """All that is wrong."""
    told = stories(ledger, logs)
    found = [finding for story in told for check in OF_A_PAGE for finding in check(ledger, story)]
    found += foreign_messages(ledger, told)
    found += gaps(ledger)
    return found + service_checks(ledger, told)


def kept_once(ledger: Ledger, story: Story) -> Iterator[str]:
    """Every message that a page wrote is in the inbox once, and they came in the order written."""
    name, kept = story.log.name, ledger.kept(story.chat)
    times = Counter(row["message"] for row in kept)
    for frame in story.log.written:
        id = frame["id"]
        if times[id] != 1:
            yield f"{name}: message {frame['n']} ({id}) is in the inbox {times[id]} times"
        if id not in story.log.taken:
            yield f"{name}: message {frame['n']} ({id}) was never said to be taken"
    ids = [row["message"] for row in kept if story.is_by_its_person(row["person"])]
    if ids != [frame["id"] for frame in story.log.written]:
        yield f"{name}: the inbox has not the messages of the page in their order"
    if [row["n"] for row in kept] != list(range(1, len(kept) + 1)):
        yield f"{name}: the places in the inbox are not 1, 2, 3 …"
    for row in kept:
        if row["state"] != "taken":
            yield f"{name}: message {row['n']} failed: {row['fault']}"


def echoed_once(ledger: Ledger, story: Story) -> Iterator[str]:
    """Every message stands in the timeline once, in the order written."""
    labels = {one.frame["id"]: one.label for one in story.pressed()}
    expected = [
        frame["id"]
        for frame in story.log.written
        if not story.is_room or labels.get(frame["id"], REPLY) == REPLY
    ]
    stand = [
        row["echo"]
        for row in ledger.timeline(story.chat)
        if row["echo"] and story.is_by_its_person(row["message"]["source"])
    ]
    if stand != expected:
        twice = [id for id, times in Counter(stand).items() if times > 1]
        lost = [id for id in expected if id not in stand]
        yield f"{story.log.name}: in the timeline twice {twice}, lost {lost}, or in another order"


def shown_whole(ledger: Ledger, story: Story) -> Iterator[str]:
    """The page was shown every row of its chat once, in order, as it stands there."""
    name, person = story.log.name, story.log.person
    rows = {
        row["n"]: row
        for row in ledger.timeline(story.chat)
        if not story.is_room or row["message"]["only"] in ("", person)
    }
    places = [row["n"] for row in story.log.shown]
    if places != sorted(set(places)):
        yield f"{name}: shown twice or out of order: {_unordered(places)}"
    if lacking := sorted(set(rows) - set(places)):
        yield f"{name}: never shown rows {lacking}"
    if made_up := sorted(set(places) - set(rows)):
        yield f"{name}: shown rows {made_up} that do not exist"
    for shown in story.log.shown:
        stored = rows.get(shown["n"])
        if stored and _looks(shown) != _stands(stored["message"]):
            yield f"{name}: row {shown['n']} was shown as {_looks(shown)}"


def delivered_once(ledger: Ledger, story: Story) -> Iterator[str]:
    """What was passed on is said to have arrived at most once."""
    arrived = Counter(
        row["message"]["replaces"]
        for row in ledger.timeline(story.chat)
        if row["message"]["delivery"] == "delivered"
    )
    for place, times in arrived.items():
        if times > 1:
            yield f"{story.log.name}: row {place} is said to have arrived {times} times"


OF_A_PAGE: Final[tuple[Check, ...]] = (kept_once, echoed_once, shown_whole, delivered_once)


def foreign_messages(ledger: Ledger, told: Sequence[Story]) -> Iterator[str]:
    """Nothing is in the inbox that no page wrote."""
    written = {frame["id"] for story in told for frame in story.log.written}
    for row in ledger.inbox:
        if row["message"] not in written:
            yield f"nobody wrote message {row['message']} in {row['chat']}"


def gaps(ledger: Ledger) -> Iterator[str]:
    """Every timeline counts 1, 2, 3 … to where its outlet stands."""
    for outlet in ledger.outlets:
        places = [row["n"] for row in ledger.timeline(outlet["chat"])]
        if places != list(range(1, outlet["said"] + 1)):
            yield f"{outlet['chat']}: the timeline has gaps, or its count is {outlet['said']}"


def _unordered(places: Sequence[int]) -> list[int]:
    return [two for one, two in pairwise(places) if two <= one]


def _looks(shown: Json) -> tuple[str, list[str], str, str]:
    card = shown["card"]
    labels = [choice["label"] for choice in shown["choices"]]
    return shown["text"], labels, card["title"] if card else "", card["state"] if card else ""


def _stands(message: Row) -> tuple[str, list[str], str, str]:
    card = message["card"]
    labels = [choice["label"] for choice in message["choices"]]
    title = card["title"]["template"].format(**card["title"]["values"]) if card else ""
    return text_of(message), labels, title, card["state"] if card else ""

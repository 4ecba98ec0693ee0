"""Is anything lost, doubled or out of order? The rows of the database against what people were
shown at WeChat and in the staff's group, and what they did.

It knows the database by plain SQL, and shares no code with what it judges. Each finding is a
sentence. What stands there and no row accounts for was shown before a kill kept its receipt from
being written; anything else that stands there twice is a finding.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tests.crash.ledger import Ledger, Row, text_of
from tests.crash_wechat.people import PRESSED
from tests.crash_wechat.strikes import Strike, is_at_wechat, place_of

CHOICE: Final = re.compile(r"(?:\d+\. )?<a href=.*")
HOW_TO_CHOOSE: Final = "（点一下，或回复数字）"
BETWEEN: Final = "\n\n"
CARD: Final = "**"
"""Begins what the group is shown of a card."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that is judged: what the killed processes left, and what was there at the end. `shown`
    are the messages of each chat, `acts` what its people said there; of the room's, by person."""

    ledger: Ledger
    strikes: list[Strike]
    shown: Mapping[str, list[str]]
    acts: Mapping[str, list[str]]
    staff: Mapping[str, list[str]]
    room: str

    def rows(self, chat: str) -> list[Row]:
        """What a chat was told that is no card, in order. A card is shown as it stands by then."""
        return [
            row
            for row in self.ledger.timeline(chat)
            if not row["message"]["card"] and not row["message"]["only"]
        ]

    def numbers(self) -> Mapping[str, str]:
        """Each request's number by its id."""
        return {row["id"]: number for number, row in self.ledger.by_number.items()}


Check = Callable[[Case], Iterator[str]]


def findings(case: Case) -> list[str]:
    """All that is wrong."""
    return [finding for check in CHECKS for finding in check(case)]


def kept_once(case: Case) -> Iterator[str]:
    """What people did is in the inbox once, in their order."""
    for chat, acts in case.acts.items():
        rows = case.ledger.kept(chat)
        if [row["n"] for row in rows] != list(range(1, len(rows) + 1)):
            yield f"{chat}: the places in the inbox are not 1, 2, 3 …"
        yield from _not_kept(chat, acts, rows)
    for person, acts in case.staff.items():
        yield from _not_kept(
            person, acts, [row for row in case.ledger.kept(case.room) if row["person"] == person]
        )


def _not_kept(whose: str, acts: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    kept = [PRESSED if row["kind"] == "press" else row["text"] for row in rows]
    if kept != acts:
        yield f"{whose}: did {acts}, and kept is {kept}"
    yield from (f"{whose}: {row['message']} failed" for row in rows if row["state"] != "taken")


def all_sent(case: Case) -> Iterator[str]:
    """Nothing waits any more, and every row of a chat has the mark of the way that it took."""
    for chat in case.shown:
        for row in case.ledger.timeline(chat):
            if row["state"] != "sent":
                yield f"{place_of(row)} is {row['state']}: {row['fault']}"
        yield from (f"{place_of(row)} never went" for row in case.rows(chat) if not row["key"])


def shown_in_order(case: Case) -> Iterator[str]:
    """Every row stands in its chat, after those that were said before it."""
    for chat in case.shown:
        missing, _ = held_against(case, chat)
        yield from (f"{place_of(row)} is not shown, or too early" for row in missing)


def doubled_by_kills(case: Case) -> Iterator[str]:
    """What stands there once more is a row that a kill interrupted, once for each of these."""
    spare = Counter(place for strike in case.strikes for place in strike.under_way)
    for chat in case.shown:
        for part in held_against(case, chat)[1]:
            meant = [row for row in case.rows(chat) if _shows(case, part, row)]
            interrupted = next((row for row in meant if spare[place_of(row)] > 0), None)
            if interrupted is None:
                yield f"{chat}: nobody says why this stands there: {part}"
            else:
                spare[place_of(interrupted)] -= 1


def tries_counted(case: Case) -> Iterator[str]:
    """A row that was under way at a kill says so by its tries."""
    kills = Counter(place for strike in case.strikes for place in strike.tried)
    for chat in case.shown:
        for row in case.rows(chat):
            if row["tries"] < kills[place_of(row)] + 1 and kills[place_of(row)]:
                yield f"{place_of(row)} was tried {row['tries']} times"


def filed_once(case: Case) -> Iterator[str]:
    """Each enterprise has filed one request, and the numbers have no gaps."""
    counted = sorted(int(number[-4:]) for number in case.ledger.by_number)
    if counted != list(range(1, len(case.acts) + 1)):
        yield f"filed are {counted} by {len(case.acts)} enterprises"


CHECKS: Final[tuple[Check, ...]] = (
    kept_once,
    all_sent,
    shown_in_order,
    doubled_by_kills,
    tries_counted,
    filed_once,
)


def held_against(case: Case, chat: str) -> tuple[list[Row], list[str]]:
    """The rows that are not shown in their order, and what is shown beyond them."""
    parts, missing, place = parts_of(case, chat), [], 0
    beyond = dict(enumerate(parts))
    for row in case.rows(chat):
        found = next((n for n in range(place, len(parts)) if _shows(case, parts[n], row)), None)
        if found is None:
            missing.append(row)
        else:
            del beyond[found]
            place = found + 1
    return missing, list(beyond.values())


def parts_of(case: Case, chat: str) -> list[str]:
    """What stands in a chat: one message at WeChat may hold several rows, and choices."""
    if chat == case.room:
        return [text for text in case.shown[chat] if not text.startswith(CARD)]
    return [part for text in case.shown[chat] for part in _bare(text).split(BETWEEN)]


def _bare(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(
        line for line in lines if not CHOICE.fullmatch(line) and line != HOW_TO_CHOOSE
    ).strip()


def _shows(case: Case, part: str, row: Row) -> bool:
    """Whether this is that row: at WeChat its very words, in the group these and its number."""
    text = text_of(row["message"])
    if is_at_wechat(row):
        return part == text.strip()
    number = case.numbers().get(row["message"]["thread"], "")
    return part.startswith(number) and all(line in part for line in text.splitlines())

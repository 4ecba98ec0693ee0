"""What a page's log says that its person did: which button was pressed under which words.

The checker holds the rows of the database against this, and against nothing that the product says
of itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from tests.crash.ledger import Ledger
from tests.crash.pages import Json, Log

CONFIRM: Final = "确认提交"
AGREE: Final = "可以"
NUMBER: Final = re.compile(r"HY-\d{4}-(\d{4})")
TOLD_NUMBER: Final = re.compile(r"登记好了，单号(\S+?)（")
PROPOSED: Final = re.compile(r"办理(\S+?)，您看可以吗")
INVITED: Final = re.compile(r"(\S+?)已经办完，想请您评")
ITEM: Final = re.compile(r"^(\d+)\. ", re.MULTILINE)
MARKS: Final[dict[str, str | int]] = {
    **{f"{stars}★": stars for stars in range(1, 6)},
    "是": "yes",
    "满意": "satisfied",
    "一般": "fair",
}


class Told(Protocol):
    """What the checks of services have to know of a chat, whatever messenger it is at."""

    @property
    def name(self) -> str: ...
    @property
    def chat(self) -> str: ...
    @property
    def is_room(self) -> bool: ...
    def confirmed(self) -> int:
        """How many needs were confirmed."""

    def told_numbers(self) -> Sequence[str]:
        """The numbers that were shown as filed."""

    def agreed(self) -> Sequence[str]:
        """The numbers whose appointment was agreed to."""

    def marks(self) -> Mapping[str, dict[str, str | int]]:
        """The marks given, by the number they were asked for and by item; skipped ones as ""."""

    def done(self) -> Iterator[tuple[str, str]]:
        """What staff did to requests, in order: the request's id and the word for it."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that somebody pressed, and the row it hung under."""

    frame: Json
    row: Json
    label: str


@dataclass(frozen=True, slots=True)
class Story:
    """A page's log, and the chat that its messages came to."""

    log: Log
    chat: str

    @property
    def name(self) -> str:
        return self.log.name

    @property
    def is_room(self) -> bool:
        return bool(self.log.person)

    def is_by_its_person(self, person: str) -> bool:
        """Whether what this person did was done at this page: in a room there are several."""
        return not self.is_room or person == self.log.person

    def pressed(self) -> Iterator[Pressed]:
        """Every pressed button in order."""
        by_place = {row["n"]: row for row in self.log.shown}
        for frame in self.log.written:
            if frame["t"] == "press":
                row = by_place[frame["message"]]
                labels = {choice["id"]: choice["label"] for choice in row["choices"]}
                yield Pressed(frame, row, labels[frame["choice"]])

    def done(self) -> Iterator[tuple[str, str]]:
        for pressed in self.pressed() if self.is_room else ():
            yield pressed.frame["thread"], pressed.label

    def confirmed(self) -> int:
        return sum(1 for pressed in self.pressed() if pressed.label == CONFIRM)

    def told_numbers(self) -> list[str]:
        return [found[1] for row in self.log.shown if (found := TOLD_NUMBER.search(row["text"]))]

    def agreed(self) -> list[str]:
        asked = (one.row["text"] for one in self.pressed() if one.label == AGREE)
        return [found[1] for text in asked if (found := PROPOSED.search(text))]

    def marks(self) -> dict[str, dict[str, str | int]]:
        given: dict[str, dict[str, str | int]] = {}
        invited = self._invited()
        for one in self.pressed():
            if items := ITEM.findall(one.row["text"]):
                number = max(each for each in invited if each[0] <= one.row["n"])[1]
                given.setdefault(number, {})[items[-1]] = MARKS.get(one.label, "")
        return given

    def _invited(self) -> list[tuple[int, str]]:
        """Where the rating of which request was invited; what is asked then is about that one."""
        found = ((row["n"], INVITED.search(row["text"])) for row in self.log.shown)
        return [(place, match[1]) for place, match in found if match]


def stories(ledger: Ledger, logs: Sequence[Log]) -> list[Story]:
    """Each log with its chat, found by the messages that came there."""
    chats = {row["message"]: row["chat"] for row in ledger.inbox}
    return [
        Story(log, next((chats[one["id"]] for one in log.written if one["id"] in chats), ""))
        for log in logs
        if log.written
    ]

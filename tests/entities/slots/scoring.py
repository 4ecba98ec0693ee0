"""How well what the product notes of a message agrees with what a careful clerk would note.

The slots are those of a first message: what `read` finds, and which of it the intake keeps where
there are several.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot.dialogs.intake.hearing import hear_first
from bot.dialogs.intake.listening import Listening
from bot.intents.lexicon import Lexicon
from bot.intents.reading import read
from core.wishes import Wish, WishKind, decode

HERE: Final = Path(__file__).parent
TUNING: Final = HERE / "tuning.jsonl"
UNTOUCHED: Final = HERE / "untouched.jsonl"
HARD: Final = HERE / "hard.jsonl"
"""Dates and numbers of others beside the wished and the own; looked at."""
DAYS: Final = HERE / "days.jsonl"
"""Many ways to tell a day and a phone; the odd lines were looked at first, the even ones later."""
CHATS: Final = HERE / "chats.jsonl"
"""Short messages with a day or a number, labelled with who asks and when; looked at like `DAYS`."""
FIRMS: Final = HERE / "firms.jsonl"
"""What firms write with a day or a number, labelled and looked at like `CHATS`."""
TRAPS: Final = HERE / "traps.jsonl"
"""Days that nobody wishes for and numbers that are not to be called, among such as are; of the even
lines only totals are read."""

ONE_NEED: Final = {"need.1.category": "metrology", "need.1.detail": ""}
BLANKS: Final = re.compile(r"\s")
DRAWN: Final = 1000
SEED: Final = 7
EDGE: Final = 0.025

Time = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Slots:
    """What a message says of who asks, when and for what."""

    company: str
    contact: str
    phone: str
    time: Time
    quantities: tuple[str, ...]
    things: tuple[str, ...]
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    text: str
    at: datetime
    slots: Slots
    hard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled message beside what was noted of it."""

    message: Labelled
    noted: Slots


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of what was noted is right, and how much of what is labelled was noted."""

    right: int
    noted: int
    found: int
    labelled: int

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right,
            self.noted + other.noted,
            self.found + other.found,
            self.labelled + other.labelled,
        )

    @property
    def f1(self) -> float:
        precision = self.right / self.noted if self.noted else 1.0
        recall = self.found / self.labelled if self.labelled else 1.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Measure = Callable[[Pair], Tally]


def load(path: Path) -> tuple[Labelled, ...]:
    return tuple(_labelled(json.loads(line)) for line in path.read_text("utf-8").splitlines())


def odd(messages: Sequence[Labelled]) -> Sequence[Labelled]:
    """Every other one: the first line, the third, …"""
    return messages[::2]


def even(messages: Sequence[Labelled]) -> Sequence[Labelled]:
    return messages[1::2]


def noted_of(messages: Iterable[Labelled], lexicon: Lexicon) -> list[Pair]:
    return [Pair(message, note(message.text, message.at, lexicon)) for message in messages]


def note(text: str, at: datetime, lexicon: Lexicon) -> Slots:
    """What the product notes of a first message."""
    reading = read(text, at, lexicon)
    heard = hear_first(Listening(reading, ONE_NEED, None)).answers
    wish = decode(heard.get("need.1.time", ""))
    return Slots(
        company=_plain(heard.get("company", "")),
        contact=_plain(heard.get("contact", "")),
        phone=_digits(heard.get("phone", "").partition("转")[0]),
        time=_time(wish),
        quantities=tuple(_plain(found.value) for found in reading.quantities),
        things=tuple(dict.fromkeys(found.value for found in reading.things)),
        standards=tuple(dict.fromkeys(_plain(found.value) for found in reading.standards)),
    )


def company(pair: Pair) -> Tally:
    return _same(pair.message.slots.company, pair.noted.company)


def contact(pair: Pair) -> Tally:
    return _same(pair.message.slots.contact, pair.noted.contact)


def phone(pair: Pair) -> Tally:
    return _same(pair.message.slots.phone, pair.noted.phone)


def date(pair: Pair) -> Tally:
    """Counted over the messages where either side has a time, so that F1 is plain accuracy; a part
    of the day counts where one is labelled."""
    wanted, said = pair.message.slots.time, pair.noted.time
    either = int(wanted is not None or said is not None)
    right = int(either and _agree(wanted, said))
    return Tally(right, either, right, either)


def quantity(pair: Pair) -> Tally:
    return _alike(pair.message.slots.quantities, pair.noted.quantities)


def standards(pair: Pair) -> Tally:
    wanted = (_code(one) for one in pair.message.slots.standards)
    return _alike(wanted, map(_code, pair.noted.standards))


def things(pair: Pair) -> Tally:
    """Lenient: what was noted is right where it overlaps with something labelled in the text."""
    places = [_places(pair.message.text, one) for one in pair.message.slots.things]
    noted = [_places(pair.message.text, one) for one in pair.noted.things]
    right = sum(any(own & other for other in places) for own in noted)
    found = sum(any(own & other for other in noted) for own in places)
    return Tally(right, len(noted), found, len(places))


MEASURES: Final[dict[str, Measure]] = {
    "company": company,
    "contact": contact,
    "phone": phone,
    "date": date,
    "quantity": quantity,
    "equipment": things,
    "standards": standards,
}


WHO_AND_WHEN: Final = {slot: MEASURES[slot] for slot in ("company", "contact", "phone", "date")}
"""What every set is labelled with."""


def score(pairs: Sequence[Pair], measure: Measure) -> float:
    return _f1([measure(pair) for pair in pairs])


def interval(pairs: Sequence[Pair], measure: Measure) -> tuple[float, float]:
    """Where 95 of 100 sets of as many messages, drawn from these, score."""
    tallies = [measure(pair) for pair in pairs]
    dice = random.Random(SEED)
    drawn = sorted(_f1(dice.choices(tallies, k=len(tallies))) for _ in range(DRAWN))
    return drawn[int(DRAWN * EDGE)], drawn[int(DRAWN * (1 - EDGE)) - 1]


def wrong(pairs: Iterable[Pair], measure: Measure) -> list[Pair]:
    """The messages that cost points."""
    return [
        pair
        for pair in pairs
        if (tally := measure(pair)).right < tally.noted or tally.found < tally.labelled
    ]


def _f1(tallies: Iterable[Tally]) -> float:
    return sum(tallies, Tally(0, 0, 0, 0)).f1


def _same(wanted: str, said: str) -> Tally:
    right = int(bool(wanted) and wanted == said)
    return Tally(right, int(bool(said)), right, int(bool(wanted)))


def _alike(wanted: Iterable[str], said: Iterable[str]) -> Tally:
    own, other = Counter(wanted), Counter(said)
    right = (own & other).total()
    return Tally(right, other.total(), right, own.total())


def _agree(wanted: Time, said: Time) -> bool:
    if wanted is None or said is None:
        return False
    return wanted[:3] == said[:3] and wanted[3] in ("", said[3])


def _time(wish: Wish | None) -> Time:
    """A wish without any day or haste is none."""
    if wish is None or wish.kind is WishKind.FLEXIBLE:
        return None
    return wish.kind, str(wish.date or ""), str(wish.to or ""), wish.part or ""


def _places(text: str, part: str) -> frozenset[int]:
    return frozenset(
        place
        for match in re.finditer(re.escape(part), text, re.IGNORECASE)
        for place in range(*match.span())
    )


def _labelled(row: dict[str, Any]) -> Labelled:
    time = row["time"]
    return Labelled(
        row["text"],
        datetime.fromisoformat(row["at"]),
        Slots(
            _plain(row["company"] or ""),
            _plain(row["contact"] or ""),
            _digits(row["phone"] or ""),
            time and (time["kind"], *(time.get(key, "") for key in ("date", "to", "part"))),
            tuple(map(_plain, row.get("quantity", ()))),
            tuple(row.get("equipment", ())),
            tuple(row.get("standards", ())),
        ),
        tuple(row["hard"]),
    )


def _plain(text: str) -> str:
    return BLANKS.sub("", text).replace("（", "(").replace("）", ")")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _code(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()

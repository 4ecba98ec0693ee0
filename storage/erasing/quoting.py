"""Messages that quote a person: their text gives way to a mark, and what they are stays.

What stands in the person's own chat, belongs to their request or came of their message gives way
whole, and so does what quotes them and names no number but theirs. In lists and reports about many
only the lines that name them do.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from core.conversations import Said
from core.erasures import MARK
from core.masking import mask_phone, scrub
from core.messages import Card, Line, Outbound, PhoneKey, text_of

SHORTEST_QUOTE: Final = 6
"""Fewer letters (压力表) are anybody's words."""
NUMBERED: Final = re.compile(r"[A-Z0-9]{2,6}(?:-[A-Z]{2})?-\d{4}-\d{4,}")
LISTED: Final = 12
"""A list may show the beginning of somebody's words alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Traces:
    """By what a message is known to quote a person: where it stands, and what it says. `pictures`
    are the references of theirs."""

    chats: frozenset[str]
    requests: frozenset[str]
    turns: frozenset[str]
    pictures: frozenset[str]
    numbers: frozenset[str]
    quotes: tuple[str, ...]

    def erased_from(self, said: Said) -> Outbound:
        """The message without the person; the same one where it does not quote them."""
        message = said.message
        shown = text_of(message)
        alone = numbers_in(shown) <= self.numbers
        if self._is_theirs(said) or (alone and self.quotes_in(shown)):
            return _emptied(message)
        lines = tuple(self._line(line) for line in message.lines)
        choices = tuple(
            replace(choice, label=self.text(choice.label)) for choice in message.choices
        )
        return replace(message, lines=lines, choices=choices)

    def text(self, text: str) -> str:
        """A text with a mark in place of each line that quotes the person."""
        return "\n".join(MARK if self.quotes_in(line) else line for line in text.split("\n"))

    def quotes_in(self, text: str) -> bool:
        """Whether a text names the person or repeats their words."""
        return not self.numbers.isdisjoint(numbers_in(text)) or any(
            quote in text for quote in self.quotes
        )

    def _is_theirs(self, said: Said) -> bool:
        message = said.message
        requests = {message.thread, message.about, message.card.key if message.card else ""}
        return (
            said.chat in self.chats
            or said.turn in self.turns
            or message.image in self.pictures
            or not self.requests.isdisjoint(requests)
        )

    def _line(self, line: Line) -> Line:
        """A paragraph that names no number but theirs is about them whole."""
        shown = line.render()
        named = numbers_in(shown)
        kept = MARK if named and named <= self.numbers else self.text(shown)
        return line if kept == shown else Line("{said}", {"said": kept})


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of requests and cases that a text names."""
    return frozenset(found[0] for found in NUMBERED.finditer(text))


def quotes_of(names: Iterable[str], phones: Iterable[str], words: Iterable[str]) -> tuple[str, ...]:
    """What a line holds that names a person or repeats their words, as others may see it too."""
    said = (line for text in words for whole in (text, scrub(text)) for line in whole.split("\n"))
    begun = (line.strip()[:LISTED] for line in said)
    found = {
        *names, *phones, *map(mask_phone, phones),
        *(line for line in begun if len(line) >= SHORTEST_QUOTE),
    }  # fmt: skip
    return tuple(sorted(found - {"", MARK}))


def _emptied(message: Outbound) -> Outbound:
    return replace(
        message, lines=(Line(MARK),), choices=(), image="", phone_key=PhoneKey.NONE,
        card=_empty_card(message.card) if message.card else None,
    )  # fmt: skip


def _empty_card(card: Card) -> Card:
    return replace(card, title=Line(MARK), rows=())

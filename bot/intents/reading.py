"""A message as it was read: what is meant and what is said in it, before any conversation.

Reading needs no state, so it is done before the message waits for its turn.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.intents.entities.companies import find_companies
from bot.intents.entities.contacts import find_contacts
from bot.intents.entities.found import Found, PhoneFound, WishFound, overlaps, spans_of
from bot.intents.entities.marks import Mark, UnclearMark, find_marks
from bot.intents.entities.phones import find_phones
from bot.intents.entities.quantities import find_quantities
from bot.intents.entities.standards import find_standards
from bot.intents.entities.things import find_things
from bot.intents.entities.wishes import find_wishes
from bot.intents.hearing import heard, meant_by
from bot.intents.lexicon import Lexicon
from bot.intents.likely import NO_DOUBT, Doubt, find_doubt
from bot.intents.matching import find
from bot.intents.understand import Understanding
from core.intents import Act, Meaning

ORDINAL: Final = re.compile(
    r"\s*(?:选|第|回复|我选)?\s*([1-9]|[一二三四五六七八九])\s*(?:个|项|号|类)?[.。、!]?\s*"
)
ORDINALS: Final = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Slots:
    """Who asks, when and for what, as far as a message says so."""

    phones: tuple[PhoneFound, ...] = ()
    companies: tuple[Found, ...] = ()
    contacts: tuple[Found, ...] = ()
    wishes: tuple[WishFound, ...] = ()
    quantities: tuple[Found, ...] = ()
    things: tuple[Found, ...] = ()
    standards: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message holds. `ordinal` is set where the whole message is a small number, as people
    answer a numbered list; `left_out` is how many characters in the middle of a long message were
    not read; `instead` are the words that the message was edited from; `doubt` is
    what may be meant where it is not clear."""

    text: str
    plain: str
    at: datetime
    meant: Understanding
    left_out: int = 0
    phones: tuple[PhoneFound, ...] = ()
    wishes: tuple[WishFound, ...] = ()
    companies: tuple[Found, ...] = ()
    contacts: tuple[Found, ...] = ()
    quantities: tuple[Found, ...] = ()
    things: tuple[Found, ...] = ()
    standards: tuple[Found, ...] = ()
    marks: tuple[Mark | UnclearMark, ...] = ()
    ordinal: int | None = None
    instead: str = ""
    doubt: Doubt = NO_DOUBT

    def put_for(self, words: str) -> "Reading":
        """The reading of a message that its writer edited, which puts something right."""
        corrects = replace(self.meant, acts=self.meant.acts | {Act.CORRECT})
        return replace(self, meant=corrects, instead=words)

    def does(self, *acts: Act) -> bool:
        """Whether the message performs one of these acts."""
        return not self.meant.acts.isdisjoint(acts)

    def means(self, *meanings: Meaning) -> bool:
        """Whether the message has one of these meanings."""
        return self.meant.meaning in meanings


def read(text: str, at: datetime, lexicon: Lexicon) -> Reading:
    """Read a message; `at` is its own time, from which "下周三" counts."""
    message = heard(text)
    text, plain = message.text, message.plain
    slots = read_slots(plain, text, at, lexicon)
    meant = meant_by(message, lexicon)
    return Reading(
        text=text,
        plain=plain,
        at=at,
        meant=meant,
        left_out=message.ends.left_out,
        phones=slots.phones,
        wishes=slots.wishes,
        companies=slots.companies,
        contacts=slots.contacts,
        quantities=slots.quantities,
        things=slots.things,
        standards=slots.standards,
        marks=find_marks(plain, None),
        ordinal=_ordinal(plain),
        doubt=find_doubt(plain, text, meant, lexicon),
    )


def read_slots(plain: str, text: str, at: datetime, lexicon: Lexicon) -> Slots:
    """Read who asks, when and for what; `plain` is the text as `normalise` writes it."""
    phones = find_phones(plain)
    companies = find_companies(plain, text)
    contacts = find_contacts(plain, text, spans_of(phones, companies))
    names = spans_of(contacts, companies)  # 周一鸣 is nobody's Monday, nor 试行1号阀门厂 a day
    found = find_wishes(plain, text, at)
    wishes = tuple(one for one in found if not overlaps((one.start, one.end), names))
    standards = find_standards(plain)
    taken = spans_of(phones, companies, contacts, standards)
    things = find_things(plain, find(plain, lexicon), taken)
    return Slots(
        phones=phones,
        companies=companies,
        contacts=contacts,
        wishes=wishes,
        quantities=find_quantities(plain, spans_of(things), (*taken, *spans_of(wishes))),
        things=things,
        standards=standards,
    )


def _ordinal(plain: str) -> int | None:
    found = ORDINAL.fullmatch(plain)
    if found is None:
        return None
    digit = found[1]
    return ORDINALS.index(digit) + 1 if digit in ORDINALS else int(digit)

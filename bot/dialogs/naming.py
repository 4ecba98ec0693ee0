"""Which of several requests a message speaks of: by number, else by the words it was told in."""

from bot.dialogs.intake.parts import pairs_of
from bot.dialogs.talk import Talk
from bot.intents.normal import normalise
from core.context import Dossier
from core.requests.numbers import WHOLE


def named(talk: Talk, dossiers: tuple[Dossier, ...]) -> tuple[Dossier, ...]:
    """Those that share most with the message; none where nothing is shared."""
    plain = talk.reading.plain
    numbered = tuple(one for one in dossiers if one.request.number.lower() in plain)
    if numbered:
        return numbered
    return sharing(plain, dossiers)


def sharing(words: str, dossiers: tuple[Dossier, ...]) -> tuple[Dossier, ...]:
    """Those that were told in most of these (normalised) words; none where nothing is shared."""
    counts = [(shared(words, one.detail), one) for one in dossiers]
    most = max((count for count, _ in counts), default=0)
    return tuple(one for count, one in counts if most and count == most)


def shared(words: str, detail: str) -> int:
    """How many pairs of characters normalised words have in common with what was told."""
    return len(pairs_of(words) & pairs_of(normalise(detail)))


def numbered(talk: Talk) -> tuple[str, ...]:
    """The whole numbers that the message gives, in the order given."""
    return tuple(WHOLE.findall(talk.reading.plain.upper()))


def unknown_number(talk: Talk) -> str:
    """A number that is given and is none of this person's requests; else nothing."""
    known = {one.request.number for one in talk.context.dossiers}
    return next((number for number in numbered(talk) if number not in known), "")


def meant(talk: Talk, dossiers: tuple[Dossier, ...]) -> Dossier | None:
    """The one that is named, else the first."""
    found = named(talk, dossiers)
    return next(iter(found or dossiers), None)

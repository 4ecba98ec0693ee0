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
    said = pairs_of(plain)
    shared = [(len(said & pairs_of(normalise(one.detail))), one) for one in dossiers]
    most = max((count for count, _ in shared), default=0)
    return tuple(one for count, one in shared if most and count == most)


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

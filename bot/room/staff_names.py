"""Which colleague is meant: a name among the station's staff, or oneself."""

from collections.abc import Iterable
from typing import Final

from bot.intents.entities.found import Span
from core.parties import Person

ONESELF: Final = ("我自己", "自己", "本人", "我")
GIVE: Final = "给"


def find_colleague(text: str, staff: Iterable[Person], me: Person) -> tuple[Person, Span] | None:
    """The colleague named first; None also where two share the name, since one must be meant."""
    named = [(text.find(one.name), one) for one in staff if one.name and one.name in text]
    if not named:
        first = text.split(maxsplit=1)[:1]
        return (me, (0, len(first[0]))) if first and first[0] in ONESELF else None
    start, person = min(named, key=lambda found: (found[0], -len(found[1].name)))
    if sum(one.name == person.name for _, one in named) > 1:
        return None
    return person, (start, start + len(person.name))


def parted(said: str) -> tuple[str, str]:
    """Whose work is handed over, and what is said after the name: “王芳 给 李明”, “王芳给李明”."""
    name, _, rest = said.partition(" ")
    if GIVE in name[1:]:
        name, _, after = name.partition(GIVE)
        rest = f"{GIVE}{after} {rest}"
    return name.strip(), rest.strip()

"""Print how well slots are read on every set, or on those named: `tuning`, `hard`, `days`, ….

`--errors` lists what is read wrong where it may be seen.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Final

from bot.intents.lexicon import load_lexicon
from tests.entities.slots.scoring import (
    CHATS,
    DAYS,
    FIRMS,
    HARD,
    MEASURES,
    TRAPS,
    TUNING,
    UNTOUCHED,
    WHO_AND_WHEN,
    Labelled,
    Measure,
    Pair,
    even,
    interval,
    load,
    noted_of,
    odd,
    score,
    wrong,
)

SETS: Final[dict[str, Callable[[], Sequence[Labelled]]]] = {
    "tuning": lambda: load(TUNING),
    "hard": lambda: load(HARD),
    "days": lambda: load(DAYS),
    "days-odd": lambda: odd(load(DAYS)),
    "days-even": lambda: even(load(DAYS)),
    "chats-odd": lambda: odd(load(CHATS)),
    "chats-even": lambda: even(load(CHATS)),
    "firms-odd": lambda: odd(load(FIRMS)),
    "firms-even": lambda: even(load(FIRMS)),
    "traps-odd": lambda: odd(load(TRAPS)),
    "traps-even": lambda: even(load(TRAPS)),
    "untouched": lambda: load(UNTOUCHED),
    "all": lambda: (*load(TUNING), *load(HARD), *load(UNTOUCHED)),
}
UNSEEN: Final = frozenset({"untouched", "traps-even", "all"})


def main() -> None:
    named = [word for word in sys.argv[1:] if word in SETS] or list(SETS)
    lexicon = load_lexicon()
    read = {name: noted_of(SETS[name](), lexicon) for name in named}
    if "--errors" in sys.argv:
        for name, pairs in read.items():
            if name not in UNSEEN:
                _list_errors(pairs, measures_of(name))
    for name, pairs in read.items():
        print(f"\n{name}, {len(pairs)} messages")
        for slot, measure in measures_of(name).items():
            low, high = interval(pairs, measure)
            print(f"  {slot:10} {score(pairs, measure):.3f}  [{low:.3f}, {high:.3f}]")


def measures_of(name: str) -> dict[str, Measure]:
    """What the messages of a set are labelled with."""
    return WHO_AND_WHEN if name.startswith((CHATS.stem, FIRMS.stem, TRAPS.stem)) else MEASURES


def _list_errors(pairs: Sequence[Pair], measures: dict[str, Measure]) -> None:
    for slot, measure in measures.items():
        for pair in wrong(pairs, measure):
            print(f"{slot}: {pair.message.text!r} {pair.message.at:%Y-%m-%d %a}")
            print(f"    wanted {pair.message.slots}\n    noted  {pair.noted}")


if __name__ == "__main__":
    main()

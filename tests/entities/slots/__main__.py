"""Print how well slots are read on every set; `--errors` lists them where they may be seen."""

import sys

from bot.intents.lexicon import load_lexicon
from tests.entities.slots.scoring import (
    HARD,
    MEASURES,
    TUNING,
    UNTOUCHED,
    interval,
    load,
    noted_of,
    score,
    wrong,
)


def main() -> None:
    lexicon = load_lexicon()
    tuning, hard = (noted_of(load(path), lexicon) for path in (TUNING, HARD))
    if "--errors" in sys.argv:
        for name, measure in MEASURES.items():
            for pair in wrong((*tuning, *hard), measure):
                print(f"{name}: {pair.message.text!r} {pair.message.at:%Y-%m-%d %a}")
                print(f"    wanted {pair.message.slots}\n    noted  {pair.noted}")
    sets = {"tuning": tuning, "hard": hard, "untouched": noted_of(load(UNTOUCHED), lexicon)}
    for name_of_set, pairs in sets.items():
        print(f"\n{name_of_set}, {len(pairs)} messages")
        for name, measure in MEASURES.items():
            low, high = interval(pairs, measure)
            print(f"  {name:10} {score(pairs, measure):.3f}  [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()

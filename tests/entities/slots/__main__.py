"""Print how well slots are read on both halves; `--errors` lists those of the tuning half."""

import sys

from bot.intents.lexicon import load_lexicon
from tests.entities.slots.scoring import (
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
    tuning = noted_of(load(TUNING), lexicon)
    if "--errors" in sys.argv:
        for name, measure in MEASURES.items():
            for pair in wrong(tuning, measure):
                print(f"{name}: {pair.message.text!r} {pair.message.at:%Y-%m-%d %a}")
                print(f"    wanted {pair.message.slots}\n    noted  {pair.noted}")
    halves = {"tuning": tuning, "untouched": noted_of(load(UNTOUCHED), lexicon)}
    for half, pairs in halves.items():
        print(f"\n{half}, {len(pairs)} messages")
        for name, measure in MEASURES.items():
            low, high = interval(pairs, measure)
            print(f"  {name:10} {score(pairs, measure):.3f}  [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()

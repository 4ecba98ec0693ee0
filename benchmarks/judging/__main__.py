"""Judge the understanding on a labelled set of our own, beside peers.

    python -m benchmarks.judging [tuning|untouched] [--write]

`--write` puts the figures and the plot of the set into the documentation.
"""

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import jieba

from benchmarks import learning
from benchmarks.judging.answers import Judged, ours
from benchmarks.judging.calibration import equal_counts
from benchmarks.judging.figures import figures
from benchmarks.judging.peers import Classifier, Keywords, of_development
from benchmarks.judging.plot import reliability_plot
from benchmarks.judging.tables import (
    asking,
    bin_tables,
    confusion_table,
    hard_table,
    manner_table,
    score_table,
)
from bot.intents.lexicon import Lexicon, load_lexicon
from tests.understanding.rewriting import MANNERS
from tests.understanding.scoring import DEV, TUNING, UNTOUCHED, Labelled, load

DOCS: Final = Path(__file__).parents[2] / "docs"
PAGES: Final = {
    "tuning": DOCS / "understanding" / "tuning.md",
    "untouched": DOCS / "understanding.md",
}
BEGIN: Final = "<!-- figures, written by python -m benchmarks.judging -->\n"
END: Final = "<!-- end of the figures -->\n"
SETS: Final = {"tuning": TUNING, "untouched": UNTOUCHED}


def report(name: str, judged: Sequence[Judged], lexicon: Lexicon) -> str:
    messages = [each.message for each in judged]
    sections = {
        f"The {name} half: {len(messages)} messages": _beside_peers(judged, messages),
        "Asking rather than guessing": asking(judged),
        "Confidence": bin_tables(judged),
        "What was meant, and what was answered": confusion_table(judged),
        "By what makes a message hard": hard_table(judged),
        "Other manners of writing": _manners(judged, messages, lexicon),
    }
    return "\n\n".join(f"### {title}\n\n{text}" for title, text in sections.items()) + "\n"


def _beside_peers(judged: Sequence[Judged], messages: Sequence[Labelled]) -> str:
    peers: dict[str, Keywords | Classifier] = {
        "keyword list": Keywords(),
        "SVM, development set": Classifier(list(of_development(load(DEV)))),
        "SVM, all our examples": Classifier(list(learning.examples(learning.messages()))),
    }
    columns = {name: figures(peer.judge(messages)) for name, peer in peers.items()}
    return score_table({"ours": figures(judged), **columns})


def _manners(judged: Sequence[Judged], messages: Sequence[Labelled], lexicon: Lexicon) -> str:
    rewritten = {
        name: ours([replace(each, text=write(each.text)) for each in messages], lexicon)
        for name, write in MANNERS.items()
    }
    return manner_table(judged, rewritten)


def write(name: str, text: str, judged: Sequence[Judged]) -> None:
    page = PAGES[name]
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    plot = reliability_plot(equal_counts(judged), f"Reliability on the {name} half")
    (DOCS / "understanding" / f"reliability-{name}.svg").write_text(plot, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", nargs="?", choices=SETS, default="tuning")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    lexicon = load_lexicon()
    judged = ours(load(SETS[chosen.set]), lexicon)
    text = report(chosen.set, judged, lexicon)
    print(text)
    if chosen.write:
        write(chosen.set, text, judged)


if __name__ == "__main__":
    main()

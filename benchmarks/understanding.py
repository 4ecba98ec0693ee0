"""What a message costs to understand, beside cutting it with jieba, message by message in one run;
what a lexicon of twice the terms costs; and what loading it takes.

python -m benchmarks.understanding
"""

import gc
import json
import logging
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from statistics import mean, median
from typing import Final

import jieba

from bot.intents.lexicon import Lexicon, changed, load_lexicon
from bot.intents.normal import normalise
from bot.intents.reading import read_slots
from bot.intents.terms import GAP
from bot.intents.understand import tell, understand
from core.lexicon_changes import ChangeKind, TermChange

MESSAGES: Final = Path(__file__).parent.parent / "tests" / "data" / "messages-dev.jsonl"
ROUNDS: Final = 7
NOON: Final = datetime.fromisoformat("2026-03-02T12:00:00+08:00")
PEER: Final = "jieba.lcut"
PAGE: Final = 4096
SIZES: Final = """
import gc, logging, sys, time
from pathlib import Path
import jieba
def size():
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * {page} / 1e6
import bot.intents.understand
jieba.setLogLevel(logging.WARNING)
before = size()
jieba.initialize()
jieba.lcut("压力表检定")
cut = size()
begun = time.perf_counter()
from bot.intents.lexicon import load_lexicon
lexicon = load_lexicon()
took = time.perf_counter() - begun
print(cut - before, size() - cut, took)
"""

Act = Callable[[str], object]


def cost(act: Act, text: str) -> float:
    begun = time.perf_counter()
    act(text)
    return (time.perf_counter() - begun) * 1e6


def costs(acts: Mapping[str, Act], texts: list[str]) -> dict[str, list[float]]:
    """For each message the quickest of some rounds, in which the acts take turns."""
    found: dict[str, list[float]] = {name: [] for name in acts}
    for text in texts:
        rounds = [{name: cost(act, text) for name, act in acts.items()} for _ in range(ROUNDS)]
        for name, each in found.items():
            each.append(min(one[name] for one in rounds))
    return found


def doubled(lexicon: Lexicon) -> Lexicon:
    """With a second term for each: its letters in another order, which looks like a word of the
    field and is none."""
    dice = random.Random(1)
    every = []
    for term, groups in lexicon.known.items():
        letters = [*term.replace(GAP, "")]
        dice.shuffle(letters)
        other = "".join(letters)
        if other not in lexicon.known and len(letters) > 1:
            every += [TermChange(ChangeKind.ADD, other, group.name) for group in groups]
    return changed(lexicon, every)


def main() -> None:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    lexicon = load_lexicon()
    larger = doubled(lexicon)
    gc.collect()
    gc.freeze()
    texts = [json.loads(line)["text"] for line in MESSAGES.read_text("utf-8").splitlines()]
    print(f"messages: {len(texts)}, {mean(map(len, texts)):.0f} characters on average")
    acts: dict[str, Act] = {
        "intent and category": lambda text: tell(normalise(text), lexicon),
        "the same, twice the terms": lambda text: tell(normalise(text), larger),
        "with acts, item and words": lambda text: understand(normalise(text), lexicon),
        "slots": lambda text: read_slots(normalise(text), text, NOON, lexicon),
        PEER: jieba.lcut,
    }
    found = costs(acts, texts)
    for name, each in found.items():
        share = mean(each) / mean(found[PEER])
        print(
            f"{name}: mean {mean(each):.0f} µs, median {median(each):.0f} µs, {share:.2f} × {PEER}"
        )
    print(f"terms: {len(lexicon.terms)}, twice: {len(larger.terms)}")
    print_sizes()


def print_sizes() -> None:
    """In a process of its own, so that nothing else is counted."""
    code = SIZES.format(page=PAGE)
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    cut, own, took = map(float, out.stdout.split())
    print(f"jieba: {cut:.0f} MB; the lexicon and its tables beyond it: {own:.0f} MB, {took:.2f} s")


if __name__ == "__main__":
    main()

"""What a message costs to understand, beside cutting it with jieba, message by message in one run.

python benchmarks/understanding.py
"""

import gc
import json
import logging
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from bot.intents.lexicon import load_lexicon
from bot.intents.normal import normalise
from bot.intents.understand import tell
from bot.intents.words import warm

MESSAGES = Path(__file__).parent.parent / "tests" / "data" / "messages-dev.jsonl"
ROUNDS = 7


def cost(act: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    act(text)
    return (time.perf_counter() - begun) * 1e6


def main() -> None:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    begun = time.perf_counter()
    lexicon = load_lexicon()
    loaded = time.perf_counter() - begun
    warm()
    gc.collect()
    gc.freeze()
    texts = [json.loads(line)["text"] for line in MESSAGES.read_text("utf-8").splitlines()]
    ours, cut = [], []
    for text in texts:
        pairs = [
            (
                cost(lambda said: tell(normalise(said), lexicon), text),
                cost(jieba.lcut, text),
            )
            for _ in range(ROUNDS)
        ]
        ours.append(min(mine for mine, _ in pairs))
        cut.append(min(theirs for _, theirs in pairs))
    print(f"lexicon: {len(lexicon.terms)} terms, loaded in {loaded:.2f} s")
    print(f"messages: {len(texts)}, {statistics.mean(map(len, texts)):.0f} characters on average")
    print(
        f"understand: mean {statistics.mean(ours):.0f} µs, median {statistics.median(ours):.0f} µs"
    )
    print(f"jieba.lcut: mean {statistics.mean(cut):.0f} µs, median {statistics.median(cut):.0f} µs")


if __name__ == "__main__":
    main()

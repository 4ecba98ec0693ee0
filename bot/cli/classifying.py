"""`station classify`: what the assistant understands, line by line."""

import io
import sys

from bot.intents.classify import classify_lines
from bot.intents.lexicon import load_lexicon


def classify() -> None:
    """逐行读入 {"id","text"}，逐行给出意图、类别和依据的词。"""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    lines = (line.rstrip("\n") for line in sys.stdin)
    for verdict in classify_lines(lines, load_lexicon()):
        print(verdict, flush=True)

"""`station classify`: what the assistant understands, line by line."""

import io
import sys

from bot.installation import database_of
from bot.intents.classify import classify_lines
from bot.own_words import lexicon_of
from bot.settings import read_settings


def classify() -> None:
    """Read from standard input until its end; each verdict is out before the next line is read."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    lines = (line.rstrip("\n") for line in sys.stdin)
    for verdict in classify_lines(lines, lexicon_of(database_of(read_settings()))):
        print(verdict, flush=True)

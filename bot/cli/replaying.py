"""`station replay`: scripted conversations through the product, and what became of them."""

from pathlib import Path

import typer

from bot.intents.lexicon import load_lexicon
from bot.replay.runner import replay_as_json, replay_file


def replay(file: Path, *, as_json: bool) -> None:
    """Report on each script; the exit is 1 where an expectation fails."""
    played = replay_as_json if as_json else replay_file
    if not played(file, load_lexicon(), _say):
        raise typer.Exit(1)


def _say(line: str) -> None:
    print(line, flush=True)

"""`station replay`: scripted conversations through the product, and what became of them."""

from pathlib import Path
from typing import Final

import typer

from bot.cli.screen import Stop
from bot.intents.lexicon import load_lexicon
from bot.replay.runner import replay_as_json, replay_file
from bot.replay.scripts import BadScript

UNREADABLE: Final = "读不了“{file}”：{why}"


def replay(file: Path, *, as_json: bool) -> None:
    """Report on each script; the exit is 1 where an expectation fails."""
    played = replay_as_json if as_json else replay_file
    try:
        held = played(file, load_lexicon(), _say)
    except (BadScript, UnicodeDecodeError) as fault:
        raise Stop(UNREADABLE.format(file=file.name, why=fault)) from None
    if not held:
        raise typer.Exit(1)


def _say(line: str) -> None:
    print(line, flush=True)

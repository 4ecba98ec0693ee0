"""`station replay`: scripted conversations through the product, and what became of them."""

from pathlib import Path
from typing import Final

import typer

from bot.cli.screen import Stop
from bot.installation import database_of
from bot.own_words import lexicon_of
from bot.replay.runner import replay_as_json, replay_file
from bot.replay.scripts import BadScript
from bot.settings import read_settings

UNREADABLE: Final = "读不了“{file}”：{why}"


def replay(file: Path, *, as_json: bool) -> None:
    """Report on each script; the exit is 1 where an expectation fails."""
    played = replay_as_json if as_json else replay_file
    try:
        held = played(file, lexicon_of(database_of(read_settings())), _say)
    except (BadScript, UnicodeDecodeError) as fault:
        raise Stop(UNREADABLE.format(file=file.name, why=fault)) from None
    if not held:
        raise typer.Exit(1)


def _say(line: str) -> None:
    print(line, flush=True)

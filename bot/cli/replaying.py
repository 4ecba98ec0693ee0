"""`station replay`: scripted conversations through the product, and what became of them."""

from pathlib import Path
from typing import Annotated

import typer

from bot.intents.lexicon import load_lexicon
from bot.replay.runner import replay_as_json, replay_file


def replay(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="脚本，一行一段对话")],
    as_json: Annotated[bool, typer.Option("--json", help="一行一段，列出发生了什么")] = False,
) -> None:
    """播放对话脚本，说明哪些预期没有达到。"""
    played = replay_as_json if as_json else replay_file
    if not played(file, load_lexicon(), _say):
        raise typer.Exit(1)


def _say(line: str) -> None:
    print(line, flush=True)

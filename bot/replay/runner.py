"""Playing a file of scripts and reporting it, for people or as JSON lines."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.intents.lexicon import Lexicon
from bot.replay.judging import failures
from bot.replay.observing import as_json
from bot.replay.player import Played, play
from bot.replay.scripts import Script, read_scripts

PASSED = "通过  {id} {title}"
FAILED = "失败  {id} {title}"
REASON = "      {why}"
TOTAL = "共{all}段，通过{passed}段，失败{failed}段。"

Say = Callable[[str], None]


def play_file(path: Path, lexicon: Lexicon) -> Iterator[tuple[Script, Played]]:
    """Each script of a file with what came of it."""
    for script in read_scripts(path):
        yield script, asyncio.run(play(script, lexicon))


def replay_file(path: Path, lexicon: Lexicon, say: Say) -> bool:
    """Report for each script which expectations fail; true where none does."""
    passed = failed = 0
    for script, played in play_file(path, lexicon):
        reasons = failures(script, played)
        line = FAILED if reasons else PASSED
        say(line.format(id=script.id, title=script.title))
        for why in reasons:
            say(REASON.format(why=why))
        passed, failed = passed + (not reasons), failed + bool(reasons)
    say(TOTAL.format(all=passed + failed, passed=passed, failed=failed))
    return failed == 0


def replay_as_json(path: Path, lexicon: Lexicon, say: Say) -> bool:
    """A line for each script with what happened, whatever was expected."""
    held = True
    for script, played in play_file(path, lexicon):
        held = held and not failures(script, played)
        say(
            as_json(
                {
                    "id": played.id,
                    "requests": played.requests,
                    "events": played.events,
                    "states": played.states,
                }
            )
        )
    return held

"""Whole conversations through the real turn, writer, outbox and sweep: those that the project was
developed with, the same with other names, phones and weeks, and conversations of many other trades.

Each names the expectations that did not hold; none is left out.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.judging import failures
from bot.replay.player import play
from bot.replay.scripts import read_scripts
from tests.conversations.rewriting import FRINGES, by_their_days, fringed, moved, with_others

TESTS = Path(__file__).parents[1]
ENOUGH_OWN = 100
ENOUGH_MOVED = 6
WEEKS = (11, 52)

Json = dict[str, Any]


def scripts_in(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


DEVELOPED_WITH = scripts_in(TESTS / "data" / "conversations-dev.jsonl")
OWN = scripts_in(TESTS / "conversations" / "own.jsonl")
WITH_OTHERS = [by_their_days(with_others(script, nth)) for nth, script in enumerate(DEVELOPED_WITH)]
FRINGED = [
    by_their_days(fringed(script, FRINGES[nth % len(FRINGES)]))
    for nth, script in enumerate(DEVELOPED_WITH)
]
MOVED = [
    (script, weeks)
    for original in WITH_OTHERS
    for weeks in WEEKS
    if (script := moved(original, weeks)) is not None
]


def name(script: Json) -> str:
    return str(script["id"])


async def unmet(script: Json, lexicon: Lexicon, folder: Path) -> str:
    """The expectations of a script that did not hold, in words."""
    file = folder / "script.jsonl"
    file.write_text(json.dumps(script, ensure_ascii=False), encoding="utf-8")
    (read,) = read_scripts(file)
    return "\n".join(failures(read, await play(read, lexicon)))


@pytest.mark.asyncio
@pytest.mark.parametrize("script", DEVELOPED_WITH, ids=name)
async def test_a_known_conversation_comes_out_as_expected(
    script: Json, lexicon: Lexicon, tmp_path: Path
) -> None:
    assert await unmet(script, lexicon, tmp_path) == ""


@pytest.mark.asyncio
@pytest.mark.parametrize("script", WITH_OTHERS, ids=name)
async def test_a_conversation_does_not_depend_on_its_names_and_phones(
    script: Json, lexicon: Lexicon, tmp_path: Path
) -> None:
    assert await unmet(script, lexicon, tmp_path) == ""


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("script", "weeks"), MOVED, ids=[f"{script['id']}+{weeks}" for script, weeks in MOVED]
)
async def test_a_conversation_does_not_depend_on_its_week(
    script: Json, weeks: int, lexicon: Lexicon, tmp_path: Path
) -> None:
    assert await unmet(script, lexicon, tmp_path) == ""


@pytest.mark.asyncio
@pytest.mark.parametrize("script", FRINGED, ids=name)
async def test_a_conversation_does_not_depend_on_its_marks_and_faces(
    script: Json, lexicon: Lexicon, tmp_path: Path
) -> None:
    assert await unmet(script, lexicon, tmp_path) == ""


@pytest.mark.asyncio
@pytest.mark.parametrize("script", OWN, ids=name)
async def test_a_conversation_of_another_trade_comes_out_as_expected(
    script: Json, lexicon: Lexicon, tmp_path: Path
) -> None:
    assert await unmet(script, lexicon, tmp_path) == ""


def test_there_are_conversations_enough_to_tell() -> None:
    assert len(OWN) >= ENOUGH_OWN
    assert len({name(script) for script in (*DEVELOPED_WITH, *OWN)}) == len(DEVELOPED_WITH) + len(
        OWN
    )
    assert len(MOVED) >= ENOUGH_MOVED


def test_nothing_of_the_old_names_and_phones_is_left() -> None:
    for script, other in zip(DEVELOPED_WITH, WITH_OTHERS, strict=True):
        for request in script["expected"]["requests"]:
            slots = request["slots"]
            words = json.dumps(other, ensure_ascii=False)
            assert not [
                slots[key] for key in ("company", "contact", "phone") if slots[key] in words
            ]

"""Every written talk of the pages runs at Telegram too, and says the same to everybody."""

from datetime import UTC
from pathlib import Path

import pytest

from bot.intents.lexicon import Lexicon
from tests.telegram.talking import AtTelegram
from tests.transcripts.comparing import ALONE, Spoken, is_own, on_pages
from tests.transcripts.playing import BETWEEN, TALKS, opened
from tests.transcripts.script import Later, Step, read_talk

BESIDE_A_BUTTON = frozenset({"withdrawn-by-staff"})
"""On a page words may go along with a button that asks for none; a messenger has no place for
them, so these talks go another way there."""
AT_BOTH = "linked-"
"""These talks go on at both messengers already, and name them."""
RUNNING = [
    file for file in TALKS if file.stem not in BESIDE_A_BUTTON and not file.stem.startswith(AT_BOTH)
]


async def at_telegram(lexicon: Lexicon, steps: list[Step | Later]) -> list[Spoken]:
    """The same at Telegram."""
    async with opened(lexicon, steps) as stage:
        people, spoken = AtTelegram(stage), []
        await people.arrives()
        for step in steps:
            if isinstance(step, Later):
                await stage.pass_time(step.until.astimezone(UTC))
            else:
                await stage.pass_time(stage.clock.now() + BETWEEN)
                await people.take(step)
            spoken.append(await people.news())
    return spoken


@pytest.mark.asyncio
@pytest.mark.parametrize("file", RUNNING, ids=[file.stem for file in RUNNING])
async def test_a_talk_says_the_same_at_telegram(file: Path, lexicon: Lexicon) -> None:
    _title, steps = read_talk(file)
    pages = await on_pages(lexicon, steps, is_own)
    telegram = await at_telegram(lexicon, steps)
    for step, on_page, there in zip(steps, pages, telegram, strict=True):
        assert heard(step, there) == heard(step, on_page), step.line


def heard(step: Step | Later, spoken: Spoken) -> Spoken:
    """What is compared: a button tells its presser alone more at Telegram (what it lacks), or by a
    notice in place of a message."""
    pressed = isinstance(step, Step) and step.label
    return sorted(one for one in spoken if not pressed or ALONE not in one[0])

"""Every written talk of the pages runs with the staff at WeCom too, and says the same to all."""

from datetime import UTC
from pathlib import Path
from typing import Final

import pytest

from bot.intents.lexicon import Lexicon
from bot.room.doubting import STILL_WAITS
from bot.room.spoken import hear
from core.conversations import Said
from core.requests.actions import Action
from tests.transcripts.comparing import ALONE, Spoken, is_own, on_pages
from tests.transcripts.playing import IN_ROOM, TALKS, opened
from tests.transcripts.script import Later, Step, read_talk
from tests.wecom.talking import AtWecom

REPLY: Final = Action.REPLY.label


async def at_wecom(lexicon: Lexicon, steps: list[Step | Later]) -> list[Spoken]:
    """What is said after each step, the staff being at WeCom."""
    async with opened(lexicon, steps) as stage:
        people, spoken = AtWecom(stage), []
        await people.arrives()
        for step in steps:
            if isinstance(step, Later):
                await stage.pass_time(step.until.astimezone(UTC))
            else:
                await people.take(step)
            spoken.append(await people.news())
    return spoken


def is_a_members_own(said: Said, step: Step | Later) -> bool:
    """A command stands in the chat with the app already, and what is said to all in the group; what
    is said of a request has to be shown there."""
    if said.chat != IN_ROOM or not is_own(said, step):
        return False
    return isinstance(step, Later) or not step.where.isdigit() or hear(step.text) is not None


@pytest.mark.asyncio
@pytest.mark.parametrize("file", TALKS, ids=[file.stem for file in TALKS])
async def test_a_talk_says_the_same_at_wecom(file: Path, lexicon: Lexicon) -> None:
    _title, steps = read_talk(file)
    pages = await on_pages(lexicon, steps, is_a_members_own)
    wecom = await at_wecom(lexicon, steps)
    for step, on_page, there in zip(steps, pages, wecom, strict=True):
        assert heard(step, there) == heard(step, on_page), step.line


def heard(step: Step | Later, spoken: Spoken) -> Spoken:
    """What is compared: a button cannot hold words, so at WeCom its presser is asked for them, or
    told in the app's chat who reads what they write."""
    asked = isinstance(step, Step) and step.label and (step.text or step.label == REPLY)
    beside = STILL_WAITS.render()
    return [one for one in spoken if one[1] != beside and not (asked and ALONE in one[0])]

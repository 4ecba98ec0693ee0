"""Every written talk of the pages runs at an Official Account too, and says the same to all."""

from datetime import UTC
from pathlib import Path
from typing import Final

import pytest

from bot.channel_names import name_of
from bot.channels.wechat.limits import CHANNEL
from bot.intents.lexicon import Lexicon
from core.conversations import Said
from tests.transcripts.comparing import Spoken, on_pages
from tests.transcripts.playing import IN_ROOM, TALKS, opened
from tests.transcripts.script import Later, Step, read_talk
from tests.wechat.talking import AtWechat

INSTEAD: Final = {
    "rating-reopened": {"何明：5": "何明：5星"},
    "rating-left-and-taken-up": {"何明：6": "何明：6星"},
    "withdrawn-by-staff": {"赵磊按〔不同意〕太晚了": "赵磊：不同意，太晚了"},
}
"""A figure is the number of a choice at WeChat, also of one that gives no stars; and an item has no
field for words."""


async def at_wechat(lexicon: Lexicon, steps: list[Step | Later]) -> list[Spoken]:
    """What is said after each step, the enterprises being at WeChat."""
    async with opened(lexicon, steps) as stage:
        people, spoken = AtWechat(stage), []
        for step in steps:
            if isinstance(step, Later):
                await stage.pass_time(step.until.astimezone(UTC))
            else:
                await people.take(step)
            await people.gets()
            spoken.append(await people.news())
    return spoken


def is_their_own(said: Said, _step: Step | Later) -> bool:
    """What an enterprise wrote stands in its chat at WeChat already."""
    return said.chat != IN_ROOM and bool(said.echo)


def at_this(spoken: Spoken) -> Spoken:
    """What is said of a chat's messenger."""
    return [(whom, words.replace(name_of("web"), name_of(CHANNEL))) for whom, words in spoken]


@pytest.mark.asyncio
@pytest.mark.parametrize("file", TALKS, ids=[file.stem for file in TALKS])
async def test_a_talk_says_the_same_at_wechat(file: Path, lexicon: Lexicon) -> None:
    _title, steps = read_talk(file, INSTEAD.get(file.stem, {}))
    pages = await on_pages(lexicon, steps, is_their_own, fetched=True)
    wechat = await at_wechat(lexicon, steps)
    for step, on_page, there in zip(steps, pages, wechat, strict=True):
        assert there == at_this(on_page), step.line

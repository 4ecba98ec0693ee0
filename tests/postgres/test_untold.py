"""Rows of which nobody is told: their writer was killed between the commit and the telling."""

from contextlib import AsyncExitStack
from typing import Final

import pytest

from bot.engine import LOOKS_EVERY
from bot.intents.lexicon import Lexicon
from bot.replay.stage import staged
from storage.postgres.database import PostgresDatabase
from tests.time.moments import at

BEGIN: Final = at("2026-11-23 10:00")
CHATS: Final = 200


@pytest.mark.asyncio
async def test_every_page_looks_by_itself_in_its_turn_and_never_all_at_once(
    database: PostgresDatabase, lexicon: Lexicon
) -> None:
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(staged(lexicon, BEGIN, database))
        engine = stage.engine
        pages = [
            await stack.enter_async_context(engine.listen(f"web:hy.{n}")) for n in range(CHATS)
        ]
        await engine.notice_others()  # from here on it hears what it is told
        woken: list[int] = []
        for page in pages:
            page.clear()
        for _ in range(LOOKS_EVERY):
            await engine.notice_others()
            woken.append(sum(page.is_set() for page in pages))
        assert woken[-1] == CHATS
        each = [last - first for first, last in zip([0, *woken], woken, strict=False)]
        assert max(each) < CHATS / 5

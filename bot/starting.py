"""Starting the engine over an installation that is ready."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import Clock
from bot.engine import Engine
from bot.installation import assert_ready, tables_of
from bot.intents.lexicon import load_lexicon
from bot.intents.words import warm
from bot.settings import Settings
from storage.sqlite_store import open_store


@asynccontextmanager
async def running(settings: Settings, clock: Clock) -> AsyncIterator[Engine]:
    """The engine, closed at the end: what waits is finished first."""
    path = settings.database
    assert_ready(path)
    lexicon = load_lexicon()
    await asyncio.to_thread(warm)
    engine = Engine(open_store(path), tables_of(settings), lexicon, clock)
    try:
        await engine.notice_own_words()
        gc.collect()
        gc.freeze()  # what was loaded stays: no collection has to look at it again
        yield engine
    finally:
        await engine.close()

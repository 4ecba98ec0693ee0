"""Starting the engine over an installation that is ready."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.engine import Engine
from bot.installation import assert_ready, database_of, tables_of
from bot.intents.lexicon import load_lexicon
from bot.intents.words import warm
from bot.settings import Settings
from bot.shared_clock import clock_of
from storage.rekeying import assert_opens


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Engine]:
    """The engine, closed at the end: what waits is finished first. `SealBroken` before anything is
    done if this is not the key that the rows were sealed with."""
    database = database_of(settings)
    assert_ready(database)
    tables = tables_of(settings)
    with database.reading() as connection:
        assert_opens(connection, tables.seal)
    lexicon = load_lexicon()
    await asyncio.to_thread(warm)
    store = database.open()
    try:
        async with clock_of(store) as clock:
            engine = Engine(store, tables, lexicon, clock)
            await engine.notice_own_words()
            gc.collect()
            gc.freeze()  # what was loaded stays: no collection has to look at it again
            yield engine
    finally:
        await store.close()

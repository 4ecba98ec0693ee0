"""Being the one of several servers that does something: a lock that ends with its connection."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import asyncpg

from storage.connections import Interrupted
from storage.postgres.connecting import connect
from storage.postgres.faults import DRIVER_FAULTS
from storage.postgres.locks import lock_of
from storage.store import Unavailable

AGAIN_SECONDS: Final = 1.0
TRY: Final = "SELECT pg_try_advisory_lock($1)"
LOST: Final = "与数据库的连接断了，另一台服务器会接着做。"


@asynccontextmanager
async def leading(url: str, name: str) -> AsyncIterator[None]:
    """Wait until no other server leads in this, and lead. The block is ended with `Unavailable`
    when the connection is lost, since another may lead from then on."""
    driver = await _leader(url, lock_of(name))
    loop, lead = asyncio.get_running_loop(), asyncio.timeout(None)

    def is_lost(_driver: asyncpg.Connection) -> None:
        lead.reschedule(loop.time())

    try:
        async with lead:
            driver.add_termination_listener(is_lost)
            try:
                yield
            finally:
                driver.remove_termination_listener(is_lost)
    except TimeoutError as fault:
        if not lead.expired():
            raise
        raise Unavailable(LOST) from fault
    finally:
        await driver.close(timeout=AGAIN_SECONDS)


async def _leader(url: str, key: int) -> asyncpg.Connection:
    while True:
        driver = await _tried(url, key)
        if driver is not None:
            return driver
        await asyncio.sleep(AGAIN_SECONDS)


async def _tried(url: str, key: int) -> asyncpg.Connection | None:
    """A connection that leads, unless another does or the database is away."""
    driver = None
    with suppress(Interrupted, *DRIVER_FAULTS):
        driver = await connect(url)
        if await driver.fetchval(TRY, key):
            return driver
    if driver is not None:
        await driver.close(timeout=AGAIN_SECONDS)
    return None

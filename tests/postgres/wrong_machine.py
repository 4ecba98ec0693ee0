"""Says what a machine takes for the time of day, alone and beside others on a database.

`python -m tests.postgres.wrong_machine URL`, under a clock that is wrong.
"""

import asyncio
import json
import sys

from bot.clock import SystemClock
from bot.shared_clock import clock_of
from storage.postgres.store import PostgresStore


async def said(url: str) -> dict[str, float]:
    store = PostgresStore(url)
    try:
        async with clock_of(store) as shared:
            return {"own": SystemClock().now().timestamp(), "shared": shared.now().timestamp()}
    finally:
        await store.close()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(said(sys.argv[1]))))

"""A process of its own that calls an Official Account: twenty calls at once, after a word on stdin.

`python -m tests.weixin.fetching DATABASE ADDRESS`; it prints "ready", then "asking", and at the end
how many calls were answered.
"""

import asyncio
import sys
from pathlib import Path
from typing import Final

from bot.clock import SystemClock
from bot.weixin.api import official_account_api
from storage.database import open_database
from storage.writer import Writer
from tests.weixin.accounts import OFFICIAL

CALLS: Final = 20
PATH: Final = "cgi-bin/user/info"


async def main(database: Path, address: str) -> None:
    writer = Writer(open_database(database))
    api = official_account_api(OFFICIAL, address, writer.run, SystemClock())
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    async with asyncio.TaskGroup() as group:
        calls = [group.create_task(api.get(PATH, openid=str(n))) for n in range(CALLS)]
        print("asking", flush=True)
    print(len([call.result() for call in calls]), flush=True)
    await api.aclose()
    writer.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))

"""One server's process of `benchmarks.servers`: a load a line comes in, turns a second go out."""

import asyncio
import json
import sys

from benchmarks.product import product
from benchmarks.rates import Load, rate
from benchmarks.turns import running
from bot.event_loop import run
from storage.postgres.database import PostgresDatabase


async def main(url: str, stations: int) -> None:
    """Bear each load that is asked for, until there are no more."""
    async with running(PostgresDatabase(url)) as engine:
        turn = product(engine, engine.read, stations)
        while line := await asyncio.to_thread(sys.stdin.readline):
            print(await rate(turn, Load(**json.loads(line))), flush=True)


if __name__ == "__main__":
    run(main(sys.argv[1], int(sys.argv[2])))

"""A simulated city on one PostgreSQL: how long a message waits, by the number of stations.

Turns of one station queue behind one another; those of all stations share what the server bears.
Both figures are measured (`python -m benchmarks.pgbench`), the demand is assumed and said below.

    .venv/bin/python -m benchmarks.city --one 43 --all 50
"""

import argparse
import heapq
import random
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

REQUESTS_A_DAY: Final = 50
"""Of one station: what a specialist has in a busy group."""
TURNS_A_REQUEST: Final = 25
"""From the first word to the last star, the enterprise's and the staff's."""
BUSIEST_HOUR: Final = 0.2
"""The share of a day that comes in its busiest hour."""
HOUR: Final = 3600.0
STATIONS: Final = (10, 50, 100, 200, 400, 800)
SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Server:
    """Turns a second: of one station alone, and of many together."""

    one: float
    all: float

    @property
    def at_once(self) -> int:
        """How many turns it works on without slowing one down."""
        return max(round(self.all / self.one), 1)


def arrivals(stations: int, dice: random.Random) -> Iterator[tuple[float, int]]:
    """Moments of the busiest hour with the station that is written to."""
    a_second = stations * REQUESTS_A_DAY * TURNS_A_REQUEST * BUSIEST_HOUR / HOUR
    at = 0.0
    while (at := at + dice.expovariate(a_second)) < HOUR:
        yield at, dice.randrange(stations)


def waits(stations: int, server: Server, dice: random.Random) -> list[float]:
    """How long each message of the busiest hour takes until it is committed, in seconds."""
    station_free: dict[int, float] = {}
    places = [0.0] * server.at_once
    takes = server.at_once / server.all
    found = []
    for at, station in arrivals(stations, dice):
        begins = max(at, station_free.get(station, 0.0), heapq.heappop(places))
        ends = begins + dice.expovariate(1 / takes)
        heapq.heappush(places, ends)
        station_free[station] = ends
        found.append(ends - at)
    return found


def main() -> None:
    """A line of Markdown for each size of a city."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--one", type=float, required=True, help="turns/s of one station")
    parser.add_argument("--all", type=float, required=True, help="turns/s of many together")
    asked = parser.parse_args()
    server = Server(asked.one, asked.all)
    print("| stations | turns/s in the busiest hour | p50 | p99 |\n|---|---|---|---|")
    for stations in STATIONS:
        found = waits(stations, server, random.Random(SEED))
        parts = statistics.quantiles(found, n=100)
        print(f"| {stations} | {len(found) / HOUR:.1f} | {parts[49]:.2f} s | {parts[98]:.2f} s |")


if __name__ == "__main__":
    main()

"""What is measured: intakes of six messages, many chats at once, contestants in turn.

The machine is shared and noisy, so rounds are interleaved; trust a ratio of one run, not figures
across runs. Nothing but the standard library, since some peers live in environments of their own.
"""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

WORDS: Final = (
    "你好，车间有几块压力表快到期了，想送去校准",
    "武汉江城示例泵业有限公司",
    "我姓覃，覃晓燕",
    "13800001207",
    "下周三上午来拿最好",
    "对，就这些",
)
"""What each chat says, one message a turn."""


@dataclass(frozen=True, slots=True)
class Load:
    """So many chats, numbered from the first, of which so many talk at once."""

    in_flight: int
    first_chat: int
    chats: int


@dataclass(frozen=True)
class Size:
    """How long each contestant is measured: this many chats a round."""

    chats: int = 160
    rounds: int = 3


Turn = Callable[[int, int], Awaitable[None]]
Contestant = Callable[[Load], Awaitable[float]]
"""Bears a load and says how many turns a second it did."""
Rates = Mapping[str, Sequence[float]]


def contestant(turn: Turn) -> Contestant:
    """Whoever is called for each turn, in this process."""

    async def bear(load: Load) -> float:
        return await rate(turn, load)

    return bear


async def rate(turn: Turn, load: Load) -> float:
    """Turns a second, each chat's in their order."""
    waiting = iter(range(load.first_chat, load.first_chat + load.chats))

    async def talk() -> None:
        for chat in waiting:
            for step in range(len(WORDS)):
                await turn(chat, step)

    begun = time.perf_counter()
    await asyncio.gather(*(talk() for _ in range(load.in_flight)))
    return load.chats * len(WORDS) / (time.perf_counter() - begun)


async def interleaved(
    contestants: Mapping[str, Contestant], in_flight: int, size: Size, first_chat: int = 0
) -> Rates:
    """Each contestant's rates, all of them in every round; nobody sees a chat twice."""
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(size.rounds):
        load = Load(in_flight, first_chat + number * size.chats, size.chats)
        for name, bear in contestants.items():
            found[name].append(await bear(load))
    return found


def asked_size() -> Size:
    """The size that the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--chats", type=int, default=Size.chats, help="a round, of six turns each")
    parser.add_argument("--rounds", type=int, default=Size.rounds)
    asked = parser.parse_args()
    return Size(asked.chats, asked.rounds)

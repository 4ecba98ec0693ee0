"""What Telegram does to the product on purpose, and a count of what may double a text."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Final

from tests.crash_cluster.plans import Trouble
from tests.crash_telegram.runs import Cast
from tests.crash_telegram.sights import Sights
from tests.telegram.messenger import Telegram

SENDING: Final = "sendMessage"
LATE: Final = 0.8
"""Seconds that an answer takes while a kill is on its way: more than the kill does."""
SOME: Final = 3
MANY: Final = 12
PILE: Final = 4
HELD: Final = 1.0


class Troubles:
    """`cut` counts, by the chats at Telegram, how often the answer to a sending is cut off."""

    def __init__(self, telegram: Telegram, sights: Sights, cast: Cast) -> None:
        self.cut: Counter[int] = Counter()
        self._telegram, self._sights, self._cast = telegram, sights, cast
        self._begins: Mapping[Trouble, Callable[[int], Awaitable[None]]] = {
            Trouble.NONE: self._nothing,
            Trouble.LATE: lambda _: telegram.fails(SENDING, count=SOME, delay=LATE),
            Trouble.CUT_BEFORE: lambda _: telegram.fails(SENDING, count=SOME, cut="before"),
            Trouble.CUT_AFTER: self._cut_after,
            Trouble.FLOOD: lambda _: telegram.fails(SENDING, count=SOME, retry_after=1),
            Trouble.FAULT: lambda _: telegram.fails(SENDING, count=SOME, code=502),
            Trouble.HELD: lambda _: self._hold(reversed_order=False),
            Trouble.REPEATED: self._repeat,
            Trouble.REVERSED: lambda _: self._hold(reversed_order=True),
        }

    async def begin(self, trouble: Trouble, who: int) -> None:
        await self._begins[trouble](who)

    async def late(self, *, left_behind: bool) -> None:
        """The answers to all that is sent next are late. What servers cannot send at once is left
        to the workers."""
        if left_behind:
            await self._telegram.fails(SENDING, count=SOME, code=502)
        await self._telegram.fails(SENDING, count=MANY, delay=LATE)

    async def _nothing(self, _who: int) -> None:
        """Telegram works."""

    async def _cut_after(self, who: int) -> None:
        """Telegram has what it was sent, and nobody hears so."""
        person = self._cast.enterprises[who % len(self._cast.enterprises)]
        self.cut[person.id] += 1
        await self._telegram.fails(SENDING, chat=person, cut="after")

    async def _hold(self, *, reversed_order: bool) -> None:
        """Telegram brings late, and at once, what has piled up."""
        enough = self._sights.sent + PILE
        await self._telegram.holds_updates()
        with suppress(TimeoutError):  # who waits for the staff writes nothing meanwhile
            await self._sights.until(lambda: self._sights.sent >= enough, HELD)
        await self._telegram.brings_updates(reversed_order=reversed_order)

    async def _repeat(self, who: int) -> None:
        """Telegram brings once more what was confirmed."""
        updates = await self._telegram.asks("updates")
        waiting = {each["update_id"] for each in updates["pending"]}
        confirmed = [each for each in updates["told"] if each["update_id"] not in waiting]
        for update in confirmed[who % max(len(confirmed), 1) :][:SOME]:
            await self._telegram.repeats(update)

"""What the people at Telegram are shown, as it comes: one observer reads it for all of them."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Final

from tests.telegram.messenger import Telegram
from tests.telegram.sights import Message

SHOWING: Final = frozenset({"sendMessage", "editMessageText"})
SECONDS: Final = 5.0
PATIENCE: Final = 60.0


class Sights:
    """Every chat's messages of the bot, each as often as it came or changed. `sent` counts what
    people did, `shown` what the bot's requests brought about."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.changed = asyncio.Condition()
        self.in_chat: defaultdict[int, list[Message]] = defaultdict(list)
        self.sent = self.shown = 0
        self._requests = 0

    async def run(self) -> None:
        """Look on as long as the run lasts."""
        revision = -1
        while True:
            revision = await self.telegram.asks("wait", beyond=revision, seconds=SECONDS)
            new = await self.telegram.asks("requests", since=self._requests)
            async with self.changed:
                self._requests += len(new)
                for one in new:
                    if one["method"] in SHOWING and one["answer"]["ok"]:
                        self._see(Message.of(one["answer"]["result"]))
                self.changed.notify_all()

    def _see(self, message: Message) -> None:
        self.shown += 1
        self.in_chat[message.chat].append(message)

    async def did(self) -> None:
        """Somebody has done something."""
        async with self.changed:
            self.sent += 1
            self.changed.notify_all()

    async def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until something holds that changes with what people do and see."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(holds)

    async def after(self, chat: int, place: int) -> list[Message]:
        """What was shown in a chat after the first `place`, once there is something."""
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.in_chat[chat]) > place)
        return self.in_chat[chat][place:]

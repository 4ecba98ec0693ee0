"""Who has a chat open right now, to say who is writing. Nothing here needs to survive."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from bot.channels.web.frames import Json


class Reached(Protocol):
    async def send(self, frame: Json) -> None: ...


@dataclass(slots=True)
class Presence:
    count: int = 0
    _open: defaultdict[str, set[Reached]] = field(default_factory=lambda: defaultdict(set))

    @contextmanager
    def present(self, chat: str, page: Reached) -> Iterator[None]:
        self.count += 1
        self._open[chat].add(page)
        try:
            yield
        finally:
            self.count -= 1
            self._open[chat].discard(page)
            if not self._open[chat]:
                del self._open[chat]

    def others(self, chat: str, page: Reached) -> list[Reached]:
        return [other for other in self._open.get(chat, ()) if other is not page]

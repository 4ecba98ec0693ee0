"""What waits for the bot: in order, each until it is confirmed."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from tests.telegram.server.calls import Json

FIRST: Final = 871_000_001
A_DAY: Final = 24 * 3600
UNLISTED: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only to a bot that has asked for them by name."""


@dataclass(frozen=True, slots=True)
class Webhook:
    url: str = ""
    secret: str = ""
    connections: int = 40


def queue_of(update: Json) -> tuple[str, int]:
    """Of one queue a webhook is brought only one at a time: messages by chat, presses by person."""
    [(kind, body)] = [each for each in update.items() if each[0] != "update_id"]
    if kind in {"message", "edited_message"}:
        return "message", body["chat"]["id"]
    return kind, body["from"]["id"]


@dataclass(slots=True)
class Updates:
    pending: list[Json] = field(default_factory=list)
    again: list[Json] = field(default_factory=list)
    """Told once more although they may be confirmed, as happens after a lost answer."""
    told: dict[int, Json] = field(default_factory=dict)
    came_at: dict[int, float] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    held: bool = False
    webhook: Webhook = Webhook()
    stand_in: str = ""
    """An address on this machine that stands for the webhook's public one."""
    in_order: bool = True
    """Whether a webhook is brought the updates of one chat one after another, as it mostly is."""
    last_error: str = ""
    poller: int = 0
    """The number of the long poll that is answered; an earlier one was ended by it."""
    _next: int = FIRST

    def add(self, kind: str, body: Json, now: float) -> Json | None:
        """A new update, unless the bot does not want its kind."""
        if kind not in self.allowed if self.allowed else kind in UNLISTED:
            return None
        update: Json = {"update_id": self._next, kind: body}
        self.came_at[self._next] = now
        self.told[self._next] = update
        self.pending.append(update)
        self._next += 1
        return update

    def ready(self, offset: int, limit: int, now: float) -> list[Json]:
        """What a poll is given; all below `offset` is confirmed, all older than a day is gone."""
        if offset < 0:
            offset = self.pending[offset:][0]["update_id"] if self.pending else 0
        self.pending = [
            each
            for each in self.pending
            if each["update_id"] >= offset and now - self.came_at[each["update_id"]] < A_DAY
        ]
        if self.held:
            return []
        given = [*self.again, *self.pending][:limit]
        self.again = self.again[limit:]
        return given

    def destination(self) -> str:
        """Where the webhook is; never off this machine."""
        url = urlsplit(self.webhook.url)
        if self.stand_in:
            here = urlsplit(self.stand_in)
            return url._replace(scheme=here.scheme, netloc=here.netloc).geturl()
        return self.webhook.url if url.hostname == "127.0.0.1" else ""

    def confirm(self, update: Json) -> None:
        self.pending = [each for each in self.pending if each is not update]

    def repeat(self, id: int) -> None:
        self.again.append(self.told[id])

    def reverse(self) -> None:
        self.pending.reverse()

    def allow(self, kinds: list[str] | None) -> None:
        """Not named: as it was. Named, but empty: the usual kinds."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

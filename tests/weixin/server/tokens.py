"""Access tokens: each good for two hours, and how the next one takes over."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tests.weixin.server.errors import Json, Refusal
from tests.weixin.server.surroundings import Bearer

LIFE: Final = timedelta(seconds=7200)
OVERLAP: Final = timedelta(minutes=5)
FORCED_A_DAY: Final = 20
FORCED_APART: Final = timedelta(seconds=30)


@dataclass(slots=True)
class Token:
    value: str
    until: datetime
    void: bool = False

    def left(self, now: datetime) -> int:
        return int((self.until - now).total_seconds())

    def answer(self, now: datetime) -> Json:
        return {"access_token": self.value, "expires_in": self.left(now)}


class Tokens:
    """The tokens of one bearer, got in one way: `stable_token`, `token` or `gettoken`."""

    def __init__(self, bearer: Bearer, name: str) -> None:
        self._bearer = bearer
        self._name = name
        self._forced: list[datetime] = []
        self.current: Token | None = None

    def _new(self, now: datetime) -> Token:
        world = self._bearer.world
        told = hashlib.sha512(f"{self._name} {world.number} {world.count()}".encode()).hexdigest()
        self.current = Token(f"{world.number}_{told}-{self._name}", now + LIFE)
        world.registry.tokens[self.current.value] = (self._bearer, self.current)
        return self.current

    def lasting(self, now: datetime, *, early: timedelta = timedelta(0)) -> Token:
        """The same one as long as it has more than `early` to live; then the old one stays good
        for the overlap."""
        before = self.current
        if before and not before.void and now < before.until - early:
            return before
        if before and early:
            before.until = max(before.until, now + OVERLAP)
        return self._new(now)

    def another(self, now: datetime) -> Token:
        """A new one at every call, which voids the one before when the overlap has passed."""
        if self.current:
            self.current.until = min(self.current.until, now + OVERLAP)
        return self._new(now)

    def forced(self, now: datetime) -> Token:
        """A new one that voids the old at once; within 30 seconds nothing is refreshed."""
        self._forced = [at for at in self._forced if now - at < timedelta(days=1)]
        if self._forced and now - self._forced[-1] < FORCED_APART:
            self._bearer.world.violated("force_refresh again within 30 seconds")
            return self.lasting(now, early=OVERLAP)
        if len(self._forced) >= FORCED_A_DAY:
            raise Refusal(45009)
        self._forced.append(now)
        if self.current:
            self.current.void = True
        return self._new(now)


def check(token: Token, now: datetime) -> None:
    if token.void:
        raise Refusal(40001)
    if now >= token.until:
        raise Refusal(42001)

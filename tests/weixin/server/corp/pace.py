"""How many messages a minute somebody may get."""

from datetime import datetime, timedelta
from typing import Final

A_MINUTE: Final = timedelta(minutes=1)


class Pace:
    """Counts those of the last minute, wherever it began."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._came: list[datetime] = []

    def takes(self, now: datetime) -> bool:
        self._came = [at for at in self._came if now - at < A_MINUTE]
        if len(self._came) >= self._most:
            return False
        self._came.append(now)
        return True

"""The product with a fault: what a message's first try came to is not kept."""

from datetime import datetime
from typing import Final

from core.conversations import Said
from storage.connections import Connection
from storage.outgoing import Outgoing
from tests.crash_telegram.hasty import stand_by_hastily

KEEP: Final = Outgoing.sent


def keep_the_second(
    self: Outgoing, connection: Connection, said: Said, key: str, now: datetime
) -> None:
    if said.tries:
        KEEP(self, connection, said, key, now)


if __name__ == "__main__":
    Outgoing.sent = keep_the_second  # type: ignore[method-assign]
    stand_by_hastily()

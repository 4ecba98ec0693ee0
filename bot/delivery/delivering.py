"""What goes to the chats of one messenger, as whoever tells it where to go knows it."""

from typing import Protocol

from storage.outgoing import Ahead


class Delivering(Protocol):
    """What goes to the chats of one messenger."""

    channel: str

    async def ahead(self, limit: int) -> Ahead:
        """The chats that wait and nobody serves."""

    async def deliver(self, chat: str) -> None:
        """Send what waits for a chat, unless another does."""

    def leave(self) -> None:
        """Take no further message up."""

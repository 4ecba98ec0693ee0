"""Leaves to change a card that a messenger shows: each is good for one call, and runs out."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from core.conversations import CardCode
from storage.codec import micros
from storage.connections import Connection
from storage.schema import Schema

USE: Final = "DELETE FROM card_code WHERE code = ? RETURNING 1"
FORGET: Final = "DELETE FROM card_code WHERE until <= ?"


class CardCodes:
    """Codes by the card of a chat, with the statements of a schema."""

    def __init__(self, schema: Schema) -> None:
        self._codes = schema.of(CardCode)
        self._of_card = self._codes.query("chat", "card", order="until")

    def keep(self, connection: Connection, code: CardCode, now: datetime) -> None:
        """Remember a code; those that ran out are forgotten meanwhile."""
        connection.execute(FORGET, [micros(now)])
        self._codes.save(connection, code)

    def next(
        self,
        connection: Connection,
        place: tuple[str, str],
        done: Collection[str],
        now: datetime,
    ) -> CardCode | None:
        """The code that ends first, of those that a card's messages have which are not `done`;
        `place` is the chat and the card."""
        kept = self._of_card.all(connection, *place)
        return next((one for one in kept if one.until > now and one.task not in done), None)

    def use(self, connection: Connection, code: str) -> bool:
        """Use a code up; whether it was still there."""
        return connection.execute(USE, [code]).fetchone() is not None

"""Pictures that still lie at a messenger, which keeps them for a while only."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.conversations import Picture
from storage.connections import Connection
from storage.schema import Schema

LIKE: Final = "SELECT id FROM picture WHERE reference LIKE ? || ':%' AND path = '' LIMIT ?"
GONE: Final = "gone"
"""Stands for the path of a picture that the messenger gives out no more."""


class Elsewhere:
    """The pictures of one channel that are to be fetched."""

    def __init__(self, schema: Schema, channel: str) -> None:
        self._channel = channel
        self._table = schema.of(Picture)
        self._by_id = self._table.query("id")

    def waiting(self, connection: Connection, limit: int) -> Sequence[Picture]:
        """Pictures to fetch, and where they lie."""
        keys = connection.execute(LIKE, [self._channel, limit]).fetchall()
        found = (self._by_id.one(connection, key) for (key,) in keys)
        return [picture for picture in found if picture]

    def fetched(self, connection: Connection, picture: Picture, kept: Picture) -> None:
        """Say where a picture lies now; its request may have been found meanwhile."""
        now = self._by_id.one(connection, picture.id)
        if now is not None:
            self._table.save(
                connection,
                replace(
                    now,
                    reference=kept.reference,
                    path=kept.path,
                    digest=kept.digest,
                    media_type=kept.media_type,
                    size=kept.size,
                ),
            )

    def gone(self, connection: Connection, picture: Picture) -> None:
        """It cannot be fetched, now or ever."""
        now = self._by_id.one(connection, picture.id)
        if now is not None:
            self._table.save(connection, replace(now, path=GONE))

"""One person's talks with several stations: each a chat of its own, all in one at the messenger.

A station's link is a clear wish, and leads to its talk; what was begun with another station stays
there. A button, an answer and an edit belong to the talk that their message stands in; everything
else to the one that was heard last.
"""

from dataclasses import dataclass
from typing import Final

from bot.dialogs.intake.steps import INTAKE
from core.conversations import Received
from core.dialogs.progress import Progress, ProgressState
from core.messages import Line
from storage.connections import Connection
from storage.outgoing import Outgoing
from storage.posts import Posts
from storage.schema import Schema
from storage.stations import list_stations

LEFT: Final = "您在{station}没填完的内容还留着，想接着办请再点开那边的链接，或再扫那边的二维码。"
AT: Final = "/"
"""Stands between somebody's chat at a messenger and the station, where that is not their first."""
AFTER: Final = "0"
"""Follows `AT` in the order of characters."""

ALL: Final = (
    "SELECT id, station FROM chat WHERE kind = 'private' AND (id = ? OR id > ? AND id < ?)"
    " ORDER BY id"
)
LAST: Final = "SELECT max(id) FROM inbox WHERE chat = ?"
VERSIONS: Final = (
    "SELECT message FROM inbox WHERE chat = ?"
    " AND (message = ? OR message > ? AND message < ?) ORDER BY n DESC"
)
"""A message and its edits: their ids begin with the same and a full stop."""


@dataclass(frozen=True, slots=True)
class Entered:
    """The talk that a link leads to, and what is said of the one that was left."""

    chat: str
    left: tuple[Line, ...] = ()


class Talks:
    """Finds the talks of a person by their chat at a messenger."""

    def __init__(self, schema: Schema, channel: str) -> None:
        self._channel = channel
        self._outgoing, self._posts = Outgoing(schema, channel), Posts(schema)
        self._received = schema.of(Received).query("chat", "message")
        self._progress = schema.of(Progress).query("chat", order="-touched_at")

    def all(self, connection: Connection, person: str) -> dict[str, str]:
        """The talks, by the names under which we know them, each with its station."""
        key = f"{self._channel}:{person}"
        found = connection.execute(ALL, [key, f"{key}{AT}", f"{key}{AFTER}"])
        return {str(chat).partition(":")[2]: str(station) for chat, station in found}

    def of(self, connection: Connection, person: str, ours: int, message: str) -> str:
        """The talk of something that belongs to a message of `ours`, or is a `message`."""
        talks = list(self.all(connection, person))
        if len(talks) <= 1:
            return talks[0] if talks else person
        for talk in talks:
            chat = f"{self._channel}:{talk}"
            if ours and self._posts.sent_as(connection, chat, str(ours)):
                return talk
            if message and self.versions(connection, chat, message):
                return talk
        return self._last(connection, talks)

    def versions(self, connection: Connection, chat: str, message: str) -> tuple[Received, ...]:
        """What was taken of a message already, the last first."""
        found = connection.execute(VERSIONS, [chat, message, f"{message}.", f"{message}/"])
        kept = (self._received.one(connection, chat, row[0]) for row in found.fetchall())
        return tuple(one for one in kept if one is not None)

    def enter(self, connection: Connection, person: str, station: str) -> Entered:
        """Go to the talk with a station, which may be the first."""
        talks = self.all(connection, person)
        if not talks:
            return Entered(person)
        before = self._last(connection, list(talks))
        names = {each.id: each.settings.name for each in list_stations(connection)}
        if station not in names or talks[before] == station:
            return Entered(before)
        own = next((talk for talk, at in talks.items() if at == station), "")
        if not own:
            own = f"{person}{AT}{station}"
            self._outgoing.move(connection, f"{self._channel}:{own}", person)
        begun = self._is_begun(connection, before)
        left = Line(LEFT, {"station": names.get(talks[before], talks[before])})
        return Entered(own, (left,) if begun else ())

    def _is_begun(self, connection: Connection, talk: str) -> bool:
        """Whether a need is being told there, and is not finished."""
        found: tuple[Progress, ...] = self._progress.all(connection, f"{self._channel}:{talk}")
        return any(one.dialog == INTAKE.key and one.state is ProgressState.OPEN for one in found)

    def _last(self, connection: Connection, talks: list[str]) -> str:
        def place(talk: str) -> int:
            return connection.execute(LAST, [f"{self._channel}:{talk}"]).fetchone()[0] or 0

        return max(talks, key=place)

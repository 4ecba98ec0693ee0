"""The lexicon in force: that of the release with the station's own changes, as they now stand.

The changes are rows that any process may write. A server looks each second whether they stand
where they stood, and makes its lexicon anew beside the event loop; the next message is read with
it. A change that cannot be made (a release may give up a group) is left out and named.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from bot.intents.lexicon import Lexicon, broken_among, load_lexicon, with_own
from core.lexicon_changes import TermChange
from storage.connections import Connection
from storage.databases import Database
from storage.lexicon_changes import LexiconStanding, in_force, is_kept, standing

LEFT_OUT: Final = "a change of the lexicon is left out"
NOT_MADE: Final = "the lexicon could not be made anew"
MADE_ANEW: Final = "the lexicon is made anew"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class News:
    """Changes that are not in the lexicon yet, and where they stand."""

    standing: LexiconStanding
    changes: Sequence[TermChange]


class OwnWords:
    """The lexicon of a process that runs on while others change it."""

    def __init__(self, base: Lexicon) -> None:
        self.lexicon = base
        self._base = base
        self._standing = LexiconStanding()

    def news(self, connection: Connection) -> News | None:
        """What was changed or undone since the lexicon was made."""
        now = standing(connection)
        return None if now == self._standing else News(now, in_force(connection))

    async def take(self, news: News) -> None:
        """Make the lexicon anew. News are tried once: where that fails, the log says so, and the
        lexicon that is in force stays."""
        self._standing = news.standing
        try:
            self.lexicon = await asyncio.to_thread(_made, self._base, news.changes)
        except Exception:
            log.exception(NOT_MADE, version=news.standing.version)
            return
        log.info(MADE_ANEW, version=news.standing.version, own=len(self.lexicon.own))


def lexicon_of(database: Database) -> Lexicon:
    """The lexicon in force where this database is; that of the release where there is none yet."""
    base = load_lexicon()
    if not database.exists():
        return base
    with database.reading() as connection:
        changes = in_force(connection) if is_kept(connection) else ()
    return _made(base, changes) if changes else base


def _made(base: Lexicon, changes: Sequence[TermChange]) -> Lexicon:
    for broken in broken_among(changes, base):
        log.error(LEFT_OUT, term=broken.change.term, group=broken.change.group, why=broken.why)
    return with_own(base, changes)

"""What a kill hit: the messages that were on their way, and how far each of them had come.

Read from the evidence alone: what the pages had sent and been shown, and the database file as the
killed process left it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.crash.ledger import Ledger
from tests.crash.pages import Json, Log, Page


@dataclass(frozen=True, slots=True)
class Strike:
    """Messages that were sent and not kept; and those kept of whose turn the writer's page has not
    been shown everything, `unanswered` those among them that will be sent again."""

    uncommitted: tuple[str, ...]
    unsent: tuple[str, ...]
    unanswered: tuple[str, ...]

    @property
    def hit(self) -> bool:
        return bool(self.uncommitted or self.unsent)


def on_their_way(pages: Iterable[Page]) -> list[tuple[Log, Json]]:
    """What each page has sent and had no answer to."""
    return [(page.log, page.going) for page in pages if page.going is not None]


def strike(sent: Iterable[tuple[Log, Json]], ledger: Ledger) -> Strike:
    """Follow what was on its way at the kill into the file that was left."""
    uncommitted, unsent, unanswered = [], [], []
    for log, frame in sent:
        id = frame["id"]
        kept = [row for row in ledger.inbox if row["message"] == id]
        if not kept:
            uncommitted.append(id)
            continue
        position = max((row["n"] for row in log.shown), default=0)
        turn, chat = f"i{kept[0]['id']}", kept[0]["chat"]
        if any(row["n"] > position for row in ledger.said_in(chat, turn)):
            unsent.append(id)
        if id not in log.taken:
            unanswered.append(id)
    return Strike(tuple(uncommitted), tuple(unsent), tuple(unanswered))

"""Is anything lost, doubled, out of order, missed or done twice? The rows of the database against
what Telegram holds and what the pages of both servers were shown.

It knows the database by plain SQL, and shares no code with what it judges. Each finding is a
sentence. A text may stand twice at Telegram only where its sender was killed between the sending
and the receipt, or where Telegram's answer to it was cut off.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tests.crash.checker import OF_A_PAGE, gaps
from tests.crash.ledger import Ledger, Row
from tests.crash.pages import Json, Log
from tests.crash.service_checks import service_checks
from tests.crash.stories import Story, stories
from tests.crash_cluster.strikes import Strike
from tests.crash_telegram import checker as at_telegram
from tests.crash_telegram.strikes import Place
from tests.crash_telegram.tales import Evidence, tales

AT_PAGES: Final = "web:"
AT_TELEGRAM: Final = (
    at_telegram.kept_once,
    at_telegram.heard_in_order,
    at_telegram.all_sent,
    at_telegram.shown_whole,
    at_telegram.in_order,
    at_telegram.in_its_topic,
)


@dataclass(frozen=True, slots=True)
class Case:
    """All that is judged. `cut` counts by the chats at Telegram how often an answer was cut off;
    `at` is when all was quiet, or should have been."""

    ledger: Ledger
    evidence: Evidence
    logs: Sequence[Log]
    strikes: Sequence[Strike]
    cut: Counter[int]
    at: int

    def stories(self) -> list[Story]:
        return stories(self.ledger, self.logs)

    def at_telegram(self) -> at_telegram.Case:
        strikes = [strike.at_telegram() for strike in self.strikes]
        return at_telegram.Case(self.ledger, self.evidence, strikes)


Check = Callable[[Case], Iterator[str]]


def findings(case: Case) -> list[str]:
    """All that is wrong."""
    return [finding for check in CHECKS for finding in check(case)]


def at_the_pages(case: Case) -> Iterator[str]:
    """Everything written is kept once and in order, and everything kept was shown so."""
    for story in case.stories():
        for check in OF_A_PAGE:
            yield from check(case.ledger, story)
    yield from gaps(case.ledger)
    written = {frame["id"] for log in case.logs for frame in log.written}
    for row in case.ledger.inbox:
        if row["chat"].startswith(AT_PAGES) and row["message"] not in written:
            yield f"nobody wrote message {row['message']} in {row['chat']}"


def at_the_messenger(case: Case) -> Iterator[str]:
    own = case.at_telegram()
    for check in AT_TELEGRAM:
        yield from check(own)


def doubled_with_reason(case: Case) -> Iterator[str]:
    """What stands there and no row names is the first try of a row whose receipt was lost."""
    own, interrupted, cut = case.at_telegram(), case.at_telegram().interrupted(), Counter(case.cut)
    copies: Counter[Place] = Counter()
    for message, row in doubled(case):
        chat = message["chat"]["id"]
        if row is not None and copies[row["chat"], row["n"]] < interrupted[row["chat"], row["n"]]:
            copies[row["chat"], row["n"]] += 1
        elif cut[chat]:
            cut[chat] -= 1
        else:
            stands = sum(message["text"] == each["text"] for each in own.evidence.of_bot(chat))
            yield f"stands {stands} times in {chat} without a reason: {message['text']}"


def doubled(case: Case) -> list[tuple[Json, Row | None]]:
    """The messages that no row names."""
    return at_telegram.doubled(case.at_telegram())


def services(case: Case) -> Iterator[str]:
    """Requests, histories, ratings and due work, of whichever messenger."""
    requests = {number: row["id"] for number, row in case.ledger.by_number.items()}
    yield from service_checks(case.ledger, [*case.stories(), *tales(case.evidence, requests)])


def nothing_missed(case: Case) -> Iterator[str]:
    """What was due is done."""
    for due in case.ledger.dues:
        if due["state"] == "open" and due["sends_at"] < case.at:
            yield f"due {due['key']} was missed"


CHECKS: Final[tuple[Check, ...]] = (
    at_the_pages,
    at_the_messenger,
    doubled_with_reason,
    services,
    nothing_missed,
)

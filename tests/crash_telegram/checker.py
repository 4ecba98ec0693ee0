"""Is anything lost, doubled or out of order? The rows of the database against what Telegram holds.

It knows the database by plain SQL, and shares no code with what it judges. Each finding is a
sentence. What Telegram shows and no row names was sent by a process that was killed before it could
keep the receipt; anything else that stands there twice is a finding.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tests.crash.ledger import Ledger, Row, text_of
from tests.crash.service_checks import service_checks
from tests.crash_telegram.strikes import Place, Strike, heard
from tests.crash_telegram.tales import CHANNEL, Evidence, Json, tales

SENT: Final = "sent"


@dataclass(frozen=True, slots=True)
class Case:
    """All that is judged: what the killed processes left behind, and what was there at the end."""

    ledger: Ledger
    evidence: Evidence
    strikes: Sequence[Strike]

    def rows(self) -> list[Row]:
        return [row for row in self.ledger.outbox if row["chat"].startswith(f"{CHANNEL}:")]

    def interrupted(self) -> Counter[Place]:
        """How often a kill or a cut line came between the sending of a row and its receipt."""
        killed = Counter(place for strike in self.strikes for place in strike.under_way)
        return killed + Counter(self.unheard())

    def unheard(self) -> Iterator[Place]:
        """The rows whose message Telegram has, and whose receipt a cut line has lost."""
        for message in self.evidence.unheard():
            chat = message["chat"]["id"]
            row = meant(message, [row for row in self.rows() if self.shown_in(row) == chat])
            if row is not None:
                yield row["chat"], row["n"]

    def troubles(self) -> Counter[int]:
        """How often a request was refused or cut on purpose, by the chat that it was for."""
        return Counter(int(one["fields"].get("chat_id", 0)) for one in self.evidence.troubled)

    def shown_in(self, row: Row) -> int:
        """The chat at Telegram in which a row has to be seen."""
        only = row["message"]["only"]
        if only and row["chat"] == f"{CHANNEL}:{self.evidence.group}":
            return self.evidence.accounts[only]
        return int(row["chat"].removeprefix(f"{CHANNEL}:"))

    def posts(self) -> dict[tuple[int, int], list[Row]]:
        """The rows that say of themselves to stand in a message, by its chat and its id."""
        posts: defaultdict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in self.rows():
            own = int(row["chat"].removeprefix(f"{CHANNEL}:"))
            for key in filter(is_id, row["key"].split(",")):
                chat = self.shown_in(row) if key.startswith(ELSEWHERE) else own
                posts[chat, int(key.removeprefix(ELSEWHERE))].append(row)
        return posts


Check = Callable[[Case], Iterator[str]]

ELSEWHERE: Final = "p"
"""Stands before the id of a message in somebody's own chat."""


def is_id(key: str) -> bool:
    """Whether this is a message's id, and no mark of the way that it took."""
    return key.removeprefix(ELSEWHERE).isdecimal()


def findings(case: Case) -> list[str]:
    """All that is wrong."""
    requests = {number: row["id"] for number, row in case.ledger.by_number.items()}
    found = [finding for check in CHECKS for finding in check(case)]
    return found + service_checks(case.ledger, tales(case.evidence, requests))


def kept_once(case: Case) -> Iterator[str]:
    """What people did is in the inbox once; what was confirmed was there by then."""
    kept = Counter((row["chat"], row["message"]) for row in case.ledger.inbox)
    done = list(heard(case.evidence.told))
    for chat, message in done:
        if kept[chat, message] != 1:
            yield f"{chat}: {message} is in the inbox {kept[chat, message]} times"
    for chat, message in kept.keys() - set(done):
        if chat.startswith(f"{CHANNEL}:"):
            yield f"{chat}: nobody did {message}"
    if case.evidence.pending:
        yield f"{len(case.evidence.pending)} updates were never confirmed"
    for strike in case.strikes:
        if strike.lost:
            yield f"confirmed and not kept at a kill: {strike.lost}"


def heard_in_order(case: Case) -> Iterator[str]:
    """Every chat's messages have places 1, 2, 3 …, in the order in which they were written."""
    for chat in case.evidence.chats:
        name = f"{CHANNEL}:{chat}"
        rows = case.ledger.kept(name)
        if [row["n"] for row in rows] != list(range(1, len(rows) + 1)):
            yield f"{chat}: the places in the inbox are not 1, 2, 3 …"
        for row in rows:
            if row["state"] != "taken":
                yield f"{chat}: message {row['message']} failed: {row['fault']}"
        written = [message for own, message in heard(case.evidence.told) if own == name]
        if [row["message"] for row in rows] != written:
            yield f"{chat}: the inbox has not the messages of the chat in their order"


def all_sent(case: Case) -> Iterator[str]:
    """Every row reached its chat, unless a later state of its card was sent in its stead."""
    newest: dict[tuple[str, str], int] = {}
    for row in case.rows():
        if row["message"]["card"] and row["key"]:
            newest[row["chat"], row["message"]["card"]["key"]] = row["n"]
    for row in case.rows():
        place, card = f"{row['chat']} {row['n']}", row["message"]["card"]
        if row["state"] != SENT:
            yield f"{place} is {row['state']}: {row['fault']}"
        elif not row["key"] and (not card or newest.get((row["chat"], card["key"]), 0) < row["n"]):
            yield f"{place} never reached its chat"


def shown_whole(case: Case) -> Iterator[str]:
    """A message shows the words and buttons of the last row that stands in it."""
    shown = {
        (chat, each["message_id"]): each
        for chat in case.evidence.chats
        for each in case.evidence.of_bot(chat)
    }
    for (chat, id), rows in case.posts().items():
        message, row = shown.get((chat, id)), max(rows, key=lambda each: int(each["n"]))
        if message is None:
            yield f"{row['chat']} {row['n']}: there is no message {id} in {chat}"
        elif "," not in row["key"] and not shows(message, row):
            yield f"{row['chat']} {row['n']} is shown as {message['text']}"


def shows(message: Json, row: Row) -> bool:
    """Whether a message has a row's words, its card, and its buttons."""
    said, card, text = row["message"], row["message"]["card"], message["text"]
    lines = text_of(said).splitlines()
    if card:
        title = card["title"]["template"].format(**card["title"]["values"])
        lines += [title, card["state"]]
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", ())
    labels = [button["text"] for buttons in keyboard for button in buttons]
    return all(line.strip() in text for line in lines) and labels == [
        one["label"] for one in said["choices"]
    ]


def in_order(case: Case) -> Iterator[str]:
    """What a chat was told stands there in the order in which it was said; a card comes before
    what belongs to it, whichever was said first."""
    first: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for (chat, id), rows in case.posts().items():
        row = min(rows, key=lambda each: int(each["n"]))
        if not row["message"]["card"]:
            first[row["chat"], chat].append((row["n"], id))
    for (name, _), places in first.items():
        ids = [id for _, id in sorted(places)]
        if unordered := [two for one, two in pairwise(ids) if two <= one]:
            yield f"{name}: the messages {unordered} came out of order"


def in_its_topic(case: Case) -> Iterator[str]:
    """Each request has one topic in a forum, and what belongs to it stands there. Those that a kill
    left behind as they were opened say so by another name."""
    topics, group = case.evidence.topics, f"{CHANNEL}:{case.evidence.group}"
    interrupted = case.interrupted()
    for number, request in case.ledger.by_number.items() if topics else ():
        own = {id for id, name in topics.items() if name.startswith(number)}
        rows = [
            row for row in case.rows() if (row["chat"], row["thread"]) == (group, request["id"])
        ]
        kills = sum(interrupted[group, row["n"]] for row in rows)
        spare = sum(number in name for name in topics.values()) - len(own)
        if len(own) != 1 or spare > kills:
            yield f"{number} has {len(own)} topics and {spare} spare, interrupted {kills} times"
        keys = {int(key) for row in rows for key in row["key"].split(",") if key.isdecimal()}
        for message in case.evidence.of_bot(case.evidence.group):
            if message["message_id"] in keys and message.get("message_thread_id") not in own:
                yield f"{number} is spoken of elsewhere: {message['text']}"


def doubled_by_kills(case: Case) -> Iterator[str]:
    """What stands there and no row names is the first try of a row that a kill interrupted."""
    interrupted = case.interrupted()
    copies: Counter[Place] = Counter()
    for message, row in doubled(case):
        if row is None:
            yield f"said by no row in {message['chat']['id']}: {message['text']}"
        else:
            copies[row["chat"], row["n"]] += 1
    for place, times in copies.items():
        if times > interrupted[place]:
            yield f"{place} stands there {times + 1} times, interrupted {interrupted[place]} times"
    troubles = case.troubles()
    for row in case.rows():
        breaks = interrupted[row["chat"], row["n"]] + troubles[case.shown_in(row)]
        # Whoever was broken off while a topic was opened waits once to be told of it.
        if row["tries"] > 1 + (2 * breaks if row["thread"] else breaks):
            yield f"{row['chat']} {row['n']} was tried {row['tries']} times, interrupted {breaks}"


def doubled(case: Case) -> list[tuple[Json, Row | None]]:
    """The messages that no row names, each with the interrupted row that it shows."""
    named, interrupted = case.posts(), case.interrupted()
    rows = [row for row in case.rows() if (row["chat"], row["n"]) in interrupted]
    return [
        (message, meant(message, [row for row in rows if case.shown_in(row) == chat]))
        for chat in case.evidence.chats
        for message in case.evidence.of_bot(chat)
        if (chat, message["message_id"]) not in named
    ]


def meant(message: Json, rows: Sequence[Row]) -> Row | None:
    """The row that a message shows: of several that say the same, the one sent next. A row without
    a key was overtaken by a later state of its card."""
    same = [row for row in rows if shows(message, row)]
    later = [row for row in same if row["key"] and _first(row) > message["message_id"]]
    overtaken = [row for row in same if not row["key"]]
    return min(later, key=_first) if later else next(iter(overtaken), None)


def _first(row: Row) -> int:
    ids = (key.removeprefix(ELSEWHERE) for key in row["key"].split(",") if is_id(key))
    return next(map(int, ids), 0)


CHECKS: Final[tuple[Check, ...]] = (
    kept_once,
    heard_in_order,
    all_sent,
    shown_whole,
    in_order,
    in_its_topic,
    doubled_by_kills,
)

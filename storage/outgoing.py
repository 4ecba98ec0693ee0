"""What a messenger is still to be told: found, taken under a lease, and what came of it kept.

The rows are the truth. Whoever sends holds a chat's lease, so that a chat is served by one and in
its order; a lease that ran out is anybody's, and what it had begun to send is tried again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import dropwhile
from typing import Final

from core.conversations import OutboxState, Outlet, Said, Topic
from storage.codec import instant, micros
from storage.connections import Connection
from storage.posts import Posts
from storage.rate_clocks import Clock, use, used_until
from storage.schema import Schema

LEASE: Final = timedelta(seconds=60)

AHEAD: Final = 30
"""How many messages of one chat are looked over at once."""
BACK: Final = 200
"""How many messages of one request are looked over for its card."""

WAITING: Final = (
    "SELECT chat, min(CASE WHEN turn LIKE 'i%' THEN 0 ELSE 1 END) AS unasked, min(at) AS since"
    " FROM outbox"
    " WHERE state = 'pending' AND chat LIKE ? || ':%' AND NOT EXISTS"
    " (SELECT 1 FROM chat_out WHERE chat_out.chat = outbox.chat"
    "  AND (leased_until > ? OR held_until > ?))"
    " GROUP BY chat ORDER BY unasked, since LIMIT ?"
)
"""Answers before what the system says by itself: a turn is named after the message it answers."""
OPENS: Final = (
    "SELECT min(held_until) FROM chat_out WHERE held_until > ? AND chat LIKE ? || ':%' AND EXISTS"
    " (SELECT 1 FROM outbox WHERE outbox.chat = chat_out.chat AND state = 'pending')"
)

TAKE: Final = "UPDATE chat_out SET leased_until = ?, leased_by = ? WHERE chat = ?"
RELEASE: Final = (
    "UPDATE chat_out SET leased_until = NULL, leased_by = '' WHERE chat = ? AND leased_by = ?"
)
FREE: Final = (
    "UPDATE chat_out SET leased_until = NULL, leased_by = '' WHERE leased_by <> ''"
    " AND chat LIKE ? || ':%'"
)
UNHOLD: Final = (
    "UPDATE chat_out SET held_until = NULL WHERE held_until IS NOT NULL AND chat LIKE ? || ':%'"
)
HOLD: Final = "UPDATE chat_out SET held_until = ? WHERE chat = ?"
TRY: Final = "UPDATE outbox SET tries = tries + 1 WHERE chat = ? AND n = ?"
SENT: Final = "UPDATE outbox SET state = 'sent', key = ?, sent_at = ? WHERE chat = ? AND n = ?"
BEGUN: Final = "UPDATE outbox SET key = ?, tries = tries - 1 WHERE chat = ? AND n = ?"
"""Each step is set out on anew: `tries` counts only those of which nothing was heard."""
REFUSED: Final = "UPDATE outbox SET refusals = refusals + 1, fault = ? WHERE chat = ? AND n = ?"
SET_ASIDE: Final = "UPDATE outbox SET state = 'failed', fault = ? WHERE chat = ? AND n = ?"
REACHED: Final = "UPDATE chat_out SET seen = ? WHERE chat = ? AND seen < ?"
NEEDLESS: Final = "UPDATE outbox SET state = 'sent', fault = ? WHERE chat = ? AND n = ?"
SUPERSEDED: Final = "UPDATE outbox SET state = 'sent' WHERE chat = ? AND n = ?"
MOVE: Final = (
    "INSERT INTO chat_out (chat, said, seen, leased_by, address) VALUES (?, 0, 0, '', ?)"
    " ON CONFLICT (chat) DO UPDATE SET address = excluded.address"
)
FORGET_KEYS: Final = "UPDATE outbox SET key = '' WHERE chat = ? AND key <> ''"
STATE_OF: Final = "SELECT state FROM outbox WHERE chat = ? AND n = ?"
KEY_OF: Final = "SELECT key FROM outbox WHERE chat = ? AND n = ?"
ACCOUNT: Final = (
    "SELECT sender FROM identity WHERE channel = ? AND person = ?"
    " AND EXISTS (SELECT 1 FROM person WHERE person.id = identity.person AND roles <> '[]') LIMIT 1"
)
MOVED_FROM: Final = "SELECT chat FROM chat_out WHERE address = ?"


@dataclass(frozen=True, slots=True)
class Posting:
    """A message to be sent now, with where the messenger shows what it belongs to: the card that it
        replaces, its request's strand, the card of its request, the message that it stands in for.
    `reader` is the account of the one member of the staff who may see it, "" where there is none;
        `address` is the chat's id at the messenger; `also` waits behind it, in order."""

    said: Said
    address: str
    card: str = ""
    topic: Topic | None = None
    anchor: str = ""
    replaced: str = ""
    reader: str = ""
    also: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing may be sent to this chat before then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """The chat takes nothing, and `why`: what waits for it goes out when it is heard of again."""

    why: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Chats that something may be sent to now, answers first, then the longest waiting; how many of
    them there is room for; when there will be more to send, None where nothing is held."""

    chats: tuple[str, ...]
    room: int
    opens: datetime | None


Clocks = Callable[[Posting], Sequence[Clock]]
"""The allowances that a message uses up."""


class Outgoing:
    """The outgoing messages of one channel, with the statements of a schema."""

    def __init__(self, schema: Schema, channel: str) -> None:
        self._channel = channel
        self._said = schema.of(Said)
        self._pending = self._said.query("chat", "state", order="n", limit=AHEAD)
        self._of_thread = self._said.query("chat", "thread", order="-n", limit=BACK)
        self._outlet = schema.of(Outlet).query("chat")
        self._posts = Posts(schema)

    def free(self, connection: Connection) -> None:
        """End every lease. Whoever held one is gone: a data folder has one server at a time."""
        connection.execute(FREE, [self._channel])

    def unhold(self, connection: Connection) -> None:
        """Let every chat wait no longer. Who still wants it to wait will say so again."""
        connection.execute(UNHOLD, [self._channel])

    def ahead(self, connection: Connection, shared: Clock, now: datetime, limit: int) -> Ahead:
        """What may be sent now, and when to look again. `shared` is the allowance of all chats."""
        at = micros(now)
        until = used_until(connection, shared, now)
        room = shared.rate.room(until, now)
        found = connection.execute(WAITING, [self._channel, at, at, limit])
        chats = tuple(row[0] for row in found)
        if chats and not room:
            return Ahead(chats, room, shared.rate.opens_at(until))
        held = connection.execute(OPENS, [at, self._channel]).fetchone()[0]
        return Ahead(chats, room, instant(held) if held is not None else None)

    def take(
        self, connection: Connection, chat: str, by: str, clocks: Clocks, now: datetime
    ) -> Posting | Wait | Closed | None:
        """The chat's next message, under a lease; None where nothing is left for this sender."""
        outlet = self._outlet.one(connection, chat) or Outlet(chat)
        leased = outlet.leased_until is not None and outlet.leased_until > now
        if leased and outlet.leased_by != by:
            return None
        waiting = () if outlet.unreachable else self._waiting(connection, chat)
        if not waiting:
            connection.execute(RELEASE, [chat, by])
            return Closed(outlet.unreachable) if outlet.unreachable else None
        said, also = waiting[0], waiting[1:]
        posting = replace(self._posting(connection, said, outlet), also=also)
        used = clocks(posting)
        wait = self._wait(connection, outlet, used, now)
        if wait:
            connection.execute(RELEASE, [chat, by])
            return wait
        for clock in used:
            use(connection, clock, now)
        self._set_out(connection, posting, by, now)
        return posting

    def take_for_reply(
        self,
        connection: Connection,
        chat: str,
        by: str,
        now: datetime,
        fits: Callable[[Said], bool],
    ) -> Posting | None:
        """The chat's next message that `fits`, under a lease, for the answer to what somebody has
        just sent: that uses up no allowance, and nothing holds it up."""
        outlet = self._outlet.one(connection, chat) or Outlet(chat)
        every = self._waiting(connection, chat)
        waiting = tuple(dropwhile(lambda said: not fits(said), every))
        if not waiting or (outlet.leased_until is not None and outlet.leased_until > now):
            return None
        posting = replace(self._posting(connection, waiting[0], outlet), also=waiting[1:])
        self._set_out(connection, posting, by, now)
        return posting

    def _set_out(self, connection: Connection, posting: Posting, by: str, now: datetime) -> None:
        connection.execute(TAKE, [micros(now + LEASE), by, posting.said.chat])
        connection.execute(TRY, [posting.said.chat, posting.said.n])

    def release(self, connection: Connection, chat: str, by: str) -> None:
        """Whoever held the lease sends nothing more."""
        connection.execute(RELEASE, [chat, by])

    def _waiting(self, connection: Connection, chat: str) -> tuple[Said, ...]:
        """The chat's messages that still mean something, the one to be sent first: of several
        states of one card that wait, the last alone is worth a place in the allowance, and where
        none is shown yet it comes before what belongs to it."""
        waiting: tuple[Said, ...] = self._pending.all(connection, chat, OutboxState.PENDING)
        last = {said.message.card.key: said for said in waiting if said.message.card}
        kept = []
        for said in waiting:
            card = said.message.card
            if card and last[card.key] is not said:
                connection.execute(SUPERSEDED, [chat, said.n])
            else:
                kept.append(said)
        return self._card_first(connection, kept, last) if last else tuple(kept)

    def _card_first(
        self, connection: Connection, waiting: Sequence[Said], cards: Mapping[str, Said]
    ) -> tuple[Said, ...]:
        chat, thread = waiting[0].chat, waiting[0].message.thread
        card = cards.get(thread)
        if card is None or self._posts.card(connection, chat, thread):
            return tuple(waiting)
        return (card, *(said for said in waiting if said is not card))

    def card_of(self, connection: Connection, chat: str, thread: str) -> Said | None:
        """The last card of a request in a chat."""
        latest = self._of_thread.all(connection, chat, thread) if thread else ()
        return next((said for said in latest if said.message.card), None)

    def _wait(
        self, connection: Connection, outlet: Outlet, clocks: Sequence[Clock], now: datetime
    ) -> Wait | None:
        opens = [clock.rate.opens_at(used_until(connection, clock, now)) for clock in clocks]
        until = max([*opens, outlet.held_until or now])
        if until <= now:
            return None
        self.hold(connection, outlet.chat, until)
        return Wait(until)

    def _posting(self, connection: Connection, said: Said, outlet: Outlet) -> Posting:
        chat, message = said.chat, said.message
        own = chat.partition(":")[2]
        replaced = connection.execute(KEY_OF, [chat, message.replaces]).fetchone()
        return Posting(
            said,
            outlet.address or own,
            self._posts.card(connection, chat, message.card.key) if message.card else "",
            self._posts.topic(connection, chat, message.thread),
            self._posts.card(connection, chat, message.thread),
            replaced[0] if replaced else "",
            self._account(connection, message.only) if message.only else "",
        )

    def _account(self, connection: Connection, person: str) -> str:
        found = connection.execute(ACCOUNT, [self._channel, person]).fetchone()
        return str(found[0]) if found else ""

    def is_in(self, connection: Connection, said: Said, state: OutboxState | None) -> bool:
        """Whether a message has come so far."""
        found = connection.execute(STATE_OF, [said.chat, said.n]).fetchone()
        return state is not None and bool(found) and found[0] == state

    def sent(self, connection: Connection, said: Said, key: str, now: datetime) -> None:
        """The messenger has it, under these ids."""
        connection.execute(SENT, [key, micros(now), said.chat, said.n])
        connection.execute(REACHED, [said.n, said.chat, said.n])

    def begun(self, connection: Connection, said: Said, key: str) -> None:
        """The messenger has a part of it; `key` says how far it is."""
        connection.execute(BEGUN, [key, said.chat, said.n])

    def refused(self, connection: Connection, said: Said, fault: str) -> None:
        """This try failed, for a reason of the message's own."""
        connection.execute(REFUSED, [fault, said.chat, said.n])

    def needless(self, connection: Connection, said: Said, why: str) -> None:
        """There is nobody at this messenger whom it is for."""
        connection.execute(NEEDLESS, [why, said.chat, said.n])

    def set_aside(self, connection: Connection, said: Said, fault: str) -> None:
        """It is tried no more, unless somebody says so."""
        connection.execute(SET_ASIDE, [fault, said.chat, said.n])

    def hold(self, connection: Connection, chat: str, until: datetime) -> None:
        """Send nothing to this chat before then."""
        connection.execute(HOLD, [micros(until), chat])

    def move(self, connection: Connection, chat: str, address: str) -> None:
        """The messenger knows the chat under another id from now on. It counts messages anew
        there: what was posted under the old one cannot be edited, and its ids mean others now."""
        connection.execute(MOVE, [chat, address])
        connection.execute(FORGET_KEYS, [chat])
        self._posts.forget(connection, chat)

    def chat_at(self, connection: Connection, address: str) -> str:
        """The id under which we know the chat that the messenger calls so."""
        found = connection.execute(MOVED_FROM, [address]).fetchone()
        return str(found[0]).partition(":")[2] if found else address

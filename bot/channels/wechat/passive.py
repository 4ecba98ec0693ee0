"""The answer to a push in the same connection: it costs nothing and comes at once.

What waits for the chat is leased to the answer, in the commit that makes it; when the answer is out
it is kept as sent. A push that is brought again is answered the same once more, and does nothing.
Official Account: passive reply.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.channels.wechat.faults import plainly
from bot.channels.wechat.limits import CHANNEL
from bot.channels.wechat.rendering import Parcel, as_text, parcel, pieces_of
from bot.delivery.outcomes import Outcomes
from bot.delivery.receipts import Begun, Receipt, Sent
from bot.engine import Engine
from bot.rating_links import RatingLinks
from core.conversations import Said
from storage.connections import Connection
from storage.outgoing import Outgoing, Posting
from storage.posts import Posts

KEY: Final = "passive.{message}"
HOW: Final = "微信即时回复"


@dataclass(frozen=True, slots=True)
class Offer:
    """A text for the answer, with what of the outbox it holds: nothing where it was given before.
    `key` names the answer."""

    text: str
    key: str
    posting: Posting | None = None
    parcel: Parcel | None = None


class PassiveReplies:
    """Offers and keeps answers, over one engine; its methods are parts of units of the writer."""

    def __init__(self, engine: Engine, links: RatingLinks) -> None:
        self._links = links
        self._outgoing = Outgoing(engine.schema, CHANNEL)
        self._outcomes = Outcomes(engine, self._outgoing, plainly)
        self._posts = Posts(engine.schema)

    def offer(self, connection: Connection, chat: str, message: str, now: datetime) -> Offer | None:
        """The answer to a message: the one given before, else what waits, else None."""
        key = KEY.format(message=message)
        if given := self._posts.sent_as(connection, chat, key):
            return self._again(given, key)
        posting = self._outgoing.take_for_reply(connection, chat, key, now, self._fits)
        if posting is None:
            return None
        next_one = parcel((posting.said, *posting.also), done(posting.said), self._links)
        if next_one is None:
            self._release(connection, posting.said, key)
            return None
        return Offer(as_text(next_one.sending), key, posting, next_one)

    def _fits(self, said: Said) -> bool:
        """Whether an answer can hold it: a picture has to be put there first, which takes a call,
        and what is said meanwhile does not wait for it."""
        pieces = pieces_of(said, self._links)[done(said) :]
        return not (pieces and pieces[0].image)

    def _again(self, given: Sequence[Said], key: str) -> Offer | None:
        held = parcel(given, given[0].key.split(",").index(key), self._links)
        return Offer(as_text(held.sending), key) if held else None

    def _release(self, connection: Connection, said: Said, key: str) -> None:
        """Nobody set out with it: it is sent like any other message."""
        self._outgoing.release(connection, said.chat, key)
        self._outgoing.begun(connection, said, said.key)

    def given(self, connection: Connection, offer: Offer, now: datetime) -> frozenset[str]:
        """The answer is out; the chats that hold something new."""
        if offer.posting is None or offer.parcel is None:
            return frozenset()
        chat = offer.posting.said.chat
        receipt = _receipt(offer.posting.said, offer.parcel, offer.key)
        told = self._outcomes.keep(connection, offer.posting, receipt, now)
        self._outgoing.release(connection, chat, offer.key)
        return told | {chat}

    def dropped(self, connection: Connection, offer: Offer) -> None:
        """The answer came too late for what it held."""
        if offer.posting is not None:
            self._release(connection, offer.posting.said, offer.key)


def done(said: Said) -> int:
    """How many pieces of a message are out."""
    return len([mark for mark in said.key.split(",") if mark])


def _receipt(said: Said, held: Parcel, key: str) -> Receipt:
    keys = ",".join(mark for mark in (said.key, key) if mark)
    if not held.rows:
        return Begun(keys)
    return Sent(keys, also=held.rows[1:], how=HOW)

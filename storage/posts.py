"""Where a messenger shows what was posted: a card, a request's strand, whose talk a message is."""

from typing import Final

from core.conversations import CardPost, Said, Topic
from storage.connections import Connection
from storage.schema import Schema

SENT_AS: Final = "SELECT n FROM outbox WHERE chat = ? AND key = ?"
UNDER_WAY: Final = (
    "SELECT n FROM outbox WHERE chat = ? AND state = 'pending' AND tries > 0 ORDER BY n"
)
PART_OF: Final = "SELECT n FROM outbox WHERE chat = ? AND ',' || key || ',' LIKE '%,' || ? || ',%'"
FORGET_CARD: Final = "DELETE FROM card_post WHERE chat = ? AND card = ?"
FORGET_TOPIC: Final = "DELETE FROM topic WHERE chat = ? AND thread = ?"
FORGET_ALL: Final = ("DELETE FROM card_post WHERE chat = ?", "DELETE FROM topic WHERE chat = ?")


class Posts:
    """Cards and strands by chat, with the statements of a schema; ids are the messenger's."""

    def __init__(self, schema: Schema) -> None:
        self._said = schema.of(Said).query("chat", "n")
        self._cards = schema.of(CardPost)
        self._card = self._cards.query("chat", "card")
        self._topics = schema.of(Topic)
        self._topic = self._topics.query("chat", "thread")
        self._topic_by_key = self._topics.query("chat", "key")

    def card(self, connection: Connection, chat: str, card: str) -> str:
        """The message that shows a card, "" for none."""
        found = self._card.one(connection, chat, card) if card else None
        return found.key if found else ""

    def topic(self, connection: Connection, chat: str, thread: str) -> Topic | None:
        """The strand of a request."""
        return self._topic.one(connection, chat, thread) if thread else None

    def keep(self, connection: Connection, post: CardPost | Topic) -> None:
        """Remember what was posted. Of two strands that were opened for one request, that which was
        known first stays."""
        if isinstance(post, CardPost):
            self._cards.save(connection, post)
        elif self._other_topic(connection, post) is None:
            self._topics.save(connection, post)

    def _other_topic(self, connection: Connection, topic: Topic) -> Topic | None:
        known = self.topic(connection, topic.chat, topic.thread)
        return known if known and known.key != topic.key else None

    def under_way(self, connection: Connection, chat: str) -> tuple[Said, ...]:
        """The messages that somebody set out to send, and of which nothing was heard."""
        return self._found(connection, chat, connection.execute(UNDER_WAY, [chat]).fetchall())

    def sent_as(self, connection: Connection, chat: str, key: str) -> tuple[Said, ...]:
        """What stands in a message of ours, or a part of it."""
        whole = connection.execute(SENT_AS, [chat, key]).fetchall()
        found = whole or connection.execute(PART_OF, [chat, key]).fetchall()
        return self._found(connection, chat, sorted(found))

    def _found(
        self, connection: Connection, chat: str, found: list[tuple[int]]
    ) -> tuple[Said, ...]:
        said = (self._said.one(connection, chat, n) for (n,) in found)
        return tuple(one for one in said if one is not None)

    def forget_card(self, connection: Connection, chat: str, card: str) -> None:
        """The card's message is gone: the next one is a message of its own."""
        connection.execute(FORGET_CARD, [chat, card])

    def forget_topic(self, connection: Connection, chat: str, thread: str) -> None:
        """The strand is gone, and with it what was posted there."""
        connection.execute(FORGET_TOPIC, [chat, thread])
        self.forget_card(connection, chat, thread)

    def forget(self, connection: Connection, chat: str) -> None:
        """Nothing that was posted in this chat can be edited any more."""
        for statement in FORGET_ALL:
            connection.execute(statement, [chat])

    def thread_of_topic(self, connection: Connection, chat: str, key: str) -> str:
        """The request whose strand this is, "" for none."""
        found = self._topic_by_key.one(connection, chat, key)
        return found.thread if found else ""

    def thread_of_message(self, connection: Connection, chat: str, key: str) -> str:
        """The request that a message of ours belongs to, "" for none."""
        said = next(iter(self.sent_as(connection, chat, key)), None)
        return said.message.thread or said.message.about if said else ""

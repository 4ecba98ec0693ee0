"""Topics that the assistant opened, and whose receipt is lost: the process was killed, or the
answer did not come through.

Nobody can be asked which topics a group has (the Bot API has no getForumTopics), but each topic
that is opened is told, also to the bot that opened it. So the request that waits for one takes it,
and one that is told of too late for that is closed under a name that says so.
"""

from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.forums import NAME_LETTERS, name_of
from bot.channels.telegram.happenings import Written
from bot.channels.telegram.limits import CHANNEL
from bot.engine import Engine
from core.conversations import Said, Topic
from storage.connections import Connection
from storage.outgoing import Outgoing
from storage.posts import Posts

SPARE: Final = "（多开的，没有内容）{name}"

log = structlog.get_logger()


class Strays:
    """Knows the assistant's own topics again."""

    def __init__(self, engine: Engine, bot: Bot) -> None:
        self._engine, self._bot = engine, bot
        self._outgoing, self._posts = Outgoing(engine.schema, CHANNEL), Posts(engine.schema)

    async def heard(self, written: Written) -> None:
        """Take up that a topic was opened, by whomever."""
        ours = written.sender is not None and written.sender.id == self._bot.id
        if not ours or not written.topic_opened:
            return
        if not await self._engine.write(lambda each: self._is_wanted(each, written)):
            await self._close(str(written.chat.id), written.topic, written.topic_opened)

    def _is_wanted(self, connection: Connection, written: Written) -> bool:
        """Whether a request has this topic, or has been waiting for it and has it now."""
        chat = f"{CHANNEL}:{self._outgoing.chat_at(connection, str(written.chat.id))}"
        key = str(written.topic)
        if self._posts.thread_of_topic(connection, chat, key):
            return True
        for said in self._posts.under_way(connection, chat):
            thread = said.message.thread
            waits = thread and self._posts.topic(connection, chat, thread) is None
            if waits and name_of(self._card(connection, said)) == written.topic_opened:
                self._posts.keep(connection, Topic(chat, thread, key))
                return True
        return False

    def _card(self, connection: Connection, said: Said) -> Said | None:
        if said.message.card:
            return said
        return self._outgoing.card_of(connection, said.chat, said.message.thread)

    async def _close(self, address: str, topic: int, name: str) -> None:
        """Best effort: an empty topic that stays open holds up nothing."""
        spare = SPARE.format(name=name)[:NAME_LETTERS]
        try:
            await self._bot.edit_forum_topic(address, topic, spare)
            await self._bot.close_forum_topic(address, topic)
        except TelegramError as error:
            log.info("a topic too many was not closed", why=error.message)
        else:
            log.info("a topic too many was closed", topic=topic)

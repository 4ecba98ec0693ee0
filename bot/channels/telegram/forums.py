"""Groups with topics: which of them let the assistant make some, and a request's topic there."""

from typing import Final

from telegram import Bot, ChatMember, ChatMemberAdministrator, ChatMemberOwner

from bot.channels.telegram.faults import Gone, unless_gone
from core.conversations import Said, Topic

NAME_LETTERS: Final = 128


class Forums:
    """What is known of groups as long as nothing is heard of a change."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._known: dict[str, bool] = {}
        self._seen: dict[str, bool] = {}

    def knows(self, address: str) -> bool:
        """Whether it need not be asked what the group takes."""
        return address in self._known

    def takes_topics(self, address: str) -> bool:
        """Whether the group has topics and the assistant may make them, as far as is known."""
        return self._known.get(address, False)

    async def learn(self, address: str) -> None:
        """Ask what the group takes, by two calls."""
        self._known[address] = await self._ask(address)

    def forget(self, address: str) -> None:
        """Something in this group has changed: ask again."""
        self._known.pop(address, None)

    def notice(self, address: str, *, forum: bool) -> None:
        """A group was seen with topics, or without: nobody tells when that changes."""
        if self._seen.setdefault(address, forum) != forum:
            self._seen[address] = forum
            self.forget(address)

    async def _ask(self, address: str) -> bool:
        if not (await self._bot.get_chat(address)).is_forum:
            return False
        return may_manage_topics(await self._bot.get_chat_member(address, self._bot.id))

    async def open(self, chat: str, address: str, thread: str, card: Said | None) -> Topic | None:
        """Make a request's topic, named like its card; None where the group refuses."""
        name = name_of(card)
        made = await unless_gone(
            lambda: self._bot.create_forum_topic(address, name), Gone.NO_FORUM, Gone.NO_RIGHT
        )
        if isinstance(made, Gone):
            self._known[address] = False
            return None
        return Topic(chat, thread, str(made.message_thread_id))

    async def follow(self, topic: Topic, address: str, *, over: bool) -> Topic:
        """Close a topic with its request, and open it again with it."""
        if topic.open is not over:
            return topic
        move = self._bot.close_forum_topic if over else self._bot.reopen_forum_topic
        await unless_gone(
            lambda: move(address, int(topic.key)),
            Gone.TOPIC, Gone.TOPIC_DELETED, Gone.TOPIC_INVALID, Gone.TOPIC_UNCHANGED, Gone.NO_RIGHT,
        )  # fmt: skip
        return Topic(topic.chat, topic.thread, topic.key, open=not over)


def may_manage_topics(member: ChatMember) -> bool:
    """Bot API: createForumTopic needs an administrator with can_manage_topics."""
    if isinstance(member, ChatMemberOwner):
        return True
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_manage_topics)


def name_of(card: Said | None) -> str:
    """What a request's topic is called."""
    shown = card.message.card if card else None
    return (shown.title.render() if shown else UNNAMED)[:NAME_LETTERS]


UNNAMED: Final = "新需求"

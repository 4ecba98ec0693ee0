"""Topics of a forum, as the bot manages them. A topic's number is its opening message's."""

from collections.abc import Mapping
from typing import Any

from tests.telegram.server.calls import Json, bad_request
from tests.telegram.server.posting import NOT_A_MEMBER, messaged, reached, told_bot
from tests.telegram.server.world import Chat, Person, Topic, World

BLUE = 7322096


def managed(world: World, fields: Mapping[str, Any]) -> Chat:
    chat = reached(world, fields)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not chat.members.get(world.bot.id, NOT_A_MEMBER).may("can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    return chat


def _topic(chat: Chat, fields: Mapping[str, Any]) -> Topic:
    topic = chat.topics.get(fields["message_thread_id"])
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def opened(world: World, chat: Chat, who: Person, name: str) -> Topic:
    """A new topic, and the message that opens it."""
    made = {"name": name, "icon_color": BLUE}
    message = messaged(world, chat, who, {"forum_topic_created": made})
    number = message["message_id"]
    message |= {"message_thread_id": number, "is_topic_message": True}
    chat.topics[number] = Topic(number, name)
    told_bot(world, chat, message)
    return chat.topics[number]


def deleted(chat: Chat, number: int) -> None:
    """With a topic go all its messages, for everybody."""
    del chat.topics[number]
    chat.messages = {
        id: message
        for id, message in chat.messages.items()
        if message.get("message_thread_id") != number
    }


def switched(world: World, chat: Chat, who: Person, topic: Topic, closed: bool) -> None:
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    word = "forum_topic_closed" if closed else "forum_topic_reopened"
    told_bot(world, chat, messaged(world, chat, who, {word: {}}, topic.id))


def create(world: World, fields: Mapping[str, Any]) -> Json:
    chat = managed(world, fields)
    topic = opened(world, chat, world.bot, fields["name"].strip())
    colour = fields.get("icon_color", BLUE)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": colour}


def edit(world: World, fields: Mapping[str, Any]) -> bool:
    chat = managed(world, fields)
    topic = _topic(chat, fields)
    if fields.get("name", topic.name) == topic.name and not fields.get("icon_custom_emoji_id"):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = fields.get("name", topic.name)
    content = {"forum_topic_edited": {"name": topic.name}}
    told_bot(world, chat, messaged(world, chat, world.bot, content, topic.id))
    return True


def close(world: World, fields: Mapping[str, Any]) -> bool:
    chat = managed(world, fields)
    switched(world, chat, world.bot, _topic(chat, fields), True)
    return True


def reopen(world: World, fields: Mapping[str, Any]) -> bool:
    chat = managed(world, fields)
    switched(world, chat, world.bot, _topic(chat, fields), False)
    return True


def delete(world: World, fields: Mapping[str, Any]) -> bool:
    chat = managed(world, fields)
    deleted(chat, _topic(chat, fields).id)
    return True

"""How messages come into being, of people and of the bot, and what the bot hears of them."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from tests.telegram.server.calls import Json, bad_request, forbidden
from tests.telegram.server.entities import shown
from tests.telegram.server.judges import check_update
from tests.telegram.server.world import Chat, Member, Person, World

NOT_A_MEMBER: Final = Member("left")
QUOTED: Final = ("message_id", "date", "chat", "from", "text", "caption", "photo", "document",
    "message_thread_id", "is_topic_message", "forum_topic_created")  # fmt: skip
SERVICE: Final = (
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_created",
    "forum_topic_closed",
    "forum_topic_reopened",
    "forum_topic_edited",
    "pinned_message",
)


def tell(world: World, kind: str, body: Json) -> Json | None:
    """An update shows what was, whatever becomes of the message before it is fetched."""
    update = world.updates.add(kind, deepcopy(body), world.now())
    if update is not None:
        check_update(update)
    return update


def messaged(world: World, chat: Chat, who: Person, content: Json, topic: int = 0) -> Json:
    """A message as everybody in the chat sees it from now on."""
    number = next(chat.numbers)
    message: Json = {"message_id": number, "date": int(world.now())}
    message |= {"chat": chat.json(), "from": who.json()}
    if topic:
        message |= {"message_thread_id": topic, "is_topic_message": True}
    chat.messages[number] = message | content
    return chat.messages[number]


def quoted(message: Json) -> Json:
    """A message as it stands in an answer to it: without what it answers itself."""
    return {name: message[name] for name in QUOTED if name in message}


def answering(chat: Chat, reply_to: int, topic: int) -> Json:
    """In a topic, what answers nothing else answers the message that opened the topic."""
    answered = chat.messages.get(reply_to or topic)
    return {"reply_to_message": quoted(answered)} if answered else {}


def told_bot(world: World, chat: Chat, message: Json, kind: str = "message") -> Json | None:
    """Tell the bot of a message, if it is one that bots hear."""
    me = chat.members.get(world.bot.id, NOT_A_MEMBER)
    if chat.kind != "private" and not (me.is_here and _hears(world, me, message)):
        return None
    return tell(world, kind, message)


def _hears(world: World, me: Member, message: Json) -> bool:
    """Privacy mode: commands for it, replies to it, its name, and what Telegram itself says."""
    if world.reads_all or me.administers or any(name in message for name in SERVICE):
        return True
    text = str(message.get("text") or message.get("caption") or "")
    mine = f"@{world.bot.username}"
    command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
    to_me = command and ("@" not in command or command.endswith(mine))
    answered = message.get("reply_to_message", {}).get("from", {}).get("id")
    return bool(to_me or mine in text or answered == world.bot.id)


def reached(world: World, fields: Mapping[str, Any]) -> Chat:
    """The chat that the bot writes to, if it may."""
    chat = world.found(fields["chat_id"])
    if chat.kind == "private":
        person = world.people[chat.id]
        if person.barrier:
            raise forbidden(person.barrier)
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat
    me = chat.members.get(world.bot.id, NOT_A_MEMBER)
    if me.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if me.status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    if me.status == "restricted" and not me.rights.get("can_send_messages", False):
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def topic_of(world: World, chat: Chat, fields: Mapping[str, Any]) -> int:
    """The topic that a message goes to. General has no number, and its 1 is not taken."""
    number = int(fields.get("message_thread_id") or 0)
    if not number and chat.is_forum:
        answered = int((fields.get("reply_parameters") or {}).get("message_id", 0))
        number = chat.messages.get(answered, {}).get("message_thread_id", 0)
    if not number:
        return 0
    if number not in chat.topics:
        raise bad_request("message thread not found")
    if chat.topics[number].closed and not chat.members[world.bot.id].administers:
        raise bad_request("TOPIC_CLOSED")
    return number


def sent(world: World, fields: Mapping[str, Any], content: Json) -> Json:
    """A message of the bot."""
    chat = reached(world, fields)
    topic = topic_of(world, chat, fields)
    reply = fields.get("reply_parameters") or {}
    reply_to = int(reply.get("message_id", 0))
    if reply_to and reply_to not in chat.messages:
        if not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        reply_to = 0
    content = content | answering(chat, reply_to, topic)
    markup = fields.get("reply_markup") or {}
    if "inline_keyboard" in markup:
        content["reply_markup"] = markup
    message = messaged(world, chat, world.bot, content, topic)
    if markup and "inline_keyboard" not in markup:
        chat.reply_keyboards[message["message_id"]] = markup
    return message


def worded(fields: Mapping[str, Any], text: str = "text", entities: str = "entities") -> Json:
    """The text of a request as the message will have it."""
    words, marks = shown(fields[text], fields.get("parse_mode"), fields.get(entities))
    if not words:
        raise bad_request("text must be non-empty")
    return {text: words} | ({entities: marks} if marks else {})


def captioned(fields: Mapping[str, Any]) -> Json:
    return worded(fields, "caption", "caption_entities") if fields.get("caption") else {}

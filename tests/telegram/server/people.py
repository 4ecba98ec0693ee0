"""What people do in Telegram, and what the bot is told of it."""

import base64
from collections.abc import Sequence
from typing import Final

from tests.telegram.server.calls import Json, Misused
from tests.telegram.server.entities import found_in
from tests.telegram.server.media import attached
from tests.telegram.server.posting import answering, messaged, tell, told_bot
from tests.telegram.server.surroundings import described
from tests.telegram.server.world import FIRST_PERSON, Chat, Member, Person, Query, World

BLOCKED: Final = "bot was blocked by the user"
GONE: Final = "user is deactivated"


def join_telegram(world: World, name: str, username: str = "") -> Person:
    person = Person(FIRST_PERSON + next(world.ids), name, username)
    world.people[person.id] = person
    world.chats[person.id] = Chat(person.id, "private", name)
    return person


def _spoken_in(world: World, person: Person, chat_id: int, topic: int) -> Chat:
    """The chat that a person writes to, as far as Telegram lets them."""
    chat = world.chat(chat_id or person.id)
    if chat.kind == "private":
        if person.barrier or chat.id != person.id:
            raise Misused(f"{person.name} cannot write here: {person.barrier}")
        person.started = True
        return chat
    member = chat.members.get(person.id)
    if member is None or not member.is_here or chat.moved_to:
        raise Misused(f"{person.name} is not in {chat.title}")
    if topic and topic not in chat.topics:
        raise Misused(f"there is no topic {topic} in {chat.title}")
    if topic and chat.topics[topic].closed and not member.administers:
        raise Misused(f"topic {topic} of {chat.title} is closed")
    return chat


def says(world: World, person_id: int, content: Json, where: Json) -> Json:
    """Any message of a person; `where` may name a chat, a topic and what it answers."""
    person = world.person(person_id)
    topic, reply_to = where.get("topic", 0), where.get("reply_to", 0)
    chat = _spoken_in(world, person, where.get("chat", 0), topic)
    answered = chat.messages.get(reply_to, {})
    topic = topic or answered.get("message_thread_id", 0)
    message = messaged(world, chat, person, content | answering(chat, reply_to, topic), topic)
    told_bot(world, chat, message)
    return message


def worded(text: str, name: str = "text") -> Json:
    marks = "entities" if name == "text" else "caption_entities"
    found = found_in(text)
    return ({name: text} if text else {}) | ({marks: found} if found else {})


def filed(world: World, sent: Json) -> Json:
    """A file as a control request brings it: its bytes in base 64, or only its size."""
    content = base64.b64decode(sent.get("content", ""))
    part = attached(world, sent["kind"], sent["name"], content, sent.get("size", 0))
    return part | worded(sent.get("caption", ""), "caption")


def sends_album(world: World, person_id: int, items: Sequence[Json], where: Json) -> list[Json]:
    group = {"media_group_id": str(next(world.ids))}
    return [says(world, person_id, filed(world, each) | group, where) for each in items]


def rewords(world: World, person_id: int, chat_id: int, message_id: int, text: str) -> Json:
    """A person edits what they wrote."""
    chat = world.chat(chat_id)
    message = _seen(chat, message_id)
    if message["from"]["id"] != person_id:
        raise Misused("nobody edits the message of another")
    name = "text" if "text" in message else "caption"
    message.pop("entities" if name == "text" else "caption_entities", None)
    message |= worded(text, name) | {"edit_date": int(world.now())}
    told_bot(world, chat, message, "edited_message")
    return message


def _seen(chat: Chat, message_id: int) -> Json:
    if message_id not in chat.messages:
        raise Misused(f"there is no message {message_id} in chat {chat.id}")
    return chat.messages[message_id]


def presses(world: World, person_id: int, chat_id: int, message_id: int, wanted: Json) -> Query:
    """A button by its `label`, or by its `data` even when it is no longer there to be seen."""
    person = world.person(person_id)
    chat = world.chat(chat_id)
    member = chat.members.get(person.id)
    if chat_id != person.id and (member is None or not member.is_here):
        raise Misused(f"{person.name} is not in chat {chat_id}")
    message = _seen(chat, message_id)
    data = wanted.get("data") or _data_of(message, wanted["label"])
    query = Query(str(next(world.ids)), person.id, message_id, chat.id, data, world.now())
    world.queries[query.id] = query
    said = {"id": query.id, "from": person.json(), "message": message, "data": data}
    tell(world, "callback_query", said | {"chat_instance": str(chat.id)})
    return query


def _data_of(message: Json, label: str) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    buttons = {button["text"]: button.get("callback_data", "") for row in rows for button in row}
    if not buttons.get(label):
        raise Misused(f"no button {label!r} to press among {list(buttons)}")
    return str(buttons[label])


def blocks(world: World, person_id: int, words: str) -> None:
    """The bot can no longer write to this person, or with no `words` can again."""
    person = world.person(person_id)
    was = Member("kicked" if person.barrier else "member")
    person.barrier = words
    if words != GONE:
        _told_of_itself(world, world.chat(person_id), person, was, Member(_standing(words)))


def _standing(words: str) -> str:
    return "kicked" if words else "member"


def _told_of_itself(world: World, chat: Chat, by: Person, was: Member, now: Member) -> None:
    body: Json = {"chat": chat.json(), "from": by.json(), "date": int(world.now())}
    body["old_chat_member"] = described(world, world.bot.id, was)
    body["new_chat_member"] = described(world, world.bot.id, now)
    tell(world, "my_chat_member", body)


def changes_bot(world: World, chat: Chat, now: Member) -> None:
    """The bot comes, goes, or has other rights from now on."""
    was = chat.members.get(world.bot.id, Member("left"))
    chat.members[world.bot.id] = now
    by = world.people[next(id for id in chat.members if id != world.bot.id)]
    _told_of_itself(world, chat, by, was, now)
    if now.is_here and not was.is_here:
        came = {"new_chat_members": [world.bot.json()]}
        told_bot(world, chat, messaged(world, chat, by, came))


def comes(world: World, chat: Chat, person: Person, member: Member) -> None:
    chat.members[person.id] = member
    came = {"new_chat_members": [person.json()]}
    told_bot(world, chat, messaged(world, chat, person, came))


def goes(world: World, chat: Chat, person: Person) -> None:
    chat.members[person.id] = Member("left")
    went = {"left_chat_member": person.json()}
    told_bot(world, chat, messaged(world, chat, person, went))

"""Messages of the bot after they were sent, and the small signs around them."""

from collections.abc import Mapping
from typing import Any, Final

from tests.telegram.server.calls import Json, bad_request
from tests.telegram.server.media import given
from tests.telegram.server.posting import (
    NOT_A_MEMBER,
    captioned,
    messaged,
    quoted,
    reached,
    sent,
    told_bot,
    topic_of,
    worded,
)
from tests.telegram.server.world import Chat, World

TWO_DAYS: Final = 48 * 3600
NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"
COMPARED: Final[tuple[str, ...]] = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "reply_markup",
)
ACTIONS: Final = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)  # fmt: skip


def send_text(world: World, fields: Mapping[str, Any]) -> Json:
    return sent(world, fields, worded(fields))


def send_album(world: World, fields: Mapping[str, Any]) -> list[Json]:
    """Each picture is a message of its own; what binds them is one number."""
    group = str(next(world.ids))
    said = []
    for item in fields["media"]:
        part = given(world, item["type"], item["media"]) | captioned(item)
        said.append(sent(world, fields, part | {"media_group_id": group}))
    return said


def send_place(world: World, fields: Mapping[str, Any]) -> Json:
    place = {name: fields[name] for name in ("latitude", "longitude")}
    return sent(world, fields, {"location": place})


def _own(world: World, fields: Mapping[str, Any], act: str) -> tuple[Chat, Json]:
    chat = reached(world, fields)
    message = chat.messages.get(fields.get("message_id", 0))
    if message is None:
        raise bad_request(f"message to {act} not found")
    if act == "edit" and message["from"]["id"] != world.bot.id:
        raise bad_request("message can't be edited")
    return chat, message


def _edited(world: World, fields: Mapping[str, Any], message: Json, content: Json) -> Json:
    """A keyboard that is not named again is gone; an equal message is a mistake."""
    old = {name: message[name] for name in COMPARED if name in message}
    new = content | {"reply_markup": fields.get("reply_markup")}
    new = {name: value for name, value in new.items() if value}
    if new.get("reply_markup") == {"inline_keyboard": []}:
        del new["reply_markup"]
    if new == old:
        raise bad_request(NOT_MODIFIED)
    for name in old:
        del message[name]
    message |= new | {"edit_date": int(world.now())}
    return message


def edit_text(world: World, fields: Mapping[str, Any]) -> Json:
    _, message = _own(world, fields, "edit")
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edited(world, fields, message, worded(fields))


def edit_caption(world: World, fields: Mapping[str, Any]) -> Json:
    _, message = _own(world, fields, "edit")
    if not {"photo", "document", "video", "voice", "audio"} & message.keys():
        raise bad_request("there is no caption in the message to edit")
    return _edited(world, fields, message, captioned(fields))


def edit_keyboard(world: World, fields: Mapping[str, Any]) -> Json:
    _, message = _own(world, fields, "edit")
    content = {name: message[name] for name in COMPARED[:-1] if name in message}
    return _edited(world, fields, message, content)


def delete(world: World, fields: Mapping[str, Any]) -> bool:
    chat, message = _own(world, fields, "delete")
    if message["message_id"] in chat.topics:
        raise bad_request("message can't be deleted")
    mine = message["from"]["id"] == world.bot.id
    me = chat.members.get(world.bot.id, NOT_A_MEMBER)
    allowed = mine or chat.kind == "private" or me.may("can_delete_messages")
    if not allowed or world.now() - message["date"] > TWO_DAYS:
        raise bad_request("message can't be deleted")
    del chat.messages[message["message_id"]]
    return True


def delete_all(world: World, fields: Mapping[str, Any]) -> bool:
    """What cannot be found is passed over."""
    chat = reached(world, fields)
    for number in chat.messages.keys() & set(fields["message_ids"]):
        delete(world, {"chat_id": chat.id, "message_id": number})
    return True


def pin(world: World, fields: Mapping[str, Any]) -> bool:
    chat, message = _own(world, fields, "pin")
    me = chat.members.get(world.bot.id, NOT_A_MEMBER)
    if chat.kind != "private" and not me.may("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned.append(message["message_id"])
    note = {"pinned_message": quoted(message)}
    topic = message.get("message_thread_id", 0)
    told_bot(world, chat, messaged(world, chat, world.bot, note, topic))
    return True


def unpin(world: World, fields: Mapping[str, Any]) -> bool:
    chat = reached(world, fields)
    number = fields.get("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return True


def send_action(world: World, fields: Mapping[str, Any]) -> bool:
    chat = reached(world, fields)
    if fields["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    topic = 0 if fields.get("message_thread_id") == 1 else topic_of(world, chat, fields)
    chat.actions.append({"action": fields["action"], "topic": topic, "at": world.now()})
    return True


def answer_press(world: World, fields: Mapping[str, Any]) -> bool:
    """A press is answered once, and only for a while."""
    query = world.queries.get(fields["callback_query_id"])
    if query is None or query.answer is not None:
        raise bad_request(TOO_OLD)
    if world.now() - query.pressed_at > world.query_seconds:
        raise bad_request(TOO_OLD)
    query.answer = {"text": fields.get("text", ""), "alert": bool(fields.get("show_alert"))}
    return True

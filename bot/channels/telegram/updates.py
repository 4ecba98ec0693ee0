"""From the JSON of an update to what happened.

It is read by hand: the library's own types cost more to build than a turn costs to decide. A test
holds every value to what those types say. Only what the assistant answers to is taken, and an
update that is none is refused as a whole, so that nothing half read goes further.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from bot.channels.telegram.fields import (
    Json,
    NotAnUpdate,
    degrees_of,
    flag_of,
    maybe_object,
    moment_of,
    number_of,
    object_of,
    objects_of,
    words_of,
)
from bot.channels.telegram.happenings import (
    Account,
    Attached,
    FileKind,
    Happening,
    Membership,
    Place,
    PlaceKind,
    Pressed,
    Spot,
    Standing,
    Update,
    Written,
)
from bot.channels.telegram.services import SERVICE_FIELDS

Kind = TypeVar("Kind", bound=StrEnum)

FILE_FIELDS: Final = frozenset(FileKind)


def read_update(raw: object) -> Update | None:
    """Read one update; nothing for a kind that is not taken. Raise `NotAnUpdate`, and nothing
    else, for what is none, whatever JSON it is."""
    if not isinstance(raw, dict):
        raise NotAnUpdate("update")
    id = number_of(raw, "update_id")
    for kind, read in READERS.items():
        found = maybe_object(raw, kind)
        if found is not None:
            happening = read(found)
            return Update(id, happening) if happening else None
    return None


def _written(message: Json) -> Written:
    sender = maybe_object(message, "from")
    speaker = maybe_object(message, "sender_chat")
    topic = _topic(message)
    return Written(
        id=number_of(message, "message_id"),
        chat=_chat(object_of(message, "chat")),
        sender=_account(sender) if sender is not None else None,
        at=moment_of(message, "date"),
        edited_at=moment_of(message, "edit_date") if message.get("edit_date") is not None else None,
        text=words_of(message, "text", "") or words_of(message, "caption", ""),
        topic=topic,
        answers=_answered(message, topic),
        file=_file(message),
        place=_spot(message),
        phone=_phone(message),
        album=words_of(message, "media_group_id", ""),
        speaks_as=number_of(speaker, "id") if speaker is not None else 0,
        is_service=_is_service(message),
        topic_opened=_topic_opened(message),
        migrated_to=number_of(message, "migrate_to_chat_id", 0),
        migrated_from=number_of(message, "migrate_from_chat_id", 0),
    )


def _pressed(query: Json) -> Pressed | None:
    """A press under a message that was placed through an inline query has none, and is not ours."""
    sender, message = _account(object_of(query, "from")), maybe_object(query, "message")
    if message is None:
        return None
    return Pressed(
        id=words_of(query, "id"),
        sender=sender,
        chat=_chat(object_of(message, "chat")),
        message=number_of(message, "message_id"),
        topic=_topic(message),
        data=words_of(query, "data", ""),
    )


def _membership(change: Json) -> Membership:
    member = object_of(change, "new_chat_member")
    return Membership(_chat(object_of(change, "chat")), _one_of(Standing, member, "status"))


def _one_of(kinds: type[Kind], parent: Json, key: str) -> Kind:
    try:
        return kinds(words_of(parent, key))
    except ValueError:
        raise NotAnUpdate(key) from None


def _chat(chat: Json) -> Place:
    return Place(
        number_of(chat, "id"),
        _one_of(PlaceKind, chat, "type"),
        flag_of(chat, "is_forum", False),
    )


def _account(user: Json) -> Account:
    return Account(number_of(user, "id"), flag_of(user, "is_bot"))


def _topic(message: Json) -> int:
    """In a group without topics a thread is merely a chain of replies."""
    if not flag_of(message, "is_topic_message", False):
        return 0
    return number_of(message, "message_thread_id", 0)


def _answered(message: Json, topic: int) -> int:
    reply = maybe_object(message, "reply_to_message")
    if reply is None or reply.get("forum_topic_created") is not None:
        return 0
    answered = number_of(reply, "message_id")
    return 0 if answered == topic else answered


def _is_service(message: Json) -> bool:
    if SERVICE_FIELDS.isdisjoint(message):
        return False
    # Some are true or absent, and false where an update went through the library's types.
    return any(message.get(key) not in (None, False) for key in SERVICE_FIELDS)


def _topic_opened(message: Json) -> str:
    opened = maybe_object(message, "forum_topic_created")
    return words_of(opened, "name") if opened is not None else ""


def _file(message: Json) -> Attached | None:
    if FILE_FIELDS.isdisjoint(message):
        return None
    sizes = objects_of(message, FileKind.PHOTO)
    if sizes:
        return _attached(FileKind.PHOTO, max(sizes, key=_pixels))
    others = ((kind, maybe_object(message, kind)) for kind in FileKind if kind != FileKind.PHOTO)
    return next((_attached(kind, found) for kind, found in others if found is not None), None)


def _pixels(size: Json) -> int:
    return number_of(size, "width") * number_of(size, "height")


def _attached(kind: FileKind, file: Json) -> Attached:
    return Attached(
        words_of(file, "file_id"),
        kind,
        words_of(file, "file_name", ""),
        number_of(file, "file_size", 0),
        words_of(file, "mime_type", ""),
    )


def _spot(message: Json) -> Spot | None:
    found = maybe_object(message, "location")
    if found is None:
        return None
    return Spot(degrees_of(found, "latitude"), degrees_of(found, "longitude"))


def _phone(message: Json) -> str:
    found = maybe_object(message, "contact")
    return words_of(found, "phone_number") if found is not None else ""


READERS: Final[Mapping[str, Callable[[Json], Happening | None]]] = {
    "message": _written,
    "edited_message": _written,
    "callback_query": _pressed,
    "my_chat_member": _membership,
}
"""The kinds that are taken, by their field in an update, which has one of them at most."""

"""The same values, by the types of python-telegram-bot, which follow the Bot API to the letter."""

from typing import Any

from telegram import Chat, Message, User
from telegram import ChatMemberUpdated as Change
from telegram import Update as Theirs
from telegram.ext.filters import StatusUpdate

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


def judged(raw: dict[str, Any]) -> Update:
    """What an update says that holds one of the kinds that are taken."""
    theirs = Theirs.de_json(raw)
    return Update(theirs.update_id, happening(theirs))


def happening(theirs: Theirs) -> Happening:
    message = theirs.message or theirs.edited_message
    if message:
        return written(message, theirs)
    if theirs.callback_query:
        return pressed(theirs)
    assert theirs.my_chat_member
    return membership(theirs.my_chat_member)


def written(message: Message, theirs: Theirs) -> Written:
    opened = message.forum_topic_created
    return Written(
        id=message.message_id,
        chat=place(message.chat),
        sender=account(message.from_user) if message.from_user else None,
        at=message.date,
        edited_at=message.edit_date,
        text=message.text or message.caption or "",
        topic=topic(message),
        answers=answers(message),
        file=file(message),
        place=spot(message),
        phone=message.contact.phone_number if message.contact else "",
        album=message.media_group_id or "",
        speaks_as=message.sender_chat.id if message.sender_chat else 0,
        is_service=StatusUpdate.ALL.check_update(theirs) is True,
        topic_opened=opened.name if opened else "",
        migrated_to=message.migrate_to_chat_id or 0,
        migrated_from=message.migrate_from_chat_id or 0,
    )


def pressed(theirs: Theirs) -> Pressed:
    query = theirs.callback_query
    assert query
    assert query.message
    message = query.message
    return Pressed(
        id=query.id,
        sender=account(query.from_user),
        chat=place(message.chat),
        message=message.message_id,
        topic=topic(message) if isinstance(message, Message) else 0,
        data=query.data or "",
    )


def membership(change: Change) -> Membership:
    return Membership(place(change.chat), Standing(change.new_chat_member.status))


def place(chat: Chat) -> Place:
    return Place(chat.id, PlaceKind(chat.type), bool(chat.is_forum))


def account(user: User) -> Account:
    return Account(user.id, user.is_bot)


def topic(message: Message) -> int:
    return (message.message_thread_id or 0) if message.is_topic_message else 0


def answers(message: Message) -> int:
    reply = message.reply_to_message
    opens = reply is None or reply.forum_topic_created or reply.message_id == topic(message)
    return 0 if reply is None or opens else reply.message_id


def file(message: Message) -> Attached | None:
    """`effective_attachment` too takes an animation before the document that it also is."""
    photo = max(message.photo, key=lambda size: size.width * size.height, default=None)
    theirs: Any = photo or message.effective_attachment
    kind = next((kind for kind in FileKind if getattr(message, kind)), None)
    if kind is None:
        return None
    return Attached(
        theirs.file_id,
        kind,
        getattr(theirs, "file_name", None) or "",
        theirs.file_size or 0,
        getattr(theirs, "mime_type", None) or "",
    )


def spot(message: Message) -> Spot | None:
    where = message.location
    return Spot(where.latitude, where.longitude) if where else None

"""The same values, by the types of python-telegram-bot, which follow the Bot API to the letter."""

from typing import Any

from telegram import Chat, Message, User
from telegram import ChatMemberAdministrator as Administrator
from telegram import ChatMemberUpdated as Change
from telegram import Update as Theirs
from telegram.ext.filters import StatusUpdate

from bot.channels.telegram.happenings import (
    Account,
    Attached,
    FileKind,
    Happening,
    Membership,
    PhoneCard,
    Place,
    PlaceKind,
    Pressed,
    Spot,
    Standing,
    TopicEvent,
    Update,
    Written,
)

EVENTS = {
    TopicEvent.CREATED: "forum_topic_created",
    TopicEvent.EDITED: "forum_topic_edited",
    TopicEvent.CLOSED: "forum_topic_closed",
    TopicEvent.REOPENED: "forum_topic_reopened",
    TopicEvent.HIDDEN: "general_forum_topic_hidden",
    TopicEvent.UNHIDDEN: "general_forum_topic_unhidden",
}


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
    joined = message.new_chat_members
    is_event = {event: getattr(message, key) is not None for event, key in EVENTS.items()}
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
        phone_card=phone_card(message),
        album=message.media_group_id or "",
        speaks_as=message.sender_chat.id if message.sender_chat else 0,
        is_service=StatusUpdate.ALL.check_update(theirs) is True,
        topic_event=next((event for event, told in is_event.items() if told), TopicEvent.NONE),
        members_joined=tuple(account(user) for user in joined),
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
        accessible=message.is_accessible,
    )


def membership(change: Change) -> Membership:
    member = change.new_chat_member
    return Membership(
        chat=place(change.chat),
        status=Standing(member.status),
        at=change.date,
        by=account(change.from_user),
        may_manage_topics=isinstance(member, Administrator) and bool(member.can_manage_topics),
    )


def place(chat: Chat) -> Place:
    return Place(chat.id, PlaceKind(chat.type), chat.title or "", bool(chat.is_forum))


def account(user: User) -> Account:
    return Account(user.id, user.full_name, user.is_bot, user.language_code or "")


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
        theirs.file_unique_id,
        kind,
        getattr(theirs, "file_name", None) or "",
        theirs.file_size or 0,
        getattr(theirs, "mime_type", None) or "",
    )


def spot(message: Message) -> Spot | None:
    where = message.location
    return Spot(where.latitude, where.longitude) if where else None


def phone_card(message: Message) -> PhoneCard | None:
    card = message.contact
    if card is None:
        return None
    return PhoneCard(card.phone_number, card.first_name, card.last_name or "", card.user_id or 0)

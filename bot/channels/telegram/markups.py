"""What stands under a message, its buttons, or below the chat, the key for one's own number."""

from collections.abc import Mapping
from typing import Final

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.channels.telegram.rendering import Sending
from core.messages import PhoneKey

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
PHONE_KEYS: Final[Mapping[PhoneKey, Markup]] = {
    PhoneKey.OFFERED: ReplyKeyboardMarkup(
        [[KeyboardButton("发送我的手机号", request_contact=True)]],
        resize_keyboard=True,
        one_time_keyboard=True,
    ),
    PhoneKey.TAKEN_AWAY: ReplyKeyboardRemove(),
}
"""Bot API: KeyboardButton.request_contact, in private chats only."""


def inline(piece: Sending) -> InlineKeyboardMarkup | None:
    """The buttons under a message."""
    if not piece.keyboard:
        return None
    rows = [[InlineKeyboardButton(key.label, callback_data=key.data) for key in row]
            for row in piece.keyboard]  # fmt: skip
    return InlineKeyboardMarkup(rows)


def markup(piece: Sending) -> Markup | None:
    """What a call takes along: buttons, or the key."""
    return inline(piece) or PHONE_KEYS.get(piece.phone_key)

"""What Telegram's refusals mean for a message, as one table of its descriptions."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import StrEnum
from typing import Final, TypeVar

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.delivery.receipts import Later, Moved, Receipt, Refused

Result = TypeVar("Result")

FIRST_WAIT: Final = timedelta(seconds=1)
LONGEST_WAIT: Final = timedelta(minutes=5)
TOKEN_WAIT: Final = timedelta(minutes=1)
MOST_DOUBLINGS: Final = 9


class Gone(StrEnum):
    """What a message refers to and Telegram knows no more; the part of its description."""

    UNCHANGED = "message is not modified"
    MESSAGE = "message to edit not found"
    UNEDITABLE = "message can't be edited"
    INVALID = "message_id_invalid"
    TOPIC = "message thread not found"
    TOPIC_DELETED = "topic_deleted"
    TOPIC_CLOSED = "topic_closed"
    TOPIC_UNCHANGED = "topic_not_modified"
    NO_FORUM = "the chat is not a forum"
    NO_RIGHT = "not enough rights"
    CHAT = "chat not found"


def gone(error: BadRequest) -> Gone | None:
    """Which of these a refusal names."""
    said = error.message.lower()
    return next((one for one in Gone if one in said), None)


def receipt_of(error: TelegramError, tries: int) -> Receipt:
    """What becomes of a message that met this error at its try of that number. A flood's wait is
    for this chat alone."""
    match error:
        case RetryAfter():
            return Later(patience_of(error))
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Refused(error.message, closed=True)
        case BadRequest():
            return Refused(error.message, closed=gone(error) is Gone.CHAT)
    return Later(TOKEN_WAIT if isinstance(error, InvalidToken) else backoff(tries))


def backoff(tries: int) -> timedelta:
    """Twice as long after each try that failed."""
    doublings: int = min(max(tries - 1, 0), MOST_DOUBLINGS)
    return min(FIRST_WAIT * float(1 << doublings), LONGEST_WAIT)


def patience_of(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


async def unless_gone(call: Callable[[], Awaitable[Result]], *passed: Gone) -> Result | Gone:
    """The result of a call, or which of these it met."""
    try:
        return await call()
    except BadRequest as error:
        found = gone(error)
        if found is None or found not in passed:
            raise
        return found

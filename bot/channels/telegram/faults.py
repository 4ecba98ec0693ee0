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
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.delivery.pauses import backoff
from bot.delivery.receipts import BUG, Later, Moved, Receipt, Refused, Shut

Result = TypeVar("Result")

TOKEN_WAIT: Final = timedelta(minutes=1)


class Gone(StrEnum):
    """What a message refers to and Telegram knows no more; the part of its description."""

    UNCHANGED = "message is not modified"
    MESSAGE = "message to edit not found"
    UNEDITABLE = "message can't be edited"
    INVALID = "message_id_invalid"
    TOPIC = "message thread not found"
    TOPIC_DELETED = "topic_deleted"
    TOPIC_INVALID = "topic_id_invalid"
    TOPIC_CLOSED = "topic_closed"
    TOPIC_UNCHANGED = "topic_not_modified"
    NO_FORUM = "the chat is not a forum"
    NO_RIGHT = "not enough rights"
    CHAT = "chat not found"
    NO_WRITING = "not enough rights to send text"
    NO_RIGHTS = "have no rights to send"
    FORBIDDEN_TO_WRITE = "chat_write_forbidden"


CLOSED: Final = frozenset({Gone.CHAT, Gone.NO_WRITING, Gone.NO_RIGHTS, Gone.FORBIDDEN_TO_WRITE})
"""Refusals of a whole chat that do not come as 403: somebody has to let the assistant in first."""
TOO_LARGE: Final = "too large"
PLAINLY: Final = {
    "blocked": "企业停用了机器人",
    "deactivated": "账号已注销",
    "initiate conversation": "企业还没有和机器人说过话",
    Gone.CHAT: "找不到这个聊天",
    "parse": "格式不被 Telegram 接受",
    TOO_LARGE: "内容太大",
    BUG: "程序出错，请告诉管理员",
    "too long": "内容太长",
}
"""What the staff read of a refusal, by a part of Telegram's description; otherwise that itself."""
OTHERWISE: Final = "Telegram 回复“{why}”"


def gone(error: BadRequest) -> Gone | None:
    """Which of these a refusal names; of two that are in it, the one that says more."""
    said = error.message.lower()
    return max((one for one in Gone if one in said), key=len, default=None)


def plainly(why: str) -> str:
    """A few words for the staff instead of Telegram's description."""
    said = why.lower()
    found = next((words for part, words in PLAINLY.items() if part in said), "")
    return found or OTHERWISE.format(why=why)


def receipt_of(error: TelegramError, tries: int) -> Receipt:
    """What becomes of a message that met this error at its try of that number. A flood's wait is
    for this chat alone."""
    match error:
        case RetryAfter():
            return Later(patience_of(error))
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Shut(error.message)
        case BadRequest():
            closed = gone(error) in CLOSED
            return Shut(error.message) if closed else Refused(error.message)
        case NetworkError() if TOO_LARGE in error.message.lower():
            return Refused(error.message)  # 413: the same bytes are as many at every try
    return Later(TOKEN_WAIT if isinstance(error, InvalidToken) else backoff(tries))


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

"""What WeCom's refusals mean for a message, as tables of its errcodes (全局错误码)."""

from datetime import timedelta
from typing import Final

from bot.delivery.pauses import backoff
from bot.delivery.receipts import BUG, Later, Receipt, Refused, Shut
from bot.weixin.errors import PLAINLY, SHUT_OUT, ApiError, Errcode

TOO_OFTEN_WAIT: Final = timedelta(minutes=1)
"""One who calls too often is refused for 60 seconds, or 60 minutes (access frequency)."""
SETTINGS_WAIT: Final = timedelta(minutes=1)

BUSY: Final = frozenset({Errcode.BUSY})
TOO_OFTEN: Final = frozenset({Errcode.USED_UP, Errcode.TOO_OFTEN, Errcode.TOO_MANY_AT_ONCE})
UNSET: Final = frozenset(
    {
        *SHUT_OUT,
        Errcode.NOT_AUTHORISED,
        Errcode.NOT_ALLOWED,
    }
)
"""What whoever keeps the server has to put right; the messages are good and wait."""
NOBODY: Final = frozenset(
    {
        Errcode.NO_RIGHT_TO_MEMBER,
        Errcode.NO_SUCH_MEMBER,
        Errcode.NOBODY_OF_THEM,
        Errcode.NOBODY_REACHABLE,
    }
)
"""Members whom the app may not write to, or who have left."""
CHATS: Final = range(86000, 87000)
"""Everything about group chats: gone, not the app's own, without members."""
TASK_SENT: Final = 42014
"""A card of this task is there already: an earlier try got through."""

NO_ACCOUNT: Final = "no such account in the settings"
WORDS: Final = {
    NO_ACCOUNT: "设置里已没有这个企业微信应用",
    BUG: "程序出错，请告诉管理员",
}
OTHERWISE: Final = "企业微信回复“{why}”"
ABOUT_CHATS: Final = "群聊已不在，或不是这个应用建的"


def receipt_of(error: ApiError, tries: int) -> Receipt:
    """What becomes of a message that met this refusal at its try of that number."""
    if error.code in BUSY:
        return Later(backoff(tries))
    if error.code in TOO_OFTEN:
        return Later(TOO_OFTEN_WAIT)
    if error.code in UNSET:
        return Later(SETTINGS_WAIT)
    if error.code in CHATS or error.code == Errcode.NO_SUCH_ROBOT:
        return Shut(str(error))
    return Refused(str(error))


def is_refused(error: ApiError) -> bool:
    """Whether it is this call alone that is not taken, and no try will change that."""
    return isinstance(receipt_of(error, 1), Refused)


def plainly(why: str) -> str:
    """A few words for the staff instead of WeCom's code and description."""
    own = next((words for part, words in WORDS.items() if why.startswith(part)), "")
    code = why.partition(" ")[0]
    if own or not code.removeprefix("-").isdecimal():
        return own or OTHERWISE.format(why=why)
    known = PLAINLY.get(int(code), "")
    return known or (ABOUT_CHATS if int(code) in CHATS else OTHERWISE.format(why=why))

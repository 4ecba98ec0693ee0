"""What WeChat's error codes mean for a message that was to be sent (Official Account, custom/send
and its kin)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.delivery.pauses import backoff
from bot.delivery.receipts import BUG, Later, Receipt, Refused, Shut
from bot.weixin.errors import PLAINLY as OF_CODE
from bot.weixin.errors import SHUT_OUT, ApiError, Errcode
from core.shanghai import day_of, moment

GONE: Final = frozenset({
    Errcode.NOT_A_FOLLOWER, Errcode.NO_SUCH_USER, Errcode.BLACKLISTED, Errcode.USER_LIMITED,
    Errcode.NOT_ALLOWED,
})  # fmt: skip
"""Nothing reaches this person: also where they take no messages of the account (48002)."""
BUSY: Final = frozenset({Errcode.BUSY, Errcode.TOO_OFTEN, Errcode.TOO_MANY_AT_ONCE})
BARRED: Final = frozenset({
    Errcode.NOT_AUTHORISED, Errcode.BANNED, Errcode.NO_SUCH_TEMPLATE, Errcode.NOTICES_BANNED,
    Errcode.BAD_TEMPLATE_FIELD,
})  # fmt: skip
"""The account may not do this at all, as long as nobody changes something there."""
SHUT_OUT_WAIT: Final = timedelta(minutes=1)
AFTER_MIDNIGHT: Final = timedelta(minutes=5)
"""The day's calls are counted anew in Shanghai's night."""

NO_WAY: Final = "no way is open"
MAY_NOT: Final = "the account may not write"
LEFT: Final = "unfollowed"
PLAINLY: Final[Mapping[str, str]] = {
    NO_WAY: "企业48小时内没有发消息，或微信允许的条数用完了",
    MAY_NOT: "公众号现在不能主动发消息，只能在企业来消息时回复，请告诉管理员",
    LEFT: "企业取消了关注",
    BUG: "程序出错，请告诉管理员",
    "user block": "企业拒收了通知",
    "system failed": "微信没有送到",
}
"""What the staff read of a reason, by a part of it."""
OTHERWISE: Final = "微信回复“{why}”"


def plainly(why: str) -> str:
    """A few words for the staff instead of WeChat's."""
    found = next((words for part, words in PLAINLY.items() if part in why), "")
    code = why.partition(" ")[0]
    by_code = OF_CODE.get(int(code), "") if code.removeprefix("-").isdecimal() else ""
    return found or by_code or OTHERWISE.format(why=why)


def receipt_of(error: ApiError, tries: int, now: datetime) -> Receipt:
    """What becomes of a message that met this error at its try of that number, and that no other
    way goes around."""
    if error.code in GONE:
        return Shut(str(error))
    if error.code == Errcode.USED_UP:
        return Later(moment(day_of(now) + timedelta(days=1)) + AFTER_MIDNIGHT - now)
    if error.code in SHUT_OUT:
        return Later(SHUT_OUT_WAIT)
    return Later(backoff(tries)) if error.code in BUSY else Refused(str(error))

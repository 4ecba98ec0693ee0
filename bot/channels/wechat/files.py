"""Pictures that lie at WeChat: each for three days (Official Account: media/get)."""

from collections.abc import Mapping
from typing import Final

from bot.channels.wechat.limits import CHANNEL
from bot.messengers.unfetched import AGAIN, TOO_BIG
from bot.weixin.api import Api
from bot.weixin.errors import ApiError, Errcode, TooLarge
from core.messages import Line

GET: Final = "cgi-bin/media/get"
MOST_BYTES: Final = 20 * 1024 * 1024
LOST: Final = frozenset({Errcode.NO_SUCH_MEDIA, Errcode.BAD_MEDIA_TYPE})


class Files:
    """Where pictures from WeChat are had from."""

    channel = CHANNEL

    def __init__(self, apis: Mapping[str, Api]) -> None:
        self._apis = apis

    async def content(self, reference: str) -> bytes:
        account, _, media = reference.partition(":")
        got = await self._apis[account].download(GET, MOST_BYTES, media_id=media)
        return got.content

    def hopeless(self, fault: Exception) -> Line | None:
        if isinstance(fault, TooLarge):
            return Line(TOO_BIG)
        lost = isinstance(fault, KeyError) or (isinstance(fault, ApiError) and fault.code in LOST)
        return Line(AGAIN) if lost else None

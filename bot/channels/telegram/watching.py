"""Requests to the Bot API: what each shows of the bot's token is told to whoever watches it."""

from http import HTTPStatus
from typing import Any, Final

from telegram.request import HTTPXRequest

from bot.messengers.outages import Outages

TOKEN_REFUSED: Final = "机器人的令牌不再有效"  # noqa: S105 - words
NEW_TOKEN: Final = (
    "请向 @BotFather 核对令牌，把有效的设置到 STATION_TELEGRAM_TOKEN，再重新启动服务。"  # noqa: S105
)
CALL: Final = "POST"
"""Files are had by another method, and need no token that is good for more."""
INTRODUCTION: Final = "/getMe"
"""Not found where the token is none by its form; another method may be unknown to the server."""
TAKEN: Final = frozenset({HTTPStatus.OK, HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN})


class WatchedRequest(HTTPXRequest):
    """So many connections at once."""

    def __init__(self, outages: Outages | None, connections: int) -> None:
        super().__init__(connection_pool_size=connections)
        self._outages = outages

    async def do_request(self, url: str, method: str, *args: Any, **more: Any) -> tuple[int, bytes]:
        code, payload = await super().do_request(url, method, *args, **more)
        if self._outages and method == CALL:
            if _is_refused(code, url):
                await self._outages.shut_out(TOKEN_REFUSED, NEW_TOKEN)
            elif code in TAKEN:
                await self._outages.let_in()
        return code, payload


def _is_refused(code: int, url: str) -> bool:
    unknown = code == HTTPStatus.NOT_FOUND and url.endswith(INTRODUCTION)
    return code == HTTPStatus.UNAUTHORIZED or unknown

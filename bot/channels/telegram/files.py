"""Files that lie at Telegram: a link is good for an hour, and a bot gets files up to 20 MB
(Bot API: getFile)."""

from typing import Final

from telegram import Bot
from telegram.error import BadRequest

from bot.channels.telegram.limits import CHANNEL
from bot.messengers.unfetched import AGAIN, TOO_BIG
from core.messages import Line

FOR_NOW: Final = "temporarily unavailable"
TOO_LARGE: Final = "too big"


class Files:
    """Where pictures from Telegram are had from."""

    channel = CHANNEL

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def content(self, reference: str) -> bytes:
        file = await self._bot.get_file(reference)
        return bytes(await file.download_as_bytearray())

    def hopeless(self, fault: Exception) -> Line | None:
        if not isinstance(fault, BadRequest) or FOR_NOW in fault.message.lower():
            return None
        return Line(TOO_BIG if TOO_LARGE in fault.message.lower() else AGAIN)

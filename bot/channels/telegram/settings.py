"""What the Telegram channel must be told."""

from dataclasses import dataclass
from pathlib import Path

from bot.channels.telegram.limits import TELEGRAMS_OWN, Rates


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The base addresses end in `/bot`. `webhook_path` is where Telegram posts, "" where updates
    are fetched; `secret` signs the links of stations."""

    token: str
    base_url: str
    base_file_url: str
    pictures: Path
    secret: str
    webhook_path: str = ""
    webhook_secret: str = ""
    staff_chat: int | None = None
    rates: Rates = TELEGRAMS_OWN

"""From the environment to what the Telegram channel must be told."""

from urllib.parse import urlsplit

from bot.channels.telegram.settings import TelegramSettings
from bot.cookie_secret import cookie_secret
from bot.settings import Settings


def telegram_settings(settings: Settings) -> TelegramSettings | None:
    """None where Telegram is not served."""
    if not settings.telegram_token:
        return None
    return TelegramSettings(
        token=settings.telegram_token,
        base_url=settings.telegram_base_url,
        base_file_url=settings.telegram_base_file_url,
        pictures=settings.pictures,
        secret=cookie_secret(settings),
        webhook_path=webhook_path(settings),
        webhook_secret=settings.telegram_webhook_secret,
        staff_chat=settings.telegram_staff_chat_id,
    )


def webhook_path(settings: Settings) -> str:
    """Where on this server Telegram posts to, "" where updates are fetched."""
    if not settings.telegram_webhook_url:
        return ""
    return urlsplit(settings.telegram_webhook_url).path or "/"

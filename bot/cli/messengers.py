"""The messengers that a process serves: each for which the environment tells an account."""

from dataclasses import dataclass

from bot.channels.telegram.service import TelegramService
from bot.channels.wechat.service import WechatService
from bot.channels.wecom.service import WecomService
from bot.cli.telegram_settings import telegram_settings
from bot.cli.weixin_settings import wechat_settings, wecom_settings
from bot.engine import Engine
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Messengers:
    """Those that are served beside the pages."""

    telegram: TelegramService | None = None
    wechat: WechatService | None = None
    wecom: WecomService | None = None

    @property
    def all(self) -> tuple[TelegramService | WechatService | WecomService, ...]:
        return tuple(each for each in (self.telegram, self.wechat, self.wecom) if each)


def messengers(engine: Engine, settings: Settings) -> Messengers:
    """Each where the environment tells an account for it."""
    telegram, wechat = telegram_settings(settings), wechat_settings(settings)
    wecom = wecom_settings(settings)
    return Messengers(
        TelegramService(engine, telegram) if telegram else None,
        WechatService(engine, wechat) if wechat else None,
        WecomService(engine, wecom) if wecom else None,
    )

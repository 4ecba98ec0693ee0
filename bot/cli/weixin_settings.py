"""From the environment to what the channels of WeChat and WeCom must be told."""

from bot.channels.wechat.settings import WechatSettings
from bot.channels.wecom.settings import WecomSettings
from bot.cookie_secret import cookie_secret
from bot.settings import Settings


def wechat_settings(settings: Settings) -> WechatSettings | None:
    """None where no Official Account is served."""
    if not settings.wechat_all:
        return None
    return WechatSettings(
        accounts=settings.wechat_all,
        base_url=settings.wechat_base_url,
        pictures=settings.pictures,
        secret=cookie_secret(settings),
        origin=settings.origin,
    )


def wecom_settings(settings: Settings) -> WecomSettings | None:
    """None where neither an app nor a robot is served."""
    if not settings.wecom_all and not settings.wecom_robot:
        return None
    return WecomSettings(
        accounts=settings.wecom_all,
        base_url=settings.wecom_base_url,
        pictures=settings.pictures,
        robot=settings.wecom_robot,
        secret=cookie_secret(settings),
        origin=settings.origin,
    )

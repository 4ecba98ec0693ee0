"""What the WeChat channel must be told."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.account_settings import WechatAccount
from bot.weixin.wire import PATIENCE, Patience


@dataclass(frozen=True, slots=True)
class WechatSettings:
    """`origin` is where browsers reach this server, `secret` signs scenes and links. A push is
    answered in its own connection if the turn is done within `reply_seconds`: WeChat itself waits
    for five."""

    accounts: tuple[WechatAccount, ...]
    base_url: str
    pictures: Path
    secret: str = field(repr=False)
    origin: str
    reply_seconds: float = 4.0
    patience: Patience = PATIENCE

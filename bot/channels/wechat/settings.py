"""What the WeChat channel must be told."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.account_settings import WechatAccount
from bot.weixin.wire import PATIENCE, Patience


@dataclass(frozen=True, slots=True)
class WechatSettings:
    """`origin` is where browsers reach this server, `secret` signs scenes and links. A push is
    answered in its own connection if the turn is done within `reply_seconds`: WeChat itself waits
    for five. A page waits
    `sign_seconds` for what lets it ask for a notice."""

    accounts: tuple[WechatAccount, ...]
    base_url: str
    pictures: Path
    secret: str = field(repr=False)
    origin: str
    reply_seconds: float = 4.0
    sign_seconds: float = 2.0
    patience: Patience = PATIENCE

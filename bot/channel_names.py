"""What enterprises call the messengers that they write in."""

from collections.abc import Mapping
from typing import Final

NAMES: Final[Mapping[str, str]] = {
    "web": "网页",
    "telegram": "Telegram",
    "wechat": "微信",
    "wecom": "企业微信",
}
ROBOT: Final = "wecomrobot"
"""A group that is told things and heard nothing: nobody writes there."""
ANOTHER: Final = "另一个"


def name_of(channel: str) -> str:
    """The name, which stands before 聊天."""
    return NAMES.get(channel, ANOTHER)

"""What the WeCom channel must be told."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.account_settings import WecomAccount
from bot.channels.wecom.limits import ROBOT_RATE, WECOMS_OWN, Rates
from core.rates import Rate

PATIENCE_SECONDS: Final = 4.0
"""WeCom waits five seconds for the answer to a push."""


@dataclass(frozen=True, slots=True)
class WecomSettings:
    """`robot` is the address of a group robot, "" where there is none; `secret` signs the links to
    the staff's page, which lies under `origin`."""

    accounts: tuple[WecomAccount, ...]
    base_url: str
    pictures: Path
    robot: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    origin: str = ""
    rates: Rates = WECOMS_OWN
    robot_rate: Rate = ROBOT_RATE
    patience_seconds: float = PATIENCE_SECONDS

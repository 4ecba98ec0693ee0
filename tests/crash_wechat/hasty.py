"""The product, sending a hundred times as fast as WeCom lets an app, so that a run ends in time.

How fast, and nothing else: the limits are counted and kept as ever.
"""

from dataclasses import replace
from typing import Final

from bot.channels.wecom.limits import MEMBER, OVERALL, ROOM, Rates
from bot.channels.wecom.settings import WecomSettings
from bot.cli import messengers
from bot.cli.weixin_settings import wecom_settings
from bot.settings import Settings
from core.rates import Rate
from tests.crash.spares import stand_by

TIMES: Final = 100


def faster(rate: Rate) -> Rate:
    return Rate(rate.interval / TIMES, rate.burst)


FAST: Final = Rates(faster(ROOM), faster(MEMBER), faster(MEMBER), faster(OVERALL))


def hasty_settings(settings: Settings) -> WecomSettings | None:
    told = wecom_settings(settings)
    return replace(told, rates=FAST) if told else None


def stand_by_hastily() -> None:
    messengers.wecom_settings = hasty_settings  # type: ignore[attr-defined]
    stand_by()


if __name__ == "__main__":
    stand_by_hastily()

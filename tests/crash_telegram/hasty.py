"""The product, sending a hundred times as fast as Telegram lets a bot, so that a run ends in time.

How fast, and nothing else: the limits are counted and kept as ever.
"""

from dataclasses import replace
from typing import Final

from bot.channels.telegram.limits import GROUP, OVERALL, PRIVATE, Rates
from bot.channels.telegram.settings import TelegramSettings
from bot.cli import messengers
from bot.cli.telegram_settings import telegram_settings
from bot.settings import Settings
from core.rates import Rate
from tests.crash.spares import stand_by

TIMES: Final = 100


def faster(rate: Rate) -> Rate:
    return Rate(rate.interval / TIMES, rate.burst)


FAST: Final = Rates(faster(PRIVATE), faster(GROUP), faster(OVERALL))


def hasty_settings(settings: Settings) -> TelegramSettings | None:
    told = telegram_settings(settings)
    return replace(told, rates=FAST) if told else None


def stand_by_hastily() -> None:
    messengers.telegram_settings = hasty_settings  # type: ignore[attr-defined]
    stand_by()


if __name__ == "__main__":
    stand_by_hastily()

"""A station that serves Telegram: a real engine, the channel over it, and hands at both."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.channels.telegram.limits import Rates
from bot.channels.telegram.links import to_member
from bot.channels.telegram.service import TelegramService
from bot.channels.telegram.settings import TelegramSettings
from bot.intents.lexicon import Lexicon
from bot.replay.stage import SPECIALIST, Stage, staged
from core.parties import Person as Member
from core.rates import Rate
from core.requests.request import ServiceRequest
from storage.sign_ins import issue_link
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person

UNLIMITED: Final = Rate(timedelta(0), 1)
AT_ONCE: Final = Rates(UNLIMITED, UNLIMITED, UNLIMITED)
SECRET: Final = "of the tests alone"


@dataclass
class House:
    """The station and its Telegram."""

    stage: Stage
    telegram: Telegram
    settings: TelegramSettings
    service: TelegramService

    async def pass_time(self, until: datetime) -> None:
        """Let everything fall due, and Telegram's clock go on as far."""
        await self.telegram.passes(until - self.stage.clock.now())
        await self.stage.pass_time(until)

    async def later(self, **by: float) -> None:
        await self.pass_time(self.stage.clock.now() + timedelta(**by))

    async def binds(self, person: Person, member: Member = SPECIALIST) -> None:
        """Somebody opens the link that makes them a member of the staff at Telegram."""
        now = self.stage.clock.now()
        token = await self.stage.engine.write(lambda each: issue_link(each, member.id, "", now))
        await person.starts(to_member(token))
        await self.telegram.hears(person, "已绑定")

    async def requests(self) -> tuple[ServiceRequest, ...]:
        query = self.stage.engine.schema.of(ServiceRequest).query(order="requested_at")
        return tuple(await self.stage.engine.read(query.all))


@asynccontextmanager
async def housed(
    lexicon: Lexicon,
    telegram: Telegram,
    begins: datetime,
    group: Group | None = None,
    rates: Rates = AT_ONCE,
) -> AsyncIterator[House]:
    """The station in a temporary folder, fetching its updates, its staff in that group."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as pictures:
        async with staged(lexicon, begins) as stage:
            stage.clock.move_to(begins)
            settings = settings_of(telegram, Path(pictures), group, rates)
            service = TelegramService(stage.engine, settings)
            async with service.running():
                yield House(stage, telegram, settings, service)


def settings_of(
    telegram: Telegram, pictures: Path, group: Group | None, rates: Rates
) -> TelegramSettings:
    """What a station's channel is told of this Telegram."""
    return TelegramSettings(
        token=telegram.token,
        base_url=telegram.base_url,
        base_file_url=telegram.base_file_url,
        pictures=pictures,
        secret=SECRET,
        staff_chat=group.id if group else None,
        rates=rates,
    )

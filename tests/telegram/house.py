"""A station that serves Telegram: a real engine, the channel over it, and hands at both."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bot.channels.telegram.limits import CHANNEL, Rates
from bot.channels.telegram.links import to_member
from bot.channels.telegram.service import TelegramService
from bot.channels.telegram.settings import TelegramSettings
from bot.intents.lexicon import Lexicon
from bot.replay.stage import SPECIALIST, STATION, Stage, staged
from core.conversations import Said
from core.messages import Outbound
from core.parties import Person as Member
from core.rates import Rate
from core.requests.request import ServiceRequest
from storage.connections import Connection
from storage.room_codes import bind_room, room
from storage.sign_ins import issue_link
from tests.settling import stands_still
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.writing import held_up, read_only

UNLIMITED: Final = Rate(timedelta(0), 100)
AT_ONCE: Final = Rates(UNLIMITED, UNLIMITED, UNLIMITED)
SECRET: Final = "of the tests alone"


@dataclass
class House:
    """The station and its Telegram."""

    stage: Stage
    telegram: Telegram
    settings: TelegramSettings

    @asynccontextmanager
    async def serves(self, **otherwise: Any) -> AsyncIterator[TelegramService]:
        """Let Telegram be served, perhaps by other settings."""
        self.settings = replace(self.settings, **otherwise)
        service = TelegramService(self.stage.engine, self.settings)
        async with service.running():
            yield service

    def held_up(self) -> AbstractAsyncContextManager[None]:
        """Let nothing be committed before the end of the block."""
        return held_up(self.stage.engine)

    def read_only(self) -> AbstractAsyncContextManager[None]:
        """Let the database take nothing in the block, as where the disk is full."""
        return read_only(self.stage.engine)

    async def pass_time(self, until: datetime) -> None:
        """Let everything fall due, and Telegram's clock go on as far."""
        await self.telegram.passes(until - self.stage.clock.now())
        await self.stage.pass_time(until)
        # Whoever waits for a moment looks at the clock again.
        self.stage.engine.wake((CHANNEL,))

    async def later(self, **by: float) -> None:
        await self.pass_time(self.stage.clock.now() + timedelta(**by))

    async def binds(self, person: Person, member: Member = SPECIALIST) -> None:
        """Somebody opens the link that makes them a member of the staff at Telegram."""
        now = self.stage.clock.now()
        token = await self.stage.engine.write(lambda each: issue_link(each, member.id, "", now))
        await person.starts(to_member(token))
        await self.telegram.hears(person, "已绑定")

    async def opens_room(self, group: Group, station: str = STATION) -> None:
        """Make a group one more room of a station."""
        engine = self.stage.engine
        own = room(f"{CHANNEL}:{group.id}", CHANNEL, station)
        await engine.write(lambda each: bind_room(each, engine.schema, own))

    async def settles(self) -> None:
        """Wait until all updates are taken and nothing is left that may be sent now."""
        await self.telegram.until_all_taken()
        await self.stands()

    async def stands(self) -> None:
        """Wait until nothing is left that may be sent now, whatever updates are still to come."""
        await stands_still(self.stage, self.settings.rates.shared)

    async def says(self, chat: Person | Group, *messages: Outbound) -> None:
        """The assistant says something by itself."""

        def unit(connection: Connection) -> frozenset[str]:
            told = [replace(each, chat=f"{CHANNEL}:{chat.id}") for each in messages]
            return engine.turns.applier.say(connection, told, "by itself", engine.clock.now())

        engine = self.stage.engine
        engine.wake(await engine.write(unit))

    async def outbox(self, chat: Person | Group) -> tuple[Said, ...]:
        """All that was ever said in a chat, in order."""
        query = self.stage.engine.schema.of(Said).query("chat", order="n")
        key = f"{CHANNEL}:{chat.id}"
        return tuple(await self.stage.engine.read(lambda each: query.all(each, key)))

    async def requests(self) -> tuple[ServiceRequest, ...]:
        query = self.stage.engine.schema.of(ServiceRequest).query(order="requested_at")
        return tuple(await self.stage.engine.read(query.all))


@asynccontextmanager
async def housed(  # noqa: PLR0913 - what a test may want of its own
    lexicon: Lexicon,
    telegram: Telegram,
    begins: datetime,
    group: Group | None = None,
    rates: Rates = AT_ONCE,
    serves: bool = True,
) -> AsyncIterator[House]:
    """The station in a temporary folder, fetching its updates, its staff in that group. One that
    does not serve yet does so in `house.serves()`."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as pictures:
        async with staged(lexicon, begins) as stage:
            stage.clock.move_to(begins)
            house = House(stage, telegram, settings_of(telegram, Path(pictures), group, rates))
            if not serves:
                yield house
                return
            async with house.serves():
                yield house


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

"""A station that serves everything at once: one engine; enterprises at an Official Account, staff
at their page, in WeCom and in Telegram."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.channels.wecom.settings import WecomSettings
from bot.intents.lexicon import Lexicon
from bot.replay.stage import SPECIALIST, STATION, Stage, staged
from core.conversations import Said
from core.messages import Card, text_of
from core.parties import Person
from core.people import Role
from core.requests.request import ServiceRequest
from storage.staff import add_member
from tests.telegram.house import AT_ONCE as TELEGRAM_RATES
from tests.telegram.house import House as TelegramHouse
from tests.telegram.house import settings_of as telegram_settings
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person as Telegrammer
from tests.wechat.house import BEFORE, KEY, ROOM, TOKEN
from tests.wechat.house import House as WechatHouse
from tests.wechat.house import settings_of as wechat_settings
from tests.wecom.house import AT_ONCE as WECOM_RATES
from tests.wecom.house import House as WecomHouse
from tests.wecom.house import account_of, founded, opened
from tests.weixin.server import World
from tests.weixin.server.corp.members import Member
from tests.weixin.server.official.users import User

WANG: Final = Person("wang", STATION, "王专员", (Role.SPECIALIST,), True, True)
CHANNELS: Final = ("telegram", "wechat", "wecom")
TWICE: Final = 2


@dataclass(frozen=True, slots=True)
class Specialist:
    """One of the staff, with what they hold in their hands."""

    person: Person
    at_telegram: Telegrammer
    at_wecom: Member


@dataclass(frozen=True, slots=True)
class House:
    """The station with all its messengers; `li` is its specialist, `wang` may become one, `qin` is
    somebody of an enterprise."""

    stage: Stage
    world: World
    group: Group
    telegram: TelegramHouse
    wechat: WechatHouse
    wecom: WecomHouse
    qin: User
    li: Specialist
    wang: Specialist

    async def later(self, **by: float) -> None:
        """Let everything fall due until then, at every messenger."""
        length = timedelta(**by)
        await self.telegram.telegram.passes(length)
        await self.stage.pass_time(self.stage.clock.now() + length)
        self.stage.engine.wake(CHANNELS)

    async def settles(self) -> None:
        """Wait until nothing is left that may be sent now: what one messenger has taken is told at
        the others."""
        for _ in range(TWICE):
            await self.telegram.settles()
            await self.wechat.settles()
            await self.wecom.settles()

    async def wang_joins(self) -> None:
        """王专员 begins to work at the station too."""
        engine = self.stage.engine
        await engine.write(lambda each: add_member(each, engine.schema, self.wang.person))
        await self.binds(self.wang)

    async def binds(self, who: Specialist) -> None:
        await self.telegram.binds(who.at_telegram, who.person)
        await self.wecom.binds(who.at_wecom, who.person)

    async def rooms(self) -> Mapping[str, str]:
        """All that the staff are shown in each of their rooms."""
        seen = await self.telegram.telegram.sees(self.group)
        return {
            "page": "\n".join(
                f"{_shown(one.message.card)}{text_of(one.message)}" for one in await self.page()
            ),
            "wecom": self.wecom.group(),
            "telegram": "\n".join(one.text for one in seen.of_bot()),
        }

    async def page(self) -> Sequence[Said]:
        """The rows of the room at the page."""
        query = self.stage.engine.schema.of(Said).query("chat", order="n")
        return await self.stage.engine.read(lambda each: query.all(each, ROOM))

    async def request(self) -> ServiceRequest:
        """The one request that there is."""
        [request] = await self.wechat.requests()
        return request


@asynccontextmanager
async def housed(
    begun: tuple[Lexicon, datetime], telegram: Telegram, world: World, mode: str, folder: Path
) -> AsyncIterator[House]:
    """The station, serving, with an account in that mode."""
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(staged(*begun))
        stage.clock.move_to(begun[1])
        world.clock = stage.clock.now
        at_wechat = _wechat(stage, world, mode, folder)
        at_wecom = await _wecom(stage, world, folder)
        li, wang = await telegram.user("李工"), await telegram.user("王工")
        group = await telegram.group("工作群", li, wang)
        settings = telegram_settings(telegram, folder, group, TELEGRAM_RATES)
        at_telegram = TelegramHouse(stage, telegram, settings)
        for each in (at_wechat, at_wecom, at_telegram):
            await stack.enter_async_context(each.serves())
        members = at_wecom.corp.members
        house = House(
            stage, world, group, at_telegram, at_wechat, at_wecom,
            at_wechat.account.user("覃晓燕"),
            Specialist(SPECIALIST, li, members["li"]),
            Specialist(WANG, wang, members["wang"]),
        )  # fmt: skip
        await house.binds(house.li)
        yield house
        await house.settles()


def _shown(card: Card | None) -> str:
    """The words of a card, in the order in which messengers show them."""
    if card is None:
        return ""
    rows = "\n".join(f"{label}：{line.render()}" for label, line in card.rows)
    return f"{card.title.render()} · {card.state}\n{rows}\n"


def _wechat(stage: Stage, world: World, mode: str, folder: Path) -> WechatHouse:
    account = world.official_account(mode=mode, token=TOKEN, aes_key=KEY, aes_key_before=BEFORE)
    return WechatHouse(stage, world, account, wechat_settings(account, world, folder))


async def _wecom(stage: Stage, world: World, folder: Path) -> WecomHouse:
    corp = world.corp()
    app = corp.app(TOKEN, KEY)
    corp.member("li", "李工")
    corp.member("wang", "王工")
    settings = WecomSettings(
        (account_of(app),), world.address, folder, rates=WECOM_RATES, secret="x" * 32
    )
    house = WecomHouse(stage, world, corp, app, settings, await founded(stage, world, app))
    await opened(stage, house.room)
    return house

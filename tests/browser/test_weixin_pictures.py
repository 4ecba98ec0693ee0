"""The guides' pictures of WeChat and WeCom, drawn from what was really sent."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Final

import pytest
from playwright.async_api import Page

from bot.channels.wecom.limits import CHANNEL as WECOM
from bot.channels.wecom.settings import WecomSettings
from bot.intents.lexicon import load_lexicon
from tests.browser.drawings import Bubble, Chat, Look, Run, drawn
from tests.time.moments import at
from tests.wechat import way
from tests.wechat.house import House as WechatHouse
from tests.wechat.house import housed
from tests.wecom.house import AT_ONCE, FIRST, KEY, TOKEN, account_of, founded, opened
from tests.wecom.house import House as WecomHouse
from tests.weixin.server import serving
from tests.weixin.server.corp.cards import CardShown
from tests.weixin.server.corp.members import Member
from tests.weixin.server.official.users import User
from tests.weixin.server.shown import LINK, Screen, Shown

pytestmark = pytest.mark.asyncio(loop_scope="session")

BEGIN: Final = at("2026-11-23 10:00")
ACCOUNT: Final = Chat("微信", Look.WEIXIN, "汉阳质量服务站")
GROUP: Final = Chat("企业微信", Look.WEIXIN, "汉阳质量服务站工作群")
APP: Final = Chat("企业微信", Look.WEIXIN, "质量服务站（应用）")
MARKDOWN: Final = re.compile(r"\*\*(?P<bold>[^*\n]++)\*\*|^> (?P<quiet>[^\n]*+)$", re.MULTILINE)
CARD: Final = f"{FIRST} 计量检测服务\n待"
A_ROW: Final = 3
LATE: Final = "您好，证书已经出来了，随时可以来取。"


class Told:
    """A chat as it is told: what somebody wrote, between what the screen showed."""

    def __init__(self, screen: Screen, sender: str = "") -> None:
        self._screen, self._sender, self._seen = screen, sender, 0
        self._bubbles: list[Bubble] = []

    def begins_here(self) -> None:
        """What was shown until now is left out."""
        self._bubbles, self._seen = [], len(self._screen.shown)

    def says(self, words: str) -> None:
        """Somebody writes, after what was shown."""
        self._add(Bubble((Run(words),), kind="person"))

    def passes(self, words: str) -> None:
        """A word of ours between the messages."""
        self._add(Bubble((Run(words),), kind="aside"))

    @property
    def bubbles(self) -> Sequence[Bubble]:
        new = self._screen.shown[self._seen :]
        self._bubbles += (replace(bubble_of(one), sender=self._sender) for one in new)
        self._seen += len(new)
        return tuple(self._bubbles)

    def _add(self, bubble: Bubble) -> None:
        self._bubbles = [*self.bubbles, bubble]


@dataclass
class Scene:
    """An enterprise at WeChat, a specialist at WeCom, and how their chats are told."""

    wechat: WechatHouse
    wecom: WecomHouse
    qin: User
    li: Member

    def __post_init__(self) -> None:
        self.enterprise, self.app = Told(self.qin.screen), Told(self.li.screen)
        self.group = Told(self.wecom.chat.screen, APP.title)

    async def settles(self) -> None:
        await self.wechat.settles()
        await self.wecom.settles()

    async def later(self, **by: float) -> None:
        await self.wechat.later(**by)
        self.wecom.stage.engine.wake((WECOM,))
        await self.settles()

    async def writes(self, words: str) -> None:
        self.enterprise.says(words)
        await self.qin.writes(words)
        await self.settles()

    async def presses(self, label: str) -> None:
        self.enterprise.says(label)
        await self.qin.presses(label)
        await self.settles()

    async def staff_writes(self, words: str) -> None:
        self.app.says(words)
        await self.li.writes(words)
        await self.settles()

    async def staff_presses(self, key: str) -> None:
        await self.li.presses(self.li.card(FIRST), key)
        await self.settles()


def bubble_of(shown: Shown) -> Bubble:
    """What stands on a phone for one message."""
    if shown.kind == "markdown":
        return Bubble(tuple(_runs(MARKDOWN, shown.text)))
    runs = list(_runs(LINK, shown.text.removesuffix(shown.below).rstrip("\n")))
    for _, label in shown.items if shown.kind == "menu" else ():
        runs += (Run("\n"), Run(label, "link"))
    if shown.below:
        runs += (Run("\n"), *_runs(LINK, shown.below))
    return Bubble(tuple(runs))


def card_of(card: CardShown) -> Bubble:
    """What stands on a phone for a card with buttons, as it is now."""
    raw = card.raw
    rows = [f"\n{row['keyname']}：{row['value']}" for row in raw["horizontal_content_list"]]
    runs = [Run(card.title, "bold"), Run(f"\n{raw['main_title']['desc']}", "quiet")]
    runs += (Run(f"\n{raw['sub_title_text']}"), *(Run(row, "quiet") for row in rows))
    labels = [label for _, label in card.buttons]
    halves = tuple(tuple(labels[n : n + A_ROW]) for n in range(0, len(labels), A_ROW))
    return Bubble(tuple(runs), rows=halves)


def _runs(pattern: re.Pattern[str], text: str) -> Sequence[Run]:
    runs: list[Run] = []
    end = 0
    for found in pattern.finditer(text):
        looks, words = next(
            (name, words) for name, words in found.groupdict().items() if name != "to" and words
        )
        runs += (Run(text[end : found.start()]), Run(words, "link" if looks == "label" else looks))
        end = found.end()
    return [run for run in (*runs, Run(text[end:])) if run.words]


@asynccontextmanager
async def played() -> AsyncIterator[Scene]:
    """A station that serves an Official Account and an app at WeCom."""
    with serving() as server:
        async with housed(load_lexicon(), server.world(), "safe", BEGIN) as house:
            qin = house.account.user("覃晓燕")
            corp = house.world.corp()
            app, li = corp.app(TOKEN, KEY), corp.member("li", "李工")
            corp.member("wang", "王工")
            settings = WecomSettings(
                (account_of(app),), house.world.address, house.settings.pictures, rates=AT_ONCE
            )
            group = await founded(house.stage, house.world, app)
            staff = WecomHouse(house.stage, house.world, corp, app, settings, group)
            await opened(house.stage, staff.room)
            async with staff.serves():
                await staff.binds(li)
                yield Scene(house, staff, qin, li)


async def filed(scene: Scene) -> None:
    await scene.qin.follows()
    await scene.settles()
    await scene.writes("有6块压力表要校准，下周三上午行吗")
    await scene.writes("武汉汉阳恒岩五金制品厂，覃晓燕 13800001207")
    await scene.presses("确认提交")


async def answered(scene: Scene) -> None:
    """A need that is claimed, talked about and answered."""
    await filed(scene)
    await scene.staff_presses("claim")
    await scene.staff_writes("这家我去过，路好找")
    await scene.staff_presses("reply")
    await scene.staff_writes("您好，下周三上午十点上门取表，您看行吗？")


async def test_a_need_at_wechat(page: Page) -> None:
    async with played() as scene:
        await filed(scene)
        await drawn(page, ACCOUNT, scene.enterprise.bubbles, "wechat-enterprise.png")


async def test_staff_at_wecom(page: Page) -> None:
    async with played() as scene:
        scene.group.begins_here()
        scene.app.begins_here()
        await answered(scene)
        group, app = scene.group.bubbles, scene.app.bubbles
        cards = iter(map(card_of, scene.li.cards))
        app = [next(cards) if CARD in one.runs[0].words else one for one in app]
    assert scene.wechat.world.violations() == ()
    await drawn(page, GROUP, group, "wecom-group.png")
    await drawn(page, APP, app, "wecom-app.png")


async def test_an_answer_that_has_to_wait(page: Page) -> None:
    async with played() as scene:
        await answered(scene)
        await scene.later(hours=49)
        scene.group.begins_here()
        scene.group.passes("两天多没有消息的企业")
        await scene.staff_presses("reply")
        await scene.staff_writes(LATE)
        scene.group.passes("企业发来“进度”")
        await scene.writes("进度")
        group = scene.group.bubbles
    await drawn(page, GROUP, group, "wecom-delivery.png")


async def test_a_rating_at_wechat(page: Page) -> None:
    async with played() as scene:
        await filed(scene)
        await way.served(scene.wechat, scene.qin)
        scene.enterprise.begins_here()
        await scene.later(seconds=5)
        await scene.presses("5★")
        await scene.presses("其余同分（5★）")
        await drawn(page, ACCOUNT, scene.enterprise.bubbles, "wechat-rating.png")

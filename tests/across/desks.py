"""The places at which a specialist works, each with the same few things that are done there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from core.messages import text_of
from tests.across.house import House, Specialist
from tests.telegram.way import says
from tests.wechat.way import FIRST

TITLE: Final = f"{FIRST} 计量检测"
NOW_TO_THE_ENTERPRISE: Final = "接下来您在这里写的文字会发给企业"


class Desk(Protocol):
    """What is done at a desk is always about the first request."""

    async def claims(self) -> None:
        """Press 接单."""

    async def replies(self, words: str) -> None:
        """Say something to the enterprise."""

    async def does(self, words: str) -> None:
        """A command of the room, without the number that it is about."""

    async def is_told(self) -> str:
        """What they alone were told last."""


@dataclass(frozen=True, slots=True)
class AtThePage:
    house: House
    who: Specialist

    async def claims(self) -> None:
        await self.does("接单")

    async def replies(self, words: str) -> None:
        await self.does(f"回复 {words}")

    async def does(self, words: str) -> None:
        command, _, rest = words.partition(" ")
        await self.house.stage.unfetched(f"{command} {FIRST} {rest}".strip())

    async def is_told(self) -> str:
        own = [one for one in await self.house.page() if one.message.only == self.who.person.id]
        return text_of(own[-1].message)


@dataclass(frozen=True, slots=True)
class AtWecom:
    house: House
    who: Specialist

    async def claims(self) -> None:
        me = self.who.at_wecom
        await me.hears(FIRST)
        await me.presses(me.card(FIRST), "claim")

    async def replies(self, words: str) -> None:
        me = self.who.at_wecom
        before = me.shown[-1]
        await me.presses(me.card(FIRST), "reply")
        await me.hears(NOW_TO_THE_ENTERPRISE, after=before)
        await self.does(words)

    async def does(self, words: str) -> None:
        await self.who.at_wecom.writes(words)

    async def is_told(self) -> str:
        return self.who.at_wecom.shown[-1].text


@dataclass(frozen=True, slots=True)
class AtTelegram:
    house: House
    who: Specialist

    async def claims(self) -> None:
        card = await self.house.telegram.telegram.hears(self.house.group, TITLE)
        await self.who.at_telegram.presses(card, "接单")

    async def replies(self, words: str) -> None:
        await self.does(f"/r {words}")

    async def does(self, words: str) -> None:
        house = self.house.telegram
        card = await house.telegram.hears(self.house.group, TITLE)
        await says(house, self.who.at_telegram, self.house.group, card, words)

    async def is_told(self) -> str:
        telegram, me = self.house.telegram.telegram, self.who.at_telegram
        pressed = [one for one in await telegram.presses() if one.person == me.id]
        return (await telegram.answered(pressed[-1])).text


DESKS: Final[Mapping[str, type[AtThePage] | type[AtWecom] | type[AtTelegram]]] = {
    "page": AtThePage,
    "wecom": AtWecom,
    "telegram": AtTelegram,
}

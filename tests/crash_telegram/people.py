"""The people of the run, each led only by what Telegram shows them: enterprises in private chats,
members of the staff in their group.

Nobody knows of a kill. What is said twice in a row is read once.
"""

import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Final

from tests.crash.people import (
    COMPANY,
    CONFIRM,
    FILED,
    GOOD,
    PHONE,
    POOR,
    PROGRESS,
    RATED,
    SERVED,
    UNSERVED,
)
from tests.crash.stories import NUMBER
from tests.crash_telegram.sights import Sights
from tests.telegram.messenger import Group
from tests.telegram.persons import Person
from tests.telegram.sights import Message

GREETED: Final = "您想办什么事"


class Enterprise:
    """Brings its needs one after another. One that is `served` waits until each is done and rates
    it; one that is not files what it has and then keeps asking how far things are."""

    def __init__(self, person: Person, sights: Sights, number: int, dice: random.Random) -> None:
        self._person, self._sights, self._dice = person, sights, dice
        self.served = bool(number % 4)
        self.brought = 0
        self._last = ""
        self._answers: Mapping[str, Callable[[Message], Awaitable[None]]] = {
            "请问贵单位全称": lambda _: self._say(COMPANY.format(n=number)),
            "请问怎么称呼": lambda _: self._say("我姓张"),
            "留一个联系电话": lambda _: self._say(PHONE.format(n=number)),
            "是想办哪一件": lambda seen: self._press(seen, seen.labels[0]),
            "希望什么时候办": lambda seen: self._press(seen, "不急"),
            "请您核对": lambda seen: self._press(seen, CONFIRM),
            "您看可以吗": lambda seen: self._press(seen, "可以"),
            "满意程度": lambda seen: self._press(seen, self._stars()),
            "是否得到了解决": lambda seen: self._press(seen, "是"),
            "服务总体评价": lambda seen: self._press(seen, dice.choice(("满意", "一般", "跳过"))),
            "您的意见或建议": lambda _: self._say("服务很及时，下次还来"),
        }

    async def live(self, enough: Callable[[], bool]) -> None:
        """Bring needs until it is enough."""
        await self._bring("/start", GREETED)
        while not (self.brought and enough()):
            self.brought += 1
            if self.served:
                await self._bring(SERVED.format(n=self.brought + 1), RATED)
            elif self.brought <= len(UNSERVED):
                await self._bring(UNSERVED[self.brought - 1], FILED)
            else:
                await self._bring(PROGRESS, "")

    async def _bring(self, need: str, last: str) -> None:
        """Say it, and answer whatever is asked until something is said last."""
        place = len(self._sights.in_chat[self._person.id])
        await self._say(need)
        while True:
            for seen in await self._sights.after(self._person.id, place):
                place += 1
                if last in seen.text:
                    return
                if seen.text != self._last and not seen.edited:
                    await self._answer(seen)
                self._last = seen.text

    async def _answer(self, seen: Message) -> None:
        for words, answer in self._answers.items():
            if words in seen.text:
                await answer(seen)
                return

    async def _say(self, text: str) -> None:
        await self._person.writes(text)
        await self._sights.did()

    async def _press(self, seen: Message, label: str) -> None:
        [data] = [data for shown, data in buttons(seen) if shown == label]
        await self._person.presses(seen, data=data)
        await self._sights.did()

    def _stars(self) -> str:
        return POOR if self._dice.random() < 0.05 else self._dice.choice(GOOD)


STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "待接收": ("接单",),
    "待评估": ("/r 您好，收到，我们来安排", "预约 明天下午3点"),
    "站内预约": ("开始",),
    "服务中": ("结束 压力表已校准，证书已交",),
}
"""What a specialist does, by the state that a card shows: presses the first, says the others."""


class Specialist:
    """One of several, each of whom takes every so-manieth request from its claim to its end, if it
    is of a metering need."""

    def __init__(
        self, person: Person, sights: Sights, group: Group, share: tuple[int, int]
    ) -> None:
        self._person, self._sights, self._group = person, sights, group
        self._which, self._of = share
        self._did: defaultdict[str, set[str]] = defaultdict(set)

    async def work(self) -> None:
        place = 0
        while True:
            for seen in await self._sights.after(self._group.id, place):
                place += 1
                await self._look_at(seen)

    async def _look_at(self, seen: Message) -> None:
        found = NUMBER.search(seen.text)
        if found is None or "计量检测" not in seen.text.splitlines()[0]:
            return
        if int(found[1]) % self._of == self._which:
            for step in self._next(found[0], seen.text.splitlines()[0]):
                self._did[found[0]].add(step)
                await self._do(step, seen)

    def _next(self, number: str, title: str) -> Iterator[str]:
        did = self._did[number]
        for state, steps in STEPS.items():
            if title.endswith(state):
                yield from (step for step in steps if step not in did)

    async def _do(self, step: str, seen: Message) -> None:
        pressed = [data for label, data in buttons(seen) if label == step]
        if pressed:
            await self._person.presses(seen, data=pressed[0])
        else:
            await self._person.writes(step, to=self._group, reply_to=seen)
        await self._sights.did()


def buttons(seen: Message) -> list[tuple[str, str]]:
    """What stands on the buttons as they were shown, and what each carries."""
    rows = seen.raw.get("reply_markup", {}).get("inline_keyboard", ())
    return [(one["text"], one["callback_data"]) for row in rows for one in row]

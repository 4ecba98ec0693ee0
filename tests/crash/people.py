"""The people of the run, each led only by what their page shows: enterprises and one specialist.

An enterprise answers every question of the assistant by a table from its words to an answer; the
specialist does with every card what comes next. Nobody knows of a kill: a page that comes back
shows what it missed, and the people go on from there.
"""

import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, Final

from tests.crash.pages import Page
from tests.crash.stories import NUMBER

Json = dict[str, Any]

COMPANY: Final = "武汉试行{n}号阀门有限公司"
PHONE: Final = "138000{n:05d}"
SERVED: Final = "我们有{n}台压力表要校准"
UNSERVED: Final = (
    "想报名两个人的内审员培训",
    "我们的储气罐要做定期检验",
    "想做ISO9001质量管理体系认证",
    "有一批童装要送检",
)
PROGRESS: Final = "进度"
CONFIRM: Final = "确认提交"
FILED: Final = "登记好了，单号"
RATED: Final = "谢谢您的评价"
GOOD: Final = ("3★", "4★", "5★")
POOR: Final = "2★"


class Enterprise:
    """Brings its needs one after another. One that is `served` waits until each is done and rates
    it; one that is not files what it has and then keeps asking how far things are."""

    def __init__(self, page: Page, number: int, dice: random.Random, *, served: bool) -> None:
        self.page = page
        self.served = served
        self.brought = 0
        self._dice = dice
        self._answers: Mapping[str, Callable[[Json], Awaitable[str]]] = {
            "请问贵单位全称": lambda row: page.say(COMPANY.format(n=number)),
            "请问怎么称呼": lambda row: page.say("我姓张"),
            "留一个联系电话": lambda row: page.say(PHONE.format(n=number)),
            "是想办哪一件": lambda row: page.press(row, row["choices"][0]["label"]),
            "希望什么时候办": lambda row: page.press(row, "不急"),
            "请您核对": lambda row: page.press(row, CONFIRM),
            "您看可以吗": lambda row: page.press(row, "可以"),
            "满意程度": lambda row: page.press(row, self._stars()),
            "是否得到了解决": lambda row: page.press(row, "是"),
            "服务总体评价": lambda row: page.press(row, dice.choice(("满意", "一般", "跳过"))),
            "您的意见或建议": lambda row: page.say("服务很及时，下次还来"),
        }

    async def live(self, enough: Callable[[], bool]) -> None:
        """Bring needs until it is enough."""
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
        place = len(self.page.log.shown)
        await self.page.say(need)
        while True:
            for row in await self.page.rows_after(place):
                place += 1
                if last in row["text"] and row["assistant"]:
                    return
                await self._answer(row)

    async def _answer(self, row: Json) -> None:
        for words, answer in self._answers.items():
            if row["assistant"] and words in row["text"]:
                await answer(row)
                return

    def _stars(self) -> str:
        return POOR if self._dice.random() < 0.05 else self._dice.choice(GOOD)


STEPS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "待接收": (("接单", ""),),
    "待评估": (("回复", "您好，收到，我们来安排"), ("预约", "明天下午3点")),
    "站内预约": (("开始", ""),),
    "服务中": (("结束", "压力表已校准，证书已交"),),
}
"""What the specialist does, by the state that a card shows."""


class Specialist:
    """Takes requests of a metering need from their claim to their end, and leaves the others: all
    of them, or every so-manieth."""

    def __init__(self, page: Page, share: tuple[int, int] = (0, 1)) -> None:
        self.page = page
        self._which, self._of = share
        self._did: defaultdict[str, set[str]] = defaultdict(set)

    async def work(self) -> None:
        place = 0
        while True:
            for row in await self.page.rows_after(place):
                place += 1
                await self._look_at(row)

    async def _look_at(self, row: Json) -> None:
        card = row["card"]
        if card and "计量" in card["title"] and self._is_own(card["title"]):
            for label, words in self._next(row, card["state"]):
                self._did[row["thread"]].add(label)
                await self.page.press(row, label, words)

    def _is_own(self, title: str) -> bool:
        found = NUMBER.search(title)
        return found is not None and int(found[1]) % self._of == self._which

    def _next(self, row: Json, state: str) -> Iterator[tuple[str, str]]:
        offered = {choice["label"] for choice in row["choices"]}
        did = self._did[row["thread"]]
        for label, words in STEPS.get(state, ()):
            if label not in did:
                if label in offered:
                    yield label, words
                return

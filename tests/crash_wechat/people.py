"""The people of the run, each led only by what they are shown: enterprises at the Official Account,
specialists in WeCom.

Nobody knows of a kill: what they did is brought again until it is answered. What is said twice in a
row is read once.
"""

import re
from collections.abc import Callable
from typing import Final

from tests.crash_wechat.sights import EVER, Sights
from tests.weixin.server.corp.cards import CardShown
from tests.weixin.server.corp.chats import Chat
from tests.weixin.server.corp.members import Member
from tests.weixin.server.official.users import User
from tests.weixin.server.pushing import Pushed

NEED: Final = "武汉试行{n}号阀门有限公司，张三 138000{n:05d}，我们有2台压力表要校准"
ANSWERS: Final = (("希望什么时候办", "不急"), ("请您核对", "确认提交"))
"""What is asked about a need, and the button that is pressed then."""
WORD: Final = "第{n}条：设备放在二楼仓库"
ANSWERED: Final = "{number}的话收到了（{n}）"
PROGRESS: Final = "进度"
GREETING: Final = "您好"
"""What following the account says."""
PRESSED: Final = "*"
FILED: Final = re.compile(r"登记好了，单号(\S+?)（")
NUMBER: Final = re.compile(r"HY-\d{4}-(\d{4})")
PASSED_ON: Final = re.compile(r"(HY-\d{4}-(\d{4}))[^第]*第(\d+)条：", re.DOTALL)
COMMAND: Final = "回复 {number} {words}"
CLAIM: Final = "claim"


class Enterprise:
    """Files a need, then writes one word after the other about it, each when the one before was
    answered by a specialist. `acts` is all that it said, in order."""

    def __init__(self, user: User, sights: Sights, number: int) -> None:
        self.user, self._sights, self._number = user, sights, number
        self.acts: list[str] = []
        self.written = 0
        self._seen = 0

    async def live(self, enough: Callable[[], bool]) -> None:
        """Write until it is enough."""
        await self._does(GREETING, await self.user.follows())
        await self._says(NEED.format(n=self._number))
        number = await self._filed()
        await self._reads(ANSWERED.format(number=number, n=0))
        while not enough():
            self.written += 1
            await self._says(WORD.format(n=self.written))
            await self._reads(ANSWERED.format(number=number, n=self.written))

    async def ends(self) -> None:
        """What waits for the next contact goes out with it."""
        await self._says(PROGRESS)

    async def _filed(self) -> str:
        for asked, label in ANSWERS:
            await self._reads(asked)
            await self._does(PRESSED, await self.user.presses(label))
        found = FILED.search(await self._reads("登记好了"))
        assert found
        return found[1]

    async def _reads(self, words: str) -> str:
        """The next message with these words."""

        def found() -> list[tuple[int, str]]:
            new = enumerate(self.user.shown[self._seen :], self._seen + 1)
            return [(place, one.text) for place, one in new if words in one.text]

        await self._sights.until(lambda: bool(found()))
        self._seen, text = found()[0]
        return text

    async def _says(self, text: str) -> None:
        await self._does(text, await self.user.writes(text))

    async def _does(self, act: str, pushed: Pushed) -> None:
        assert pushed.status == 200, pushed
        self.acts.append(act)
        self._sights.did()


class Specialist:
    """Takes every so-manieth request: claims it by the button of its card, and answers each word
    about it that stands in the group."""

    def __init__(self, member: Member, chat: Chat, sights: Sights, share: tuple[int, int]) -> None:
        self.member, self._chat, self._sights = member, chat, sights
        self._which, self._of = share
        self.acts: list[str] = []
        self._answered: set[tuple[str, int]] = set()

    async def work(self) -> None:
        """Do whatever there is to do, as long as the run lasts."""
        while True:
            await self._sights.until(lambda: bool(self._claimable() or self._new()), EVER)
            for number, card in self._claimable().items():
                await self._does(PRESSED, await self.member.presses(card, CLAIM))
                await self._answers(number, 0)
            for number, n in self._new():
                await self._answers(number, n)

    def _claimable(self) -> dict[str, CardShown]:
        """The cards that stand there to be claimed by this one."""
        found = {}
        for card in self.member.cards:
            number = NUMBER.search(card.text)
            if number and CLAIM in dict(card.buttons) and self._is_mine(number[1]):
                found[number[0]] = card
        return {number: card for number, card in found.items() if (number, 0) not in self._answered}

    def _new(self) -> list[tuple[str, int]]:
        """The words that nobody has answered yet."""
        found = filter(None, (PASSED_ON.search(one.text) for one in self._chat.shown))
        mine = dict.fromkeys((one[1], int(one[3])) for one in found if self._is_mine(one[2]))
        return [one for one in mine if one not in self._answered]

    def _is_mine(self, number: str) -> bool:
        return int(number) % self._of == self._which

    async def _answers(self, number: str, n: int) -> None:
        self._answered.add((number, n))
        words = COMMAND.format(number=number, words=ANSWERED.format(number=number, n=n))
        await self._does(words, await self.member.writes(words))

    async def _does(self, act: str, pushed: Pushed) -> None:
        assert pushed.status == 200, pushed
        self.acts.append(act)
        self._sights.did()

"""A corporation at WeCom: its members, its own apps, their chats and group robots."""

import hashlib
from datetime import datetime
from typing import Final

import httpx

from tests.weixin.server.calls import Call, Route
from tests.weixin.server.corp.cards import Card, Code
from tests.weixin.server.corp.chats import Chat, Robot
from tests.weixin.server.corp.members import Member
from tests.weixin.server.errors import Refusal
from tests.weixin.server.media import WECOM, Media
from tests.weixin.server.pushing import Callback, Letter, Pushed, nonce
from tests.weixin.server.sealing import Seal, signature
from tests.weixin.server.surroundings import Surroundings
from tests.weixin.server.tokens import Tokens
from tests.weixin.server.xml import Fields, write

FIRST_AGENT: Final = 1_000_002
NOT_TAKEN: Final = frozenset(range(201, 600))


class Corp:
    """All apps of one corporation share its members and media."""

    def __init__(self, world: Surroundings) -> None:
        told = hashlib.sha256(f"corp {world.number} {world.count()}".encode()).hexdigest()
        self.world = world
        self.corp_id = f"ww{told[:16]}"
        self.members: dict[str, Member] = {}
        self.apps: dict[str, App] = {}
        self.chats: dict[str, Chat] = {}
        self.robots: dict[str, Robot] = {}
        self.media = Media(world, WECOM)

    def app(self, token: str, aes_key: str) -> "App":
        """An own app (自建应用) that everybody sees."""
        app = App(self, FIRST_AGENT + len(self.apps), token, aes_key)
        self.apps[app.secret] = app
        return app

    def member(self, userid: str, name: str) -> Member:
        member = Member(self, userid, name)
        self.members[userid.lower()] = member
        return member

    def chat(self, chatid: str) -> Chat:
        return self.chats[chatid]

    def robot(self) -> Robot:
        """A group robot; `key` is the end of its address."""
        robot = Robot(self.world, f"{self.corp_id}-robot-{self.world.count()}")
        self.robots[robot.key] = robot
        self.world.registry.robots[robot.key] = self
        return robot


class App:
    """A test sets `callback`, and `client` where it has no server of its own. `visible` are the
    only members that see the app; `root` says whether its range is the root department."""

    def __init__(self, corp: Corp, agent_id: int, token: str, aes_key: str) -> None:
        told = hashlib.sha256(f"{corp.corp_id} {agent_id}".encode()).hexdigest()
        self.corp = corp
        self.world = corp.world
        self.agent_id = agent_id
        self.secret = told[:43]
        self.token = token
        self.aes_key = aes_key
        self.root = True
        self.visible: frozenset[str] | None = None
        self.allowed_ips: frozenset[str] | None = None
        self.tokens = Tokens(self, "gettoken")
        self.cards: dict[str, Card] = {}
        self.codes: dict[str, Code] = {}
        self.sent: dict[str, datetime] = {}
        self._callback = Callback(corp.world)

    @property
    def callback(self) -> str:
        return self._callback.url

    @callback.setter
    def callback(self, url: str) -> None:
        self._callback.url = url

    @property
    def client(self) -> httpx.AsyncClient | None:
        return self._callback.client

    @client.setter
    def client(self, client: httpx.AsyncClient | None) -> None:
        self._callback.client = client

    @property
    def seal(self) -> Seal:
        return Seal(self.aes_key, self.corp.corp_id)

    def letter(self, fields: Fields, **wrong: str) -> Letter:
        """What a push of these fields looks like. `wrong` may name a `token`, an `aes_key`, a
        `receiver`, a `timestamp` or a `nonce` of another's."""
        sealed = self._sealed(write(fields), wrong)
        return Letter(
            self._signed(sealed, wrong),
            write({"ToUserName": self.corp.corp_id, "Encrypt": sealed, "AgentID": self.agent_id}),
        )

    def _sealed(self, text: str, wrong: dict[str, str]) -> str:
        receiver = wrong.get("receiver", self.corp.corp_id)
        return Seal(wrong.get("aes_key", self.aes_key), receiver).close(text)

    def _signed(self, sealed: str, wrong: dict[str, str]) -> dict[str, str]:
        stamp = wrong.get("timestamp") or str(int(self.world.now.timestamp()))
        once = wrong.get("nonce") or nonce()
        signed = signature(wrong.get("token", self.token), stamp, once, sealed)
        return {"msg_signature": signed, "timestamp": stamp, "nonce": once}

    async def posts(self, letter: Letter) -> Pushed:
        """Post just this, once; nobody is shown what comes of it."""
        return await self._callback.posts(letter)

    async def brings(self, fields: Fields) -> Pushed:
        """Push these fields as WeCom does: again too when the status is not 200."""
        return await self._callback.brings(lambda: self.letter(fields), again=NOT_TAKEN)

    async def checks_url(self, **wrong: str) -> bool:
        """Whether the address opens the sealed word that the console sends it."""
        echo = nonce()
        sealed = self._sealed(echo, wrong)
        answered = await self._callback.asks({**self._signed(sealed, wrong), "echostr": sealed})
        return (answered.status, answered.body) == (200, echo)

    async def settles(self) -> None:
        """Until nothing is under way to the product any more."""
        await self._callback.settles()

    def admits(self, call: Call, route: Route) -> None:
        del route
        if self.allowed_ips is not None and call.caller not in self.allowed_ips:
            raise Refusal(60020, ip=call.caller)

    def sees(self, userid: str) -> Member | None:
        """A member, if the app may write to them."""
        member = self.corp.members.get(userid.lower())
        hidden = self.visible is not None and userid not in self.visible
        return None if hidden else member

"""An Official Account: its keys, who follows it and what it may."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from typing import Final

import httpx

from tests.weixin.server.calls import Call, Route
from tests.weixin.server.errors import Json, Refusal
from tests.weixin.server.media import WECHAT, Media
from tests.weixin.server.official.users import User
from tests.weixin.server.pushing import Callback, Letter, Pushed, nonce
from tests.weixin.server.sealing import Seal, signature
from tests.weixin.server.surroundings import Surroundings
from tests.weixin.server.tokens import Tokens
from tests.weixin.server.xml import Fields, write

SHANGHAI: Final = timezone(timedelta(hours=8))
PERMANENT_CODES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Template:
    """`fields` are those of its text, in order: name and label."""

    id: str
    title: str
    fields: Mapping[str, str]
    consented: bool


@dataclass(slots=True)
class Quotas:
    """What the account may still call. `daily` limits a path's calls a day."""

    daily: dict[str, int] = field(default_factory=dict)
    used: dict[tuple[str, str], int] = field(default_factory=dict)
    clears: int = 10
    permanent_codes: int = PERMANENT_CODES


class OfficialAccount:
    """A test sets `callback`, and `client` where it has no server of its own; `verified` and
    `allowed_ips` are what its owner set up."""

    def __init__(
        self, world: Surroundings, mode: str, token: str, aes_keys: tuple[str, str]
    ) -> None:
        told = hashlib.sha256(f"{world.number} {world.count()}".encode()).hexdigest()
        self.world = world
        self.mode = mode
        self.token = token
        self.aes_key, self.aes_key_before = aes_keys
        self.app_id = f"wx{told[:16]}"
        self.app_secret = told[16:48]
        self.original_id = f"gh_{told[48:60]}"
        self.verified = True
        self.allowed_ips: frozenset[str] | None = None
        self.quotas = Quotas()
        self.users: dict[str, User] = {}
        self.templates: dict[str, Template] = {}
        self.menu: Json | None = None
        self.codes: dict[str, str] = {}
        self.media = Media(world, WECHAT)
        self.stable, self.plain = Tokens(self, "stable"), Tokens(self, "plain")
        self.ticket = Tokens(self, "ticket")
        self.owed: list[tuple[User, Fields]] = []
        self._callback = Callback(world)

    # Where pushes go.

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
        return Seal(self.aes_key, self.app_id)

    def swaps_keys(self) -> None:
        """From now on pushes are sealed with the key of before, as while a change spreads."""
        self.aes_key, self.aes_key_before = self.aes_key_before, self.aes_key

    def letter(self, fields: Fields, **wrong: str) -> Letter:
        """What a push of these fields looks like. `wrong` may name a `token`, an `aes_key`, a
        `receiver`, a `timestamp` or a `nonce` of another's."""
        token, text = wrong.get("token", self.token), write(fields)
        stamp = wrong.get("timestamp") or str(int(self.world.now.timestamp()))
        once = wrong.get("nonce") or nonce()
        params = {"signature": signature(token, stamp, once), "timestamp": stamp, "nonce": once}
        params["openid"] = str(fields.get("FromUserName", ""))
        if self.mode == "plain":
            return Letter(params, text)
        receiver = wrong.get("receiver", self.app_id)
        sealed = Seal(wrong.get("aes_key", self.aes_key), receiver).close(text)
        params |= {"encrypt_type": "aes", "msg_signature": signature(token, stamp, once, sealed)}
        if self.mode == "compatible":
            return Letter(params, write({**fields, "Encrypt": sealed}))
        return Letter(params, write({"ToUserName": self.original_id, "Encrypt": sealed}))

    async def posts(self, letter: Letter) -> Pushed:
        """Post just this, once; nobody is shown what comes of it."""
        return await self._callback.posts(letter)

    async def brings(self, fields: Fields) -> Pushed:
        """Push these fields as WeChat does, with all repetitions."""
        return await self._callback.brings(lambda: self.letter(fields), again=frozenset())

    async def checks_url(self, **wrong: str) -> bool:
        """Whether the address proves itself when the owner enters it in the console."""
        token, echo = wrong.get("token", self.token), nonce()
        stamp, once = str(int(self.world.now.timestamp())), nonce()
        params = {"signature": signature(token, stamp, once), "timestamp": stamp, "nonce": once}
        answered = await self._callback.asks({**params, "echostr": echo})
        return (answered.status, answered.body) == (200, echo)

    async def reports(self) -> None:
        """Push what an API call led to. With a client of the test's own that is the test's to do,
        in its loop: `settles`."""
        if self.client is None and self.callback:
            await self._brings_owed()

    async def settles(self) -> None:
        """Until nothing is under way to the product any more."""
        await self._brings_owed()
        await self._callback.settles()

    async def _brings_owed(self) -> None:
        while self.owed:
            user, fields = self.owed.pop(0)
            await user.told(fields)

    # Who and what there is.

    def user(self, name: str) -> User:
        """Somebody in WeChat, who does not follow yet."""
        told = hashlib.sha256(f"{self.app_id} {name} {self.world.count()}".encode()).hexdigest()
        user = User(self, f"o{told[:27]}", name)
        self.users[user.openid] = user
        return user

    def adds_template(
        self, title: str, fields: Mapping[str, str], *, consented: bool = False
    ) -> str:
        """A template from the library: names of fields and their labels. With `consented` it is
        one of subscription notices."""
        told = hashlib.sha256(f"{self.app_id} {title} {self.world.count()}".encode()).hexdigest()
        template = Template(told[:43], title, dict(fields), consented)
        self.templates[template.id] = template
        return template.id

    def admits(self, call: Call, route: Route) -> None:
        """The allow-list, what only verified accounts may, and the day's quota."""
        allowed = self.allowed_ips
        if allowed is not None and call.caller not in allowed:
            raise Refusal(40164, ip=call.caller)
        if route.verified and not self.verified:
            raise Refusal(48001)
        today = self.world.now.astimezone(SHANGHAI).date().isoformat()
        used = self.quotas.used.get((call.path, today), 0) + 1
        limit = self.quotas.daily.get(call.path)
        if limit is not None and used > limit:
            raise Refusal(45009)
        self.quotas.used[call.path, today] = used

    def follower(self, openid: str) -> User:
        if openid not in self.users:
            raise Refusal(40003)
        return self.users[openid]

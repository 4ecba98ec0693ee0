"""Whoever knocks at the door: the platform with an account's token and keys, or somebody without.

Seals are made and opened by wechatpy's whole message crypto, of which the product takes the cipher
alone.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

import httpx
from starlette.applications import Starlette
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from bot.account_settings import Mode
from bot.clock import MovableClock
from bot.weixin.door import Door, Pushed, Reply
from bot.weixin.sealing import Keys
from bot.weixin.xml import read_xml

NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PATH: Final = "/wechat/wx0123456789abcdef"
KEYS: Final = Keys("stationtoken", "wx0123456789abcdef", "k" * 43, "b" * 43)
WORDS: Final = "<xml><MsgType>text</MsgType><Content>电梯年检</Content></xml>"
SAID: Final = {"MsgType": "text", "Content": "电梯年检"}
OTHER_WORDS: Final = "<xml><MsgType>text</MsgType><Content>退单</Content></xml>"
REPLY: Final = "<xml><Content><![CDATA[好的]]></Content></xml>"

Query = dict[str, str]


def signature(*parts: str) -> str:
    signer = WeChatSigner()
    signer.add_data(*parts)
    made: str = signer.signature
    return made


@dataclass(frozen=True, slots=True)
class Platform:
    """Knows what an account was set up with."""

    keys: Keys = KEYS
    key: str = KEYS.current
    _nonces: Iterator[int] = field(default_factory=lambda: count(1372623149))

    def stamp(self, at: datetime = NOW) -> Query:
        """The address's own part: when, a word used once, and their signature."""
        moment, nonce = str(int(at.timestamp())), str(next(self._nonces))
        plain = signature(self.keys.token, moment, nonce)
        return {"timestamp": moment, "nonce": nonce, "signature": plain}

    def seal(self, content: str, stamp: Query) -> tuple[Query, str]:
        """The address and the text that is sealed under its stamp."""
        crypto = WeChatCrypto(self.keys.token, self.key, self.keys.receive_id)
        envelope = crypto.encrypt_message(content, stamp["nonce"], stamp["timestamp"])
        read = read_xml(envelope.encode())
        more = {"encrypt_type": "aes", "msg_signature": read["MsgSignature"]}
        return stamp | more, read["Encrypt"]

    def sealed(self, content: str = WORDS, at: datetime = NOW) -> tuple[Query, bytes]:
        query, sealed = self.seal(content, self.stamp(at))
        return query, _enveloped(sealed)

    def both(self, content: str = WORDS, at: datetime = NOW) -> tuple[Query, bytes]:
        """As in compatible mode: the open text, and it again under a seal."""
        query, sealed = self.seal(content, self.stamp(at))
        open_ = content.removesuffix("</xml>")
        return query, f"{open_}<Encrypt>{sealed}</Encrypt></xml>".encode()

    def opens(self, envelope: str) -> str:
        """What a reply under a seal says, by the key of this platform."""
        read = read_xml(envelope.encode())
        crypto = WeChatCrypto(self.keys.token, self.key, self.keys.receive_id)
        stamp = (read["MsgSignature"], read["TimeStamp"], read["Nonce"])
        said: str = crypto.decrypt_message(envelope, *stamp)
        return said


def _enveloped(sealed: str) -> bytes:
    return f"<xml><ToUserName>gh_1</ToUserName><Encrypt>{sealed}</Encrypt></xml>".encode()


@dataclass
class House:
    """Behind the door: what came in, and what is answered."""

    client: httpx.AsyncClient
    clock: MovableClock
    taken: list[Pushed] = field(default_factory=list)
    says: str = ""
    fails: Exception | None = None
    fails_after: Exception | None = None
    given: int = 0

    async def answer(self, pushed: Pushed) -> Reply:
        self.taken.append(pushed)
        if self.fails:
            raise self.fails
        return Reply(self.says, self._given)

    async def _given(self) -> None:
        self.given += 1
        if self.fails_after:
            raise self.fails_after

    async def post(self, query: Query, body: bytes) -> httpx.Response:
        return await self.client.post(PATH, params=query, content=body)

    async def get(self, query: Query) -> httpx.Response:
        return await self.client.get(PATH, params=query)

    @property
    def heard(self) -> list[Mapping[str, Any]]:
        return [pushed.fields for pushed in self.taken]


@asynccontextmanager
async def housed(mode: Mode, keys: Keys = KEYS, nothing: str = "success") -> AsyncIterator[House]:
    """A door in this mode; whatever is raised behind it is raised in the test."""
    clock, app = MovableClock(NOW), Starlette()
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://station") as client:
        house = House(client, clock)
        door = Door(PATH, mode, keys, clock, house.answer, nothing)
        app.router.routes.append(door.route())
        yield house


PLATFORM: Final = Platform()
STRANGER: Final = Platform(replace(KEYS, token="othertoken"))
BEFORE: Final = Platform(key=KEYS.before)
FOREIGN: Final = Platform(replace(KEYS, receive_id="wx9999999999999999"))
LOCKSMITH: Final = Platform(key="z" * 43)
"""One has the token and no key; the others a wrong token, the key before, another receiver."""
WINDOW: Final = timedelta(minutes=5)


def plainly(words: str = WORDS) -> tuple[Query, bytes]:
    return PLATFORM.stamp(), words.encode()

"""One exchange with the API server of WeChat or WeCom: bounded in time and bytes, no redirects.

Tokens and secrets belong into the address there. They are put in below the HTTP client, which
logs addresses and names them in its errors; so nothing above knows them to tell.
"""

import asyncio
import json
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from functools import cache
from typing import Any, Final

import httpx

from bot.weixin.errors import ApiError, TooLarge, Unreached

MOST_ANSWER_BYTES: Final = 1 << 20
CONNECTIONS: Final = 20
"""At once, to one account; whoever comes next waits, no longer than for an answer."""
OK: Final = 200
JSON_TYPE: Final = {"Content-Type": "application/json; charset=utf-8"}
SECRETS: Final = "secrets"
WORDS: Final = ("application/json", "text/plain")
NO_ANSWER: Final = (ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What comes of reading something else as one."""
NO_SAYING: Final = "no errmsg"
HIDDEN: Final = "***"


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: until a connection stands; without a byte; for a whole call; for one that carries a
    file."""

    connect: float = 5.0
    silence: float = 10.0
    call: float = 15.0
    file: float = 60.0


PATIENCE: Final = Patience()


@dataclass(frozen=True, slots=True)
class File:
    """What is uploaded."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of the API: all but who asks. `path` begins after the server's name. Where a
    file is asked for, it has at most `most_bytes`."""

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    file: File | None = None
    most_bytes: int = 0

    @property
    def carries_a_file(self) -> bool:
        return self.file is not None or self.most_bytes > 0


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file, as the server called it."""

    content: bytes = field(repr=False)
    media_type: str
    name: str


class Wire:
    """The way of one account to its API server. `secrets` are parameters of a call that nobody may
    read; no refusal repeats them, nor the account's own secret."""

    def __init__(self, base_url: str, secret: str, patience: Patience = PATIENCE) -> None:
        self._secret, self._patience = secret, patience
        limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
        self._client = httpx.AsyncClient(
            base_url=base_url,
            transport=_BelowTheLog(httpx.AsyncHTTPTransport(verify=_trust(), limits=limits)),
            timeout=httpx.Timeout(patience.silence, connect=patience.connect),
            headers={"Accept-Encoding": "identity"},
        )

    async def asked(self, call: Call, secrets: Mapping[str, str]) -> dict[str, Any]:
        """The answer to a call, or `ApiError`, `Unreached`."""
        try:
            found = await self._answer(call, secrets)
        except TooLarge:
            raise Unreached("an answer without end") from None
        return _read(found.content, (*secrets.values(), self._secret))

    async def fetched(self, call: Call, secrets: Mapping[str, str]) -> Downloaded:
        """The file that a call leads to, or `ApiError`, `Unreached`, `TooLarge`. What is no file is
        the JSON of a refusal (media/get)."""
        found = await self._answer(call, secrets)
        if found.media_type in WORDS and not found.name:
            _read(found.content, (*secrets.values(), self._secret))
            raise Unreached("no file")
        if len(found.content) > call.most_bytes:
            raise TooLarge(f"more than {call.most_bytes} bytes")
        return found

    async def aclose(self) -> None:
        await self._client.aclose()

    async def _answer(self, call: Call, secrets: Mapping[str, str]) -> Downloaded:
        patience = self._patience.file if call.carries_a_file else self._patience.call
        try:
            async with asyncio.timeout(patience):
                return await self._exchange(call, secrets)
        except TimeoutError:
            raise Unreached("no answer in time") from None
        except httpx.HTTPError as error:
            raise Unreached(type(error).__name__) from None

    async def _exchange(self, call: Call, secrets: Mapping[str, str]) -> Downloaded:
        request = self._request(call)
        request.extensions[SECRETS] = secrets
        response = await self._client.send(request, stream=True)
        try:
            if response.status_code != OK:
                raise Unreached(f"HTTP {response.status_code}")
            content = await _bounded(response, max(call.most_bytes, MOST_ANSWER_BYTES))
        finally:
            await response.aclose()
        return _described(content, response.headers)

    def _request(self, call: Call) -> httpx.Request:
        build = self._client.build_request
        if call.file is not None:
            media = {"media": (call.file.name, call.file.content)}
            return build(call.method, call.path, params=call.params, files=media)
        if call.body is None:
            return build(call.method, call.path, params=call.params)
        # As UTF-8 itself: WeChat shows "\u4f60" as it stands. Half a character becomes a "?".
        body = json.dumps(call.body, ensure_ascii=False).encode("utf-8", "replace")
        return build(call.method, call.path, params=call.params, content=body, headers=JSON_TYPE)


class _BelowTheLog(httpx.AsyncBaseTransport):
    """Adds what is secret to the address of a request, after all that would tell it."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        extensions = dict(request.extensions)
        url = request.url.copy_merge_params(extensions.pop(SECRETS))
        return await self._inner.handle_async_request(
            httpx.Request(
                request.method,
                url,
                headers=request.headers,
                stream=request.stream,
                extensions=extensions,
            )
        )

    async def aclose(self) -> None:
        await self._inner.aclose()


@cache
def _trust() -> ssl.SSLContext:
    # Certificates take long to load; once a process is enough.
    return httpx.create_ssl_context()


async def _bounded(response: httpx.Response, most: int) -> bytes:
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > most:
            raise TooLarge(f"more than {most} bytes")
    return bytes(content)


def _described(content: bytes, headers: httpx.Headers) -> Downloaded:
    told = Message()
    told["Content-Type"] = headers.get("content-type", "")
    told["Content-Disposition"] = headers.get("content-disposition", "")
    return Downloaded(content, told.get_content_type(), told.get_filename() or "")


def _read(content: bytes, secrets: Iterable[str]) -> dict[str, Any]:
    """The object that an answer holds. Raise `ApiError` where it is a refusal."""
    try:
        answer: dict[str, Any] = json.loads(content, strict=False)
        code = int(answer.get("errcode", 0))
    except NO_ANSWER:
        raise Unreached("an answer that is no JSON of WeChat's") from None
    if not code:
        return answer
    said = str(answer.get("errmsg") or NO_SAYING)
    for secret in filter(None, secrets):
        said = said.replace(secret, HIDDEN)
    raise ApiError(code, said)

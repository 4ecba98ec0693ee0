"""Calling the API of an account at WeChat or WeCom, whichever it is.

Nothing blocks the event loop and no thread waits: calls go out by an HTTP client of the account's
own, so that a server that hangs holds up nobody else's. A call whose token is refused has done
nothing; it is made once more with a token that was fetched since, and then the refusal stands.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Protocol, TypeVar

from bot.account_settings import WechatAccount, WecomAccount
from bot.clock import Clock
from bot.weixin.calls import OfficialAccountCalls, WecomCalls
from bot.weixin.errors import REFUSED_TOKENS, SHUT_OUT, ApiError, plainly, remedy
from bot.weixin.tokens import Fetched, Tokens, Write, given_out
from bot.weixin.wire import PATIENCE, Call, Downloaded, File, Patience, Wire

Result = TypeVar("Result")

STABLE_TOKEN: Final = "cgi-bin/stable_token"  # noqa: S105 - an address
GET_TOKEN: Final = "cgi-bin/gettoken"  # noqa: S105 - an address
TOKEN: Final = "access_token"  # noqa: S105 - the name of a parameter


class Standing(Protocol):
    """Who is told whether an account is let in, after each call."""

    async def shut_out(self, why: str, todo: str) -> None: ...

    async def let_in(self) -> None: ...


class Api:
    """One account's calls. Paths are those of the platform's pages: "cgi-bin/message/custom/send".
    Each raises `ApiError` where it is refused and `Unreached` where it is not known what became of
    it. `calls` describes calls in wechatpy's words, for `make`; `standing` is told, where
    it is set, what each has shown of the account."""

    def __init__(self, name: str, wire: Wire, tokens: Tokens, calls: Any) -> None:
        self.name, self.calls = name, calls
        self._wire, self._tokens = wire, tokens
        self.standing: Standing | None = None

    async def get(self, path: str, **params: str) -> dict[str, Any]:
        return await self.make(Call("GET", path, params))

    async def post(self, path: str, body: Mapping[str, Any], **params: str) -> dict[str, Any]:
        return await self.make(Call("POST", path, params, body))

    async def upload(self, path: str, name: str, content: bytes, **params: str) -> dict[str, Any]:
        return await self.make(Call("POST", path, params, file=File(name, content)))

    async def download(self, path: str, most_bytes: int, **params: str) -> Downloaded:
        """A file; `TooLarge` where it has more bytes."""
        call = Call("GET", path, params, most_bytes=most_bytes)
        return await self._made(self._wire.fetched, call)

    async def make(self, call: Call) -> dict[str, Any]:
        """Make a call that was described."""
        return await self._made(self._wire.asked, call)

    async def take_over(self) -> None:
        """Begin as the server of this account, perhaps after one that was killed."""
        await self._tokens.take_over()

    async def aclose(self) -> None:
        await self._tokens.aclose()
        await self._wire.aclose()

    async def _made(
        self, way: Callable[[Call, Mapping[str, str]], Awaitable[Result]], call: Call
    ) -> Result:
        try:
            made = await self._tried(way, call)
        except ApiError as error:
            await self._note(error)
            raise
        await self._note(None)
        return made

    async def _note(self, refusal: ApiError | None) -> None:
        """What a call has shown of the account's standing: a refusal of what was asked shows that
        whoever asked was let in."""
        if self.standing is None:
            return
        if refusal is not None and refusal.code in SHUT_OUT:
            await self.standing.shut_out(plainly(refusal), remedy(refusal))
        else:
            await self.standing.let_in()

    async def _tried(
        self, way: Callable[[Call, Mapping[str, str]], Awaitable[Result]], call: Call
    ) -> Result:
        token = await self._tokens.current()
        try:
            return await way(call, {TOKEN: token})
        except ApiError as error:
            if error.code not in REFUSED_TOKENS:
                raise
        await self._tokens.refused(token)
        return await way(call, {TOKEN: await self._tokens.current()})


def official_account_api(
    account: WechatAccount, base_url: str, write: Write, clock: Clock, patience: Patience = PATIENCE
) -> Api:
    """The API of an Official Account. Its tokens are those of cgi-bin/stable_token, which other
    programs' cgi-bin/token does not void."""
    wire = Wire(base_url, account.app_secret, patience)
    about = {"grant_type": "client_credential", "appid": account.app_id}

    async def fetch(force: bool) -> Fetched:
        body = {**about, "secret": account.app_secret, "force_refresh": force}
        return given_out(await wire.asked(Call("POST", STABLE_TOKEN, body=body), {}))

    tokens = Tokens(account.name, account.app_secret, fetch, write, clock)
    return Api(account.name, wire, tokens, OfficialAccountCalls())


def wecom_api(
    account: WecomAccount, base_url: str, write: Write, clock: Clock, patience: Patience = PATIENCE
) -> Api:
    """The API of an app at WeCom. Each app has a token of its own (gettoken), and the same one is
    given out as long as it lasts."""
    wire = Wire(base_url, account.secret, patience)

    async def fetch(_force: bool) -> Fetched:
        secrets = {"corpsecret": account.secret}
        call = Call("GET", GET_TOKEN, {"corpid": account.corp_id})
        return given_out(await wire.asked(call, secrets))

    tokens = Tokens(account.name, account.secret, fetch, write, clock)
    return Api(account.name, wire, tokens, WecomCalls())

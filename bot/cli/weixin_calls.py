"""How the commands call WeChat and WeCom, and what they say of a call that was refused."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import ip_address
from typing import Any, Final, TypeVar

from bot.cli.findings import Finding, Level, error
from bot.cli.screen import Stop, say
from bot.weixin.api import Api
from bot.weixin.errors import ApiError, Unreached, plainly, remedy

Result = TypeVar("Result")
Part = tuple[str, Callable[[Api, Any], Awaitable[Sequence[Finding]]]]
"""What is looked at, in words, and the look."""

REFUSED: Final = "{name}的{part}：{plainly}（{code}）。"
AWAY: Final = "{name}连不上：{why}"
NETWORK: Final = (
    "请检查服务器的网络；另设了接口地址的，再核对 STATION_WECHAT_BASE_URL"
    "（企业微信：STATION_WECOM_BASE_URL）。"
)
SEEN_FROM: Final = "{todo}对方看到的地址是 {address}。"
NO_HTTPS: Final = "{name}的消息只能发到公网的 https 地址，而 STATION_ORIGINS 没有这样的地址。"
SET_ORIGIN: Final = "请设置 STATION_ORIGINS=https://您的域名，端口用 443。"
NO_STATION: Final = "{name}要服务的“{station}”不是服务站编号。"
LIST_STATIONS: Final = "请用 station station list 核对编号。"
CALL: Final = "接口"
STYLES: Final = {Level.ERROR: "bold red", Level.WARNING: "yellow"}
BETWEEN: Final = re.compile(r"[\s,;]")


def call(name: str, api: Callable[[], Api], do: Callable[[Api], Awaitable[Result]]) -> Result:
    """Do it, or `Stop` with why it was refused and what to do; `name` says who is called."""

    async def run() -> Result:
        opened = api()
        try:
            return await do(opened)
        finally:
            await opened.aclose()

    try:
        return asyncio.run(run())
    except (ApiError, Unreached) as no:
        found = finding_of(name, CALL, no)
        raise Stop(f"{found.what}\n{found.todo}") from None


async def examined(
    name: str, parts: Sequence[Part], api: Api, account: object
) -> tuple[Finding, ...]:
    """What each part finds. Where the first, the way in, is shut, the others are not tried."""
    found: list[Finding] = []
    for n, (part, look) in enumerate(parts):
        try:
            found += await look(api, account)
        except ApiError as no:
            found.append(finding_of(name, part, no))
            if n == 0:
                break
        except Unreached as no:
            found.append(finding_of(name, part, no))
            break
    return tuple(found)


def finding_of(name: str, part: str, no: ApiError | Unreached) -> Finding:
    """A refusal in words, with what to do about it."""
    if isinstance(no, Unreached):
        return error(AWAY.format(name=name, why=no), NETWORK)
    what = REFUSED.format(name=name, part=part, plainly=plainly(no), code=no.code)
    todo, address = remedy(no), address_in(no.said)
    return error(what, SEEN_FROM.format(todo=todo, address=address) if address else todo)


def address_in(said: str) -> str:
    """The address from which the caller was seen, as errmsg names it: "invalid ip 1.2.3.4 …, not
    in whitelist", "not allow to access from your ip, … from ip: 1.2.3.4"."""
    return next((word for word in BETWEEN.split(said) if _is_address(word)), "")


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


def placed(
    name: str, origin: str, named: Sequence[str], known: Sequence[str]
) -> tuple[Finding, ...]:
    """What can be said without a call: where messages are posted to, whom the account serves."""
    shut = () if origin.startswith("https://") else (error(NO_HTTPS.format(name=name), SET_ORIGIN),)
    strange = (one for one in named if one not in known)
    lost = (error(NO_STATION.format(name=name, station=one), LIST_STATIONS) for one in strange)
    return (*shut, *lost)


def tell(findings: Sequence[Finding]) -> bool:
    """Show them; whether there was an error among them."""
    for finding in findings:
        say(finding.what, STYLES[finding.level])
        say(f"    {finding.todo}")
    return any(finding.level is Level.ERROR for finding in findings)

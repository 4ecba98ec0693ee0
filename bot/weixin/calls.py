"""wechatpy's clients as authors of calls: they say what is asked, and make no call.

Of wechatpy's own way to the server nothing is left, since none of it holds: it asks again without
end when a token is refused, has no timeouts, fetches by cgi-bin/token, which voids other programs'
tokens, keeps them in the memory of one process, reads bodies without end, and blocks. What stays is
how a menu, a notice or a template is put, and that is all `_request` gets to see here.
"""

from typing import Any
from urllib.parse import urlsplit

from wechatpy.client import WeChatClient
from wechatpy.enterprise import WeChatClient as WecomClient

from bot.weixin.wire import Call, File


class _Described:
    access_token = ""
    """Nobody's: the call gets its token when it is made."""
    API_BASE_URL: str

    def _request(self, method: str, url_or_endpoint: str, **told: Any) -> Call:
        """The call that wechatpy would make. What it would pick out of the answer stays there."""
        base = urlsplit(told.get("api_base_url", self.API_BASE_URL)).path.lstrip("/")
        params = {name: str(value) for name, value in told.get("params", {}).items()}
        media = told.get("files", {}).get("media")
        file = None if media is None else File(*media)
        return Call(method.upper(), base + url_or_endpoint, params, told.get("data"), file)


class OfficialAccountCalls(_Described, WeChatClient):  # type: ignore[misc]
    """The calls of an Official Account. A file is given as its name and its bytes."""

    def __init__(self) -> None:
        super().__init__(appid="", secret="")


class WecomCalls(_Described, WecomClient):  # type: ignore[misc]
    """The calls of an app at WeCom. A file is given as its name and its bytes."""

    def __init__(self) -> None:
        super().__init__(corp_id="", secret="")

"""What every request passes: our own host, our own pages, and headers that keep others out."""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from bot.channels.web import sentences
from bot.channels.web.settings import WebSettings


def policy(scripts: str = "'self'", frames: str = "'none'") -> str:
    """What a page may load; everything but scripts and frames is the same for all pages."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            f"frame-src {frames}",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


POLICY: Final = policy()
# `same-origin` rather than `no-referrer`: under that one a form's own origin is sent as "null".
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SECURE: Final = {"Strict-Transport-Security": "max-age=31536000"}
HARMLESS: Final = frozenset({"GET", "HEAD"})
POLICY_VIOLATION: Final = 1008


class Guard:
    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._hosts = settings.hosts
        self._origins = frozenset(settings.origins)
        self._headers = HEADERS | (SECURE if settings.secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif why := self._refuses(scope):
            await self._refuse(why, scope, receive, send)
        else:
            await self._app(scope, receive, self._with_headers(send))

    def _refuses(self, scope: Scope) -> str:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self._hosts:
            return sentences.OTHER_HOST
        acts = scope["type"] == "websocket" or scope["method"] not in HARMLESS
        origin = headers.get("origin", "")
        if acts and not (origin in self._origins and _names(origin, headers["host"])):
            return sentences.FOREIGN_PAGE
        return ""

    async def _refuse(self, why: str, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await WebSocketClose(POLICY_VIOLATION, why)(scope, receive, send)
        else:
            answer = PlainTextResponse(why, 403)
            await answer(scope, receive, self._with_headers(send))

    def _with_headers(self, send: Send) -> Send:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return dressed


def _names(origin: str, host: str) -> bool:
    return urlsplit(origin).netloc == host

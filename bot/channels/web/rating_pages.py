"""The page on which an enterprise rates one service, item by item.

The signed link is the authority, and the only one: there is no cookie and no form token, since
WeChat's browser keeps neither for sure. Nothing is lost by that. Another site could send an entry
in somebody's name only if it knew the link, and who knows the link may rate.
"""

import math
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.channels.web import sentences
from bot.channels.web.desk import Unavailable
from bot.channels.web.guard import policy
from bot.channels.web.house import House, Turned, address_of, read_fields
from bot.channels.web.rating_sheets import Consent, Entry, RatingSheet
from bot.channels.web.seals import fresh
from bot.rating_links import RatingLinks

WECHATS_BROWSER: Final = "MicroMessenger"
SDK: Final = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js"
ASKING_POLICY: Final = policy("'self' https://res.wx.qq.com", "https://*.qq.com webcompt:")
"""An open tag draws itself in a frame of WeChat's own ("Open tags", on pages with a policy)."""
JSON: Final = "application/json"
LONGEST_ID: Final = 64
NOT_TAKEN, NOT_NOW = 422, 503


@dataclass(frozen=True, slots=True)
class RatingPages:
    house: House

    def routes(self) -> list[Route]:
        return [
            Route("/r/{token}", self.page),
            Route("/r/{token}/items/{item}", self.fill_in, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Looking changes nothing, so that a preview of the link rates nothing."""
        self.house.pace(self.house.limits.pages_address, address_of(request))
        return await self._shown(request, self._rating(request))

    async def fill_in(self, request: Request) -> Response:
        """One entry. Without scripts the page is shown again; a script gets the state as JSON."""
        if JSON not in request.headers.get("accept", ""):
            return await self._submitted(request)
        try:
            rating, _, why = await self._taken(request)
            state = _state(await self._sheet(rating))
        except Turned as turned:
            return JSONResponse({"why": turned.why}, turned.status)
        except Unavailable as failure:
            return JSONResponse({"why": failure.why, "retry": failure.retry}, NOT_NOW)
        return JSONResponse({**state, "why": why}, NOT_TAKEN if why else 200)

    async def _submitted(self, request: Request) -> Response:
        rating, item, why = await self._taken(request)
        if why:
            return await self._shown(request, rating, (item, why))
        return RedirectResponse(f"/r/{request.path_params['token']}?saved={item}#item-{item}", 303)

    async def _taken(self, request: Request) -> tuple[str, str, str]:
        """The rating, the item, and why the entry is not kept, if so."""
        rating, item = self._rating(request), request.path_params["item"]
        self._pace(request, rating)
        fields = await read_fields(request)
        words = fields.get("words", "")
        limit = self.house.settings.text_limit
        if len(words) > limit:
            return rating, item, sentences.TOO_LONG.format(limit=limit)
        entry = Entry(item, fields.get("value", ""), words, fields.get("id", "")[:LONGEST_ID])
        return rating, item, await self.house.desk.fill_in(rating, entry)

    def _pace(self, request: Request, rating: str) -> None:
        limits = self.house.limits
        wait = limits.says.wait(rating) or limits.says_address.wait(address_of(request))
        if wait:
            why = sentences.SLOW_DOWN.format(seconds=math.ceil(wait))
            raise Turned(429, sentences.REFUSED_TITLE, why)

    def _rating(self, request: Request) -> str:
        settings = self.house.settings
        links = RatingLinks(settings.secret, settings.origins[0])
        if rating := links.rating_in(request.path_params["token"]):
            return rating
        raise _lost()

    async def _sheet(self, rating: str) -> RatingSheet:
        if sheet := await self.house.desk.rating_sheet(rating):
            return sheet
        raise _lost()

    async def _shown(
        self, request: Request, rating: str, refused: tuple[str, str] = ("", "")
    ) -> Response:
        sheet = await self._sheet(rating)
        consent = None if sheet.over else await self._consent(request, rating)
        values = {
            "sheet": sheet,
            "progress": _progress(sheet),
            "path": f"/r/{request.path_params['token']}",
            "id": fresh(),
            "saved": request.query_params.get("saved", ""),
            "refused": refused,
            "text_limit": self.house.settings.text_limit,
            "consent": consent,
            "sdk": SDK,
        }
        status = NOT_TAKEN if refused[1] else 200
        answer = self.house.templates.TemplateResponse(request, "rating.html", values, status)
        if consent:
            answer.headers["Content-Security-Policy"] = ASKING_POLICY
        return answer

    async def _consent(self, request: Request, rating: str) -> Consent | None:
        if WECHATS_BROWSER not in request.headers.get("user-agent", ""):
            return None
        return await self.house.desk.consent_of(rating, self._address(request))

    def _address(self, request: Request) -> str:
        """As the browser shows it: before a proxy took the `s` off `https`, and with whatever
        WeChat hung behind it."""
        own = (each for each in self.house.settings.origins if _names(each, request))
        origin = next(own, self.house.settings.origins[0])
        query = f"?{request.url.query}" if request.url.query else ""
        return f"{origin}{request.url.path}{query}"


def _names(origin: str, request: Request) -> bool:
    return urlsplit(origin).netloc == request.headers.get("host", "")


def _lost() -> Turned:
    return Turned(404, sentences.LINK_USED_TITLE, sentences.RATING_LOST)


def _progress(sheet: RatingSheet) -> str:
    return sentences.RATED_SO_FAR.format(given=sheet.given, asked=sheet.asked)


def _state(sheet: RatingSheet) -> dict[str, Any]:
    return {
        "given": {str(item.number): item.given for item in sheet.items if item.given},
        "progress": _progress(sheet),
        "whole": sheet.given == sheet.asked,
        "rest": sheet.rest,
        "over": sheet.over,
    }

"""What all handlers of the channel share: the product, the settings, cookies, limits, answers."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from bot.channels.web import sentences
from bot.channels.web.buckets import Buckets
from bot.channels.web.desk import Desk, Member
from bot.channels.web.looks import StaticFiles, load_static_files, load_templates
from bot.channels.web.seals import DAY_SECONDS, Purpose, Seals, fresh
from bot.channels.web.settings import Rates, WebSettings

FORM_FIELD: Final = "form_token"
FORM_HEADER: Final = "x-form-token"
LONGEST_FORM: Final = 64 * 1024


class Turned(Exception):
    """A request that is turned away with a page: the status, its title and a sentence."""

    def __init__(self, status: int, title: str, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.title = title
        self.why = why


@dataclass(frozen=True, slots=True)
class Limits:
    says: Buckets
    says_address: Buckets
    signs: Buckets
    pictures: Buckets
    pictures_address: Buckets
    pages_address: Buckets
    keys_address: Buckets


def limits_of(rates: Rates) -> Limits:
    return Limits(
        says=Buckets(rates.says),
        says_address=Buckets(rates.says_address),
        signs=Buckets(rates.signs),
        pictures=Buckets(rates.pictures),
        pictures_address=Buckets(rates.pictures_address),
        pages_address=Buckets(rates.pages_address),
        keys_address=Buckets(rates.keys_address),
    )


@dataclass(frozen=True, slots=True)
class House:
    desk: Desk
    settings: WebSettings
    seals: Seals
    limits: Limits
    static: StaticFiles
    templates: Jinja2Templates

    def word(self, connection: HTTPConnection, purpose: Purpose) -> str:
        """What a cookie of ours says, or nothing."""
        return self.seals.open(purpose, connection.cookies.get(self._cookie(purpose), ""))

    def remember(self, answer: Response, purpose: Purpose, word: str) -> None:
        answer.set_cookie(
            self._cookie(purpose),
            self.seals.seal(purpose, word),
            max_age=self._days(purpose) * DAY_SECONDS,
            secure=self.settings.secure,
            httponly=True,
            samesite="lax",
        )

    def forget(self, answer: Response, purpose: Purpose) -> None:
        answer.delete_cookie(
            self._cookie(purpose), secure=self.settings.secure, httponly=True, samesite="lax"
        )

    async def member(self, connection: HTTPConnection) -> Member | None:
        session = self.word(connection, Purpose.SESSION)
        return await self.desk.member(session) if session else None

    def page(
        self, request: Request, name: str, values: Mapping[str, Any], status: int = 200
    ) -> Response:
        """A page whose forms belong to this browser."""
        form = self.word(request, Purpose.FORM) or fresh()
        context = {"form_token": self.seals.seal(Purpose.FORM, form), **values}
        answer = self.templates.TemplateResponse(request, name, context, status)
        self.remember(answer, Purpose.FORM, form)
        return answer

    def says(self, request: Request, turned: Turned) -> Response:
        return self.page(
            request, "said.html", {"title": turned.title, "why": turned.why}, turned.status
        )

    def owns_form(self, request: Request, token: str) -> bool:
        """Whether the token was put into a page of this browser."""
        return bool(token) and self.seals.open(Purpose.FORM, token) == self.word(
            request, Purpose.FORM
        )

    def pace(self, buckets: Buckets, key: str) -> None:
        if wait := buckets.wait(key):
            why = sentences.SLOW_DOWN.format(seconds=math.ceil(wait))
            raise Turned(429, sentences.REFUSED_TITLE, why)

    def _days(self, purpose: Purpose) -> int:
        session = purpose is Purpose.SESSION
        return self.settings.session_days if session else self.settings.cookie_days

    def _cookie(self, purpose: Purpose) -> str:
        """The prefix makes the browser refuse the name to other hosts and to plain http."""
        return f"__Host-{purpose}" if self.settings.secure else purpose


def build_house(desk: Desk, settings: WebSettings) -> House:
    static = load_static_files()
    return House(
        desk,
        settings,
        Seals(settings.secret),
        limits_of(settings.rates),
        static,
        load_templates(static),
    )


def address_of(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else ""


async def read_fields(request: Request) -> dict[str, str]:
    """The fields of a form, whoever sent it, or `Turned`."""
    if not 0 <= int(request.headers.get("content-length", "-1")) <= LONGEST_FORM:
        raise Turned(413, sentences.REFUSED_TITLE, sentences.TOO_MUCH)
    async with request.form(max_files=0, max_fields=50) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


async def read_form(house: House, request: Request) -> dict[str, str]:
    """The fields of one of our own forms, or `Turned`."""
    fields = await read_fields(request)
    if not house.owns_form(request, fields.get(FORM_FIELD, "")):
        raise Turned(403, sentences.REFUSED_TITLE, sentences.STALE_FORM)
    return fields

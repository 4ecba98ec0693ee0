"""The web channel as one ASGI application."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web import sentences
from bot.channels.web.desk import Desk, Unavailable
from bot.channels.web.enterprise_pages import EnterprisePages
from bot.channels.web.guard import HEADERS, Guard
from bot.channels.web.house import House, Turned, build_house
from bot.channels.web.office_pages import OfficePages
from bot.channels.web.rating_pages import RatingPages
from bot.channels.web.settings import WebSettings
from bot.channels.web.sockets import Sockets
from bot.channels.web.staff_pages import StaffPages
from bot.channels.web.start_pages import StartPages
from bot.channels.web.uploads import Uploads


def create_app(desk: Desk, settings: WebSettings) -> Starlette:
    house = build_house(desk, settings)
    answers = Answers(house)
    return Starlette(
        routes=[
            *StartPages(house).routes(),
            *EnterprisePages(house).routes(),
            *StaffPages(house).routes(),
            *OfficePages(house).routes(),
            *RatingPages(house).routes(),
            *Uploads(house).routes(),
            *Sockets(house).routes(),
            Route("/static/{version}/{name:path}", house.static.serve),
        ],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={
            Turned: answers.turned_away,
            HTTPException: answers.turned_away,
            Unavailable: answers.turned_away,
            500: answers.failed,
        },
    )


class Answers:
    """What a page says when there is nothing to show."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def turned_away(self, request: Request, error: Exception) -> Response:
        return self._house.says(request, _sentence(error))

    async def failed(self, request: Request, _: Exception) -> Response:
        """This answer is given outside of the guard, which would have added its headers."""
        answer = self._house.says(request, Turned(500, sentences.FAILED_TITLE, sentences.FAILED))
        answer.headers.update(HEADERS)
        return answer


def _sentence(error: Exception) -> Turned:
    match error:
        case Turned():
            return error
        case Unavailable():
            return Turned(503, sentences.FAILED_TITLE, error.why)
        case HTTPException():
            return Turned(error.status_code, sentences.NO_PAGE_TITLE, sentences.NO_PAGE)
    return Turned(500, sentences.FAILED_TITLE, sentences.FAILED)

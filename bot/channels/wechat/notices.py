"""Notices by template: the one that was consented to, and the record of a service.

Both lead to the page on which that one service is rated. Official Account: subscribe/bizsend,
template/send.
"""

from collections.abc import Mapping
from typing import Any, Final

from bot.account_settings import WechatAccount
from bot.channels.wechat.outlook import RECORDED, Errand
from bot.channels.wechat.templates import Record, contents, data_of
from bot.engine import Engine
from bot.rating_links import RatingLinks
from bot.weixin.api import Api
from bot.weixin.errors import ApiError, Errcode
from core.categories import row_of
from core.rating import Rating
from core.requests.request import ServiceRequest
from storage.connections import Connection

NOTICE: Final = "notice"
SEND_NOTICE: Final = "cgi-bin/message/subscribe/bizsend"
SEND_RECORD: Final = "cgi-bin/message/template/send"
NOTICES: Final = ("wxaapi/newtmpl/gettemplate", "data", "priTmplId")
RECORDS: Final = ("cgi-bin/template/get_all_private_template", "template_list", "template_id")
"""Where the account's templates are listed, and the API's names for the list and for an id."""
LONGEST_ID: Final = 32
GONE: Final = "there is no such template"


class NoRating(Exception):
    """A notice was to be sent of a rating that is not there."""


class Notices:
    """Sends them, with each template's fields as its account has them."""

    def __init__(
        self, engine: Engine, accounts: Mapping[str, WechatAccount], links: RatingLinks
    ) -> None:
        self._engine, self._accounts, self.links = engine, accounts, links
        self._contents: dict[str, str] = {}
        self._ratings = engine.schema.of(Rating).query("id")
        self._requests = engine.schema.of(ServiceRequest).query("id")

    async def notice(self, api: Api, errand: Errand) -> str:
        """Send the notice; the key under which it is known."""
        template = self._accounts[errand.account].notice_template
        body = await self._body(api, errand, template, NOTICES)
        await api.post(SEND_NOTICE, {**body, "page": self.links.to(errand.rating)})
        return NOTICE

    async def record(self, api: Api, errand: Errand) -> str:
        """Send the record; the key under which its result comes back."""
        template, rating = self._accounts[errand.account].record_template, errand.rating
        body = await self._body(api, errand, template, RECORDS)
        # By this id WeChat knows a second try for some minutes.
        once = f"{rating}.{errand.said.n}"[-LONGEST_ID:]
        link = self.links.to(rating)
        answer = await api.post(SEND_RECORD, {**body, "url": link, "client_msg_id": once})
        return f"{RECORDED.format(rating=rating)}{answer.get('msgid', '')}"

    async def _body(
        self, api: Api, errand: Errand, template: str, listed: tuple[str, str, str]
    ) -> dict[str, Any]:
        content = await self._content(api, template, listed)
        told = await self._engine.read(lambda each: self._told(each, errand.rating))
        return {
            "touser": errand.openid,
            "template_id": template,
            "data": data_of(content, told),
        }

    async def _content(self, api: Api, template: str, listed: tuple[str, str, str]) -> str:
        if template not in self._contents:
            path, rows, id = listed
            self._contents |= contents(await api.get(path), rows, id)
        if content := self._contents.get(template):
            return content
        raise ApiError(Errcode.NO_SUCH_TEMPLATE, GONE)

    def _told(self, connection: Connection, key: str) -> Record:
        rating = self._ratings.one(connection, key)
        request = self._requests.one(connection, rating.request) if rating else None
        station = self._engine.station(connection, rating.station) if rating else None
        if rating is None or request is None or station is None:
            raise NoRating(key)
        service = row_of(request.category).label if request.category else ""
        name = station.settings.name
        return Record(rating.id, request.number, service, name, rating.ended_at)

"""An app at WeCom and the calls that its messages take."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.account_settings import WecomAccount
from bot.channels.wecom.button_cards import ButtonCard
from bot.channels.wecom.faults import is_refused
from bot.channels.wecom.inbounds import media_in
from bot.channels.wecom.places import Place
from bot.channels.wecom.rendering import Piece, Text
from bot.weixin.api import Api
from bot.weixin.errors import ApiError

Json = Mapping[str, Any]

TO_CHAT: Final = "cgi-bin/appchat/send"
TO_MEMBERS: Final = "cgi-bin/message/send"
CHANGE_CARD: Final = "cgi-bin/message/update_template_card"
UPLOAD: Final = "cgi-bin/media/upload"


class NoPicture(Exception):
    """What should lie on disk cannot be read, or is nothing that WeCom takes."""


@dataclass(frozen=True, slots=True)
class App:
    """Each call raises what the API raises. `pictures` is the folder of those of the station."""

    account: WecomAccount
    api: Api
    pictures: Path

    async def say(self, place: Place, piece: Piece) -> Json:
        """A piece of a message, to a group or to a member."""
        body = await self._body(piece)
        if place.userid:
            return await self._to_members(place.userid, body)
        return await self.api.post(TO_CHAT, {"chatid": place.chatid, **body})

    async def deal(self, userids: Sequence[str], card: ButtonCard) -> Json:
        """A card with buttons, to members."""
        body = {"msgtype": "template_card", "template_card": card.json()}
        return await self._to_members("|".join(userids), body)

    async def change(self, code: str, card: ButtonCard) -> None:
        """Change the cards of everybody who got them by one sending."""
        body = {"atall": 1, "agentid": self.account.agent_id, "response_code": code}
        await self.api.post(CHANGE_CARD, {**body, "template_card": card.json()})

    async def _to_members(self, userids: str, body: Json) -> Json:
        told = {"touser": userids, "agentid": self.account.agent_id, **body}
        return await self.api.post(TO_MEMBERS, told)

    async def _body(self, piece: Piece) -> Json:
        if isinstance(piece, Text):
            return {"msgtype": piece.kind, piece.kind: {"content": piece.content}}
        media = media_in(piece.reference) or await self._uploaded(piece.reference)
        return {"msgtype": "image", "image": {"media_id": media}}

    async def _uploaded(self, reference: str) -> str:
        name = Path(reference).name
        try:
            content = await asyncio.to_thread((self.pictures / name).read_bytes)
        except OSError as fault:
            raise NoPicture(fault.strerror) from fault
        try:
            answer = await self.api.upload(UPLOAD, name, content, type="image")
        except ApiError as error:
            if is_refused(error):
                raise NoPicture(str(error)) from error
            raise
        return str(answer["media_id"])

"""A group robot (消息推送) as the light way: what happens is told to a group, and nothing is heard.

It needs no app, no trusted address and nobody bound. Cards lead by a link to the staff's page,
where the work is done; what one member alone may see, and pictures, stay there.

Group robots: 20 messages a minute each.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl, urlsplit

import structlog

from bot.channel_names import ROBOT
from bot.channels.wecom.dealing import news_of
from bot.channels.wecom.deck import Deck
from bot.channels.wecom.faults import plainly, receipt_of
from bot.channels.wecom.limits import ROBOT_BYTES
from bot.channels.wecom.rendering import Text, card_text, in_markdown, says_nothing_new
from bot.channels.wecom.trips import DONE, Trip
from bot.delivery.courier import Letter
from bot.delivery.pauses import backoff
from bot.delivery.receipts import Later, Needless, Receipt
from bot.engine import Engine
from bot.messengers.splitting import is_blank
from bot.room_links import Named, RoomLinks
from bot.weixin.errors import ApiError, Unreached
from bot.weixin.wire import Call, Wire
from core.conversations import CardPost
from core.messages import Outbound, text_of
from core.rates import Rate
from storage.outgoing import Posting
from storage.rate_clocks import Clock

NOT_TOLD: Final = "for one member alone, a picture, or told already"
LINK: Final = "[到网页办理]({url})"
KEY: Final = "key"
"""The part of a robot's address that nobody may read."""
DIGEST_LETTERS: Final = 16
LINK_BYTES: Final = 512
"""As much of a card's message is left for its link."""

log = structlog.get_logger()


def robot_chat(address: str) -> str:
    """The chat of a robot; its address is its secret, and stands nowhere."""
    return f"{ROBOT}:{sha256(address.encode()).hexdigest()[:DIGEST_LETTERS]}"


class Robot:
    """The messenger of one group robot, for a courier."""

    channel = ROBOT

    def __init__(self, engine: Engine, address: str, links: RoomLinks, rate: Rate) -> None:
        at = urlsplit(address)
        self._path, self._secrets = at.path, dict(parse_qsl(at.query))
        self._wire = Wire(f"{at.scheme}://{at.netloc}", self._secrets.get(KEY, ""))
        self._links, self._deck = links, Deck(engine)
        self.shared = Clock(ROBOT, rate)

    def clocks(self, posting: Posting) -> Sequence[Clock]:
        return () if _is_silent(posting.said.message) else (self.shared,)

    def explain(self, why: str) -> str:
        return plainly(why)

    async def aclose(self) -> None:
        await self._wire.aclose()

    async def send(self, letter: Letter) -> Receipt:
        """Take the next step with one message, or say what became of the try."""
        trip = Trip.of(letter)
        message = trip.said.message
        if _is_silent(message) or not await self._is_news(trip):
            return Needless(NOT_TOLD)
        pieces = await self._pieces(trip)
        try:
            await self._post(pieces[len(trip.marks)])
        except Unreached:
            return Later(backoff(trip.said.tries + 1))
        except ApiError as error:
            log.warning("a robot refuses a message", why=str(error))
            return receipt_of(error, trip.said.tries + 1)
        trip.marks.append(DONE)
        if len(trip.marks) < len(pieces):
            return trip.begun()
        if message.card:
            trip.posts.append(CardPost(trip.said.chat, message.thread, DONE))
        return trip.sent()

    async def _is_news(self, trip: Trip) -> bool:
        if trip.card is None or trip.marks:
            return True
        hand = await self._deck.hand(trip.said, "", ())
        return news_of(trip.said, hand.shown).of_state

    async def _pieces(self, trip: Trip) -> tuple[Text, ...]:
        message = trip.said.message
        if message.card is None:
            return in_markdown(message, trip.about, trip.letter.names)
        *before, last = card_text(message.card, text_of(message), ROBOT_BYTES - LINK_BYTES)
        station = await self._deck.station(trip.said.chat)
        link = LINK.format(url=self._links.to(Named(station, message.thread)))
        return (*before, Text(f"{last.content}\n{link}", last.kind))

    async def _post(self, piece: Text) -> None:
        body = {"msgtype": piece.kind, piece.kind: {"content": piece.content}}
        await self._wire.asked(Call("POST", self._path, body=body), self._secrets)


def _is_silent(message: Outbound) -> bool:
    """Whether a message is for one member alone, has no words or says nothing new."""
    empty = message.card is None and is_blank(text_of(message))
    return bool(message.only) or empty or says_nothing_new(message)

"""Sending one message to Telegram, a call at a time: where it stands, whether it edits another.

One card a request in a group, edited as it changes; a topic of its own for each request where the
group has topics, replies to the card otherwise. What only one of the staff may see goes to them
alone, in the private chat in which they bound themselves.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import structlog
from telegram import Bot, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.faults import Gone, gone, plainly, receipt_of, unless_gone
from bot.channels.telegram.forums import Forums
from bot.channels.telegram.keyboards import IN_ROOM
from bot.channels.telegram.limits import CHANNEL, Rates
from bot.channels.telegram.markups import inline, markup
from bot.channels.telegram.rendering import Sending, rendered
from bot.channels.telegram.trips import Trip, is_turned
from bot.delivery.courier import Letter
from bot.delivery.receipts import Later, Needless, Receipt, Refused
from bot.messengers.staff_chats import ELSEWHERE
from core.conversations import CardPost, Said
from core.messages import Line, Outbound
from storage.outgoing import Posting
from storage.rate_clocks import Clock

NOT_BOUND: Final = "no account at Telegram"
PLEASE_START: Final = Line(
    "{name}，有一条消息只能发给您本人。请先点开我的头像，私聊发送“/start”，再操作一次。"
)
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
GROUPS_BEGIN: Final = "-"
"""How the ids of groups begin, and of no private chat."""
OWN_FILE: Final = f"{CHANNEL}:"
TOLD: Final = timedelta(seconds=2)
"""How long to wait for word of a topic that may have been opened: its receipt was lost."""
LOST_TOPICS: Final = (Gone.TOPIC, Gone.TOPIC_DELETED, Gone.TOPIC_CLOSED)
"""A closed topic is lost to an assistant that is no administrator any more."""


class NoPicture(Exception):
    """What should lie on disk cannot be read."""


log = structlog.get_logger()


class Postman:
    """The messenger Telegram, for a courier."""

    channel = CHANNEL

    def __init__(self, bot: Bot, rates: Rates, pictures: Path) -> None:
        self._bot, self._rates, self._pictures = bot, rates, pictures
        self.shared = rates.shared
        self.forums = Forums(bot)

    def clocks(self, posting: Posting) -> tuple[Clock, ...]:
        if self._asks_first(Trip.of(Letter(posting, {}, posting.address.startswith(GROUPS_BEGIN)))):
            return self.shared, self.shared
        id = posting.address if is_turned(posting) else posting.reader or posting.address
        return tuple(self._rates.clocks(id))

    def explain(self, why: str) -> str:
        return plainly(why)

    async def send(self, letter: Letter) -> Receipt:
        """Take the next step with one message, or say what became of the try."""
        trip = Trip.of(letter)
        try:
            return await self._step(trip)
        except NoPicture as fault:
            log.error(
                "a picture cannot be read", chat=trip.said.chat, n=trip.said.n, why=str(fault)
            )
            return trip.without_picture()
        except TelegramError as error:
            if isinstance(error, InvalidToken):
                log.error("telegram refuses the token: nothing can be sent")
            receipt = receipt_of(error, letter.posting.said.tries + 1)
            # Words do not share the fate of the picture over them.
            refused = isinstance(receipt, Refused) and trip.begins_with_picture
            return trip.without_picture() if refused else receipt

    async def _step(self, trip: Trip) -> Receipt:
        if trip.is_for_one:
            return await self._to_one(trip)
        if trip.stands:
            return await self._follow(trip)
        if self._asks_first(trip):
            await self.forums.learn(trip.address)
            return trip.begun()
        pieces = trip.pieces()
        # What has grown beyond one message cannot be put in the place of one.
        if trip.edits and len(pieces) == 1 and not pieces[0].photo:
            return await self._edit(trip, pieces[0])
        return await self._anew(trip, pieces)

    def _asks_first(self, trip: Trip) -> bool:
        """Whether the next step is to ask if the group takes topics: two calls that are no message,
        and count for the overall allowance alone."""
        known = trip.is_for_one or trip.stands or trip.edits or self.forums.knows(trip.address)
        return trip.wants_topic and not known

    async def _to_one(self, trip: Trip) -> Receipt:
        """What is for one of the staff alone, in their own chat with the assistant."""
        reader, pieces = trip.letter.posting.reader, trip.pieces()
        if not reader or trip.said.message.only not in trip.letter.names:
            return Needless(NOT_BOUND)
        if trip.turned:
            return await self._ask_to_start(trip)
        try:
            room = trip.said.chat.removeprefix(f"{CHANNEL}:")
            piece = _bound_to(pieces[len(trip.keys)], room)
            posted = await self._post(reader, piece)
        except (Forbidden, BadRequest) as error:
            if isinstance(error, BadRequest) and gone(error) is not Gone.CHAT:
                raise
            trip.turned = True
            return trip.begun()
        trip.keys.append(f"{ELSEWHERE}{posted}")
        return trip.sent() if len(trip.keys) == len(pieces) else trip.begun()

    async def _ask_to_start(self, trip: Trip) -> Receipt:
        message = trip.said.message
        hint = Line(PLEASE_START.template, {"name": trip.letter.names[message.only]})
        [piece] = rendered(Outbound(message.chat, (hint,)), trip.said.n, {})
        trip.keys = [await self._post(trip.address, piece, trip.topic_id, trip.anchor)]
        return trip.sent()

    async def _edit(self, trip: Trip, piece: Sending) -> Receipt:
        """Put a message in the place of an earlier one."""
        key = trip.edits
        met = await unless_gone(
            lambda: self._bot.edit_message_text(
                piece.text,
                trip.address,
                int(key),
                parse_mode=ParseMode.HTML,
                reply_markup=inline(piece),
                link_preview_options=NO_PREVIEW,
            ),
            Gone.UNCHANGED, Gone.MESSAGE, Gone.UNEDITABLE, Gone.INVALID,
        )  # fmt: skip
        if met in (Gone.MESSAGE, Gone.UNEDITABLE, Gone.INVALID):
            trip.turned = True
            return trip.begun()
        trip.keys = [key]
        return trip.begun() if trip.wants_switch else trip.sent()

    async def _anew(self, trip: Trip, pieces: tuple[Sending, ...]) -> Receipt:
        """Post the next piece of a message, in its request's topic where there is one."""
        if len(trip.keys) >= len(pieces):
            return trip.sent()
        if trip.wants_topic and self.forums.takes_topics(trip.address):
            return await self._open_topic(trip)
        if trip.letter.card and trip.wants_card:
            return await self._summarise(trip, trip.letter.card)
        posted = await self._in_place(trip, pieces[len(trip.keys)])
        if isinstance(posted, Gone):
            return trip.begun(lost=trip.said.message.thread)
        trip.keys.append(posted)
        if len(trip.keys) < len(pieces):
            return trip.begun()
        card = trip.said.message.card
        if card:
            trip.posts.append(CardPost(trip.said.chat, card.key, trip.keys[0]))
        return trip.begun() if trip.wants_switch else trip.sent()

    async def _in_place(self, trip: Trip, piece: Sending) -> str | Gone:
        return await unless_gone(
            lambda: self._post(trip.address, piece, trip.topic_id, trip.anchor),
            *(LOST_TOPICS if trip.topic else ()),
        )

    async def _open_topic(self, trip: Trip) -> Receipt:
        if trip.said.tries % 2:  # after each try of which no receipt was heard
            return Later(TOLD)
        message = trip.said.message
        card = trip.said if message.card else trip.letter.card
        topic = await self.forums.open(message.chat, trip.address, message.thread, card)
        if topic:
            trip.posts.append(topic)
        return trip.begun()

    async def _summarise(self, trip: Trip, card: Said) -> Receipt:
        """What belongs to a request begins with its card."""
        for piece in rendered(card.message, card.n, trip.letter.names):
            posted = await self._in_place(trip, piece)
            if isinstance(posted, Gone):
                return trip.begun(lost=trip.said.message.thread)
            trip.posts.append(CardPost(card.chat, trip.said.message.thread, posted))
        return trip.begun()

    async def _follow(self, trip: Trip) -> Receipt:
        card = trip.said.message.card
        if card and trip.topic and trip.wants_switch:
            followed = await self.forums.follow(trip.topic, trip.address, over=card.over)
            trip.posts.append(followed)
        return trip.sent()

    async def _post(
        self,
        address: str,
        piece: Sending,
        topic: int | None = None,
        anchor: ReplyParameters | None = None,
    ) -> str:
        if piece.photo:
            posted: Message = await self._bot.send_photo(
                address,
                await self._picture(piece.photo),
                caption=piece.text or None,
                parse_mode=ParseMode.HTML,
                reply_markup=markup(piece),
                message_thread_id=topic,
                reply_parameters=anchor,
            )
        else:
            posted = await self._bot.send_message(
                address,
                piece.text,
                parse_mode=ParseMode.HTML,
                reply_markup=markup(piece),
                message_thread_id=topic,
                reply_parameters=anchor,
                link_preview_options=NO_PREVIEW,
            )
        return str(posted.message_id)

    async def _picture(self, reference: str) -> str | bytes:
        """A file of Telegram's own by its id there, another whole: given a path, the library takes
        a fault of the disk for one of the network."""
        if reference.startswith(OWN_FILE):
            return reference.removeprefix(OWN_FILE)
        try:
            return await asyncio.to_thread((self._pictures / Path(reference).name).read_bytes)
        except OSError as fault:
            raise NoPicture(fault.strerror) from fault


def _bound_to(piece: Sending, room: str) -> Sending:
    """A button that stands in a private chat and belongs to what was said in a room."""
    rows = tuple(
        tuple(replace(key, data=f"{key.data}{IN_ROOM}{room}") for key in row)
        for row in piece.keyboard
    )
    return replace(piece, keyboard=rows)

"""Sending one message to Telegram: where it stands, whether it edits another, its pieces.

One card a request in a group, edited as it changes; a topic of its own for each request where the
group has topics, replies to the card otherwise. What only one of the staff may see goes to them
alone, in the private chat in which they bound themselves.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import Forbidden, TelegramError

from bot.channels.telegram.faults import Gone, receipt_of, unless_gone
from bot.channels.telegram.forums import Forums
from bot.channels.telegram.keyboards import IN_ROOM
from bot.channels.telegram.limits import CHANNEL, Rates
from bot.channels.telegram.rendering import Sending, rendered
from bot.delivery.courier import Letter
from bot.delivery.receipts import Later, Receipt, Refused, Sent
from core.conversations import CardPost, Said, Topic
from core.messages import Line, Outbound
from storage.outgoing import Clock

NO_PICTURE: Final = "the picture is not on disk"
NOT_BOUND: Final = "no account at Telegram"
PLEASE_START: Final = Line(
    "{name}，有一条消息只能发给您本人。请先点开我的头像，私聊发送“/start”，再操作一次。"
)
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
OWN_FILE: Final = f"{CHANNEL}:"


@dataclass(slots=True)
class Trip:
    """One try to send: where to, and what has arrived so far."""

    letter: Letter
    address: str
    topic: Topic | None = None
    keys: list[str] = field(default_factory=list)
    posts: list[CardPost | Topic] = field(default_factory=list)

    @property
    def said(self) -> Said:
        return self.letter.posting.said

    def sent(self) -> Sent:
        return Sent(",".join(self.keys), tuple(self.posts))


class Postman:
    """The messenger Telegram, for a courier."""

    channel = CHANNEL

    def __init__(self, bot: Bot, rates: Rates, pictures: Path) -> None:
        self._bot, self._rates, self._pictures = bot, rates, pictures
        self.forums = Forums(bot)

    def clocks(self, chat: str) -> tuple[Clock, ...]:
        return tuple(self._rates.clocks(chat))

    async def send(self, letter: Letter) -> Receipt:
        """Send one message, or say what became of the try."""
        posting = letter.posting
        trip = Trip(letter, posting.address, posting.topic)
        trip.keys += filter(None, posting.said.key.split(","))
        try:
            return await self._send(trip)
        except TelegramError as error:
            receipt = receipt_of(error, posting.said.tries + 1)
        if isinstance(receipt, Later):
            return replace(receipt, key=",".join(trip.keys), posts=tuple(trip.posts))
        return receipt

    async def _send(self, trip: Trip) -> Receipt:
        message, posting = trip.said.message, trip.letter.posting
        if message.image and not self._is_there(message.image):
            return Refused(NO_PICTURE)
        if trip.letter.room and message.only in trip.letter.names:
            return await self._to_one(trip)
        edited = posting.card if message.card else posting.replaced.partition(",")[0]
        if edited and await self._edit(trip, edited):
            trip.keys = [edited]
        else:
            await self._anew(trip)
        await self._follow(trip)
        return trip.sent()

    async def _to_one(self, trip: Trip) -> Receipt:
        """What is for one of the staff alone, in their own chat with the assistant."""
        posting, message = trip.letter.posting, trip.said.message
        if not posting.reader:
            return Refused(NOT_BOUND)
        try:
            for piece in self._pieces(trip):
                await self._post(posting.reader, _bound_to(piece, trip.address), trip)
        except Forbidden:
            name = trip.letter.names[message.only]
            hint = Outbound(message.chat, (Line(PLEASE_START.template, {"name": name}),))
            for piece in rendered(hint, trip.said.n, {}):
                await self._post(trip.address, piece, trip)
        return trip.sent()

    async def _edit(self, trip: Trip, key: str) -> bool:
        """Put a message in the place of an earlier one; False where that is gone, or where it has
        grown beyond one message."""
        pieces = self._pieces(trip)
        if len(pieces) != 1 or pieces[0].photo:
            return False
        met = await unless_gone(
            lambda: self._bot.edit_message_text(
                pieces[0].text,
                trip.address,
                int(key),
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(pieces[0]),
                link_preview_options=NO_PREVIEW,
            ),
            Gone.UNCHANGED, Gone.MESSAGE, Gone.UNEDITABLE,
        )  # fmt: skip
        return met not in (Gone.MESSAGE, Gone.UNEDITABLE)

    async def _anew(self, trip: Trip) -> None:
        """Post a message with all its pieces, in its request's topic where there is one."""
        message = trip.said.message
        if trip.letter.room and message.thread and trip.topic is None:
            await self._open_topic(trip)
        for piece in self._pieces(trip)[len(trip.keys) :]:
            await self._in_place(trip, piece)
        if message.card and trip.keys:
            trip.posts.append(CardPost(message.chat, message.card.key, trip.keys[0]))

    async def _in_place(self, trip: Trip, piece: Sending) -> None:
        met = await unless_gone(
            lambda: self._post(trip.address, piece, trip), Gone.TOPIC, Gone.TOPIC_DELETED
        )
        if isinstance(met, Gone):
            trip.topic = None
            await self._open_topic(trip)
            await self._summarise(trip)
            await self._post(trip.address, piece, trip)

    async def _open_topic(self, trip: Trip) -> None:
        message = trip.said.message
        if not await self.forums.takes_topics(trip.address):
            return
        card = trip.said if message.card else trip.letter.card
        trip.topic = await self.forums.open(message.chat, trip.address, message.thread, card)
        if trip.topic:
            trip.posts.append(trip.topic)

    async def _summarise(self, trip: Trip) -> None:
        """A topic that somebody deleted begins again with the card of its request."""
        card = trip.letter.card
        if card is None or card.message.card is None or trip.said.message.card:
            return
        for piece in rendered(card.message, card.n, trip.letter.names):
            posted = await self._bot.send_message(
                trip.address,
                piece.text,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(piece),
                message_thread_id=_topic_id(trip),
            )
            post = CardPost(card.chat, card.message.card.key, str(posted.message_id))
            trip.posts.append(post)

    async def _follow(self, trip: Trip) -> None:
        card = trip.said.message.card
        if card and trip.topic:
            followed = await self.forums.follow(trip.topic, trip.address, over=card.over)
            if followed is not trip.topic:
                trip.posts.append(followed)

    async def _post(self, address: str, piece: Sending, trip: Trip) -> None:
        inside = address == trip.address
        topic, anchor = (_topic_id(trip), _anchor(trip)) if inside else (None, None)
        if piece.photo:
            posted: Message = await self._bot.send_photo(
                address,
                self._picture(piece.photo),
                caption=piece.text or None,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(piece),
                message_thread_id=topic,
                reply_parameters=anchor,
            )
        else:
            posted = await self._bot.send_message(
                address,
                piece.text,
                parse_mode=ParseMode.HTML,
                reply_markup=_markup(piece),
                message_thread_id=topic,
                reply_parameters=anchor,
                link_preview_options=NO_PREVIEW,
            )
        trip.keys.append(str(posted.message_id))

    def _pieces(self, trip: Trip) -> tuple[Sending, ...]:
        return rendered(trip.said.message, trip.said.n, trip.letter.names)

    def _is_there(self, reference: str) -> bool:
        return reference.startswith(OWN_FILE) or (self._pictures / Path(reference).name).is_file()

    def _picture(self, reference: str) -> str | Path:
        if reference.startswith(OWN_FILE):
            return reference.removeprefix(OWN_FILE)
        return self._pictures / Path(reference).name


def _markup(piece: Sending) -> InlineKeyboardMarkup | None:
    if not piece.keyboard:
        return None
    rows = [[InlineKeyboardButton(key.label, callback_data=key.data) for key in row]
            for row in piece.keyboard]  # fmt: skip
    return InlineKeyboardMarkup(rows)


def _bound_to(piece: Sending, room: str) -> Sending:
    """A button that stands in a private chat and belongs to what was said in a room."""
    rows = tuple(
        tuple(replace(key, data=f"{key.data}{IN_ROOM}{room}") for key in row)
        for row in piece.keyboard
    )
    return replace(piece, keyboard=rows)


def _topic_id(trip: Trip) -> int | None:
    return int(trip.topic.key) if trip.topic else None


def _anchor(trip: Trip) -> ReplyParameters | None:
    """Where there are no topics, what belongs to a request answers its card."""
    anchor = trip.letter.posting.anchor
    if trip.topic or not anchor or trip.said.message.card:
        return None
    return ReplyParameters(int(anchor), allow_sending_without_reply=True)

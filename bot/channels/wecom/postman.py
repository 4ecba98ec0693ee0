"""Sending one message to WeCom, a call at a time: to a group, to a member, as a card's buttons.

What everybody may read stands in the group, in the names of those who say it. What only one of the
staff may see goes to them alone, in their own chat with the app, and buttons under it as cards.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import structlog

from bot.channels.wecom.apps import App, NoPicture
from bot.channels.wecom.button_cards import ButtonCard, holds_words, question_cards
from bot.channels.wecom.dealing import UNCHANGED, Dealing
from bot.channels.wecom.faults import NO_ACCOUNT, NOBODY, TASK_SENT, plainly, receipt_of
from bot.channels.wecom.limits import CHANNEL, Rates
from bot.channels.wecom.places import Place, place_of, userid_of
from bot.channels.wecom.rendering import Piece, Text, says_nothing_new
from bot.channels.wecom.trips import DONE, Trip
from bot.delivery.courier import Letter
from bot.delivery.pauses import backoff
from bot.delivery.receipts import Later, Needless, Receipt, Shut
from bot.engine import Engine
from bot.weixin.errors import ApiError, Unreached
from core.messages import Line
from storage.outgoing import Posting
from storage.rate_clocks import Clock

NOT_BOUND: Final = "no account at WeCom"
UNREACHABLE: Final = "the app may not write to this member"
PLEASE_ADMIT: Final = Line(
    "{name}，有一条消息只能发给您本人，但应用发不到您那里。"
    "请管理员把您加进应用的可见范围，再操作一次。"
)

log = structlog.get_logger()


class Postman:
    """The messenger WeCom, for a courier."""

    channel = CHANNEL

    def __init__(self, engine: Engine, apps: Mapping[str, App], rates: Rates) -> None:
        self._apps, self._rates = apps, rates
        self._dealing = Dealing(engine)
        self._told: set[str] = set()
        self.shared = rates.shared

    def clocks(self, posting: Posting) -> Sequence[Clock]:
        address = posting.address
        if posting.reader or place_of(address).userid:
            return self._rates.of_member(posting.reader or address)
        if posting.said.message.card and posting.said.key:
            return self._rates.of_cards(address)
        return self._rates.of_room(address)

    def explain(self, why: str) -> str:
        return plainly(why)

    async def send(self, letter: Letter) -> Receipt:
        """Take the next step with one message, or say what became of the try."""
        trip = Trip.of(letter)
        app = self._apps.get(trip.place.account)
        if app is None:
            return Shut(NO_ACCOUNT)
        try:
            return await self._step(trip, app)
        except NoPicture as fault:
            log.error("a picture was left out", chat=trip.said.chat, n=trip.said.n, why=str(fault))
            return trip.without_picture()
        except Unreached:
            return Later(backoff(trip.said.tries + 1))
        except ApiError as error:
            log.warning("wecom refuses a message", chat=trip.said.chat, why=str(error))
            return receipt_of(error, trip.said.tries + 1)

    async def _step(self, trip: Trip, app: App) -> Receipt:
        if trip.is_for_one:
            return await self._to_one(trip, app)
        if trip.card and trip.letter.room:
            return await self._dealing.step(trip, app)
        if says_nothing_new(trip.said.message):
            return Needless(UNCHANGED)
        return await self._said(trip, app)

    async def _said(self, trip: Trip, app: App) -> Receipt:
        pieces = trip.pieces()
        if len(trip.marks) < len(pieces):
            await app.say(trip.place, pieces[len(trip.marks)])
            trip.marks.append(DONE)
        return trip.sent() if len(trip.marks) >= len(pieces) else trip.begun()

    async def _to_one(self, trip: Trip, app: App) -> Receipt:
        """What one member alone may see."""
        userid = userid_of(trip.reader, app.account.name)
        if not userid or not trip.is_for_a_member:
            return Needless(NOT_BOUND)
        message, step = trip.said.message, len(trip.marks)
        cards = question_cards(message, trip.about, trip.said.n, trip.place.chatid)
        words = () if holds_words(message) else trip.pieces()
        steps: list[Piece | ButtonCard] = [*words, *cards]
        if step < len(steps):
            if not await self._reaches(app, userid, steps[step]):
                return await self._unreachable(trip, app)
            self._told.discard(trip.reader)
            trip.marks.append(DONE)
        return trip.sent() if len(trip.marks) >= len(steps) else trip.begun()

    async def _reaches(self, app: App, userid: str, step: Piece | ButtonCard) -> bool:
        """Whether a member got this; an app may not write to everybody."""
        try:
            if isinstance(step, ButtonCard):
                answer = await app.deal((userid,), step)
            else:
                answer = await app.say(Place(app.account.name, userid=userid), step)
        except ApiError as error:
            if error.code in NOBODY:
                return False
            if error.code == TASK_SENT:
                return True
            raise
        return userid not in str(answer.get("invaliduser", "")).split("|")

    async def _unreachable(self, trip: Trip, app: App) -> Receipt:
        """The group is told, once, whom the app cannot write to."""
        if trip.reader not in self._told:
            name = trip.letter.names[trip.said.message.only]
            await app.say(trip.place, Text(Line(PLEASE_ADMIT.template, {"name": name}).render()))
            self._told.add(trip.reader)
        return Needless(UNREACHABLE)

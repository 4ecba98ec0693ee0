"""A request's card: its state for the group, its buttons for those who may press them.

A group shows what is said and never changes it. So a card is posted there again only when its state
has changed: its title, its state, its urgency. The buttons stand in the own chats of those who may
press them; there a card is changed in place as long as WeCom gives leave (each sending and each
press brings one, good for one change within 72 hours). Where none is left it is sent anew for other
buttons or another state, not for a row alone. An old card that could not be changed shows the new
state to whoever presses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

import structlog

from bot.channels.wecom.apps import App
from bot.channels.wecom.button_cards import ButtonCard, request_card
from bot.channels.wecom.deck import Deck, Hand
from bot.channels.wecom.faults import NOBODY, TASK_SENT, is_refused
from bot.channels.wecom.limits import CODE_LIFE
from bot.channels.wecom.places import task_id
from bot.channels.wecom.trips import DONE, Trip
from bot.delivery.receipts import Needless, Receipt
from bot.engine import Engine
from bot.weixin.errors import ApiError
from core.conversations import CardCode, CardPost, Said
from core.messages import Card
from storage.card_codes import CardCodes
from storage.connections import Connection

UNCHANGED: Final = "shown already"
NOBODYS: Final = "-"
"""Stands for the task of a card whose buttons nobody has."""

log = structlog.get_logger()


class Dealing:
    """Takes the next step with a card."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._deck, self._codes = Deck(engine), CardCodes(engine.schema)

    async def step(self, trip: Trip, app: App) -> Receipt:
        hand = await self._deck.hand(trip.said, app.account.name, trip.marks)
        news = news_of(trip.said, hand.shown)
        if not trip.marks and not news.of_card:
            return Needless(UNCHANGED)
        pieces = trip.pieces() if news.of_state else ()
        if len(trip.marks) >= max(len(pieces), 1):
            return await self._buttons(trip, app, hand, news)
        if pieces:
            await app.say(trip.place, pieces[len(trip.marks)])
        trip.marks.append(DONE)
        return trip.begun()

    async def _buttons(self, trip: Trip, app: App, hand: Hand, news: "News") -> Receipt:
        if hand.code:
            await self._change(trip, app, hand.code)
            return trip.begun()
        newest, had = _dealt_before(trip.letter.posting.card)
        known = had if newest in trip.marks or not news.of_buttons else ()
        missing = [reader for reader in hand.readers if reader not in known]
        if newest and not missing:
            return trip.sent()
        return await self._deal(trip, app, known, missing)

    async def _change(self, trip: Trip, app: App, code: CardCode) -> None:
        """Change the cards of one sending. A leave that is good no more is used up all the same."""

        def use(connection: Connection) -> None:
            self._codes.use(connection, code.code)

        try:
            await app.change(code.code, _card(trip, code.task))
        except ApiError as error:
            if not is_refused(error):
                raise
            log.warning("a card was not changed", chat=trip.said.chat, why=str(error))
        trip.marks.append(code.task)
        trip.then = use

    async def _deal(
        self, trip: Trip, app: App, known: Sequence[str], missing: Sequence[str]
    ) -> Receipt:
        """Send the card to those who do not have it as it is now."""
        chat, thread, message = trip.said.chat, trip.said.message.thread, trip.said.message
        task = task_id(trip.said.n, trip.place.chatid)
        wanted = bool(missing and message.choices and message.card and not message.card.over)
        code = await self._sent(app, missing, _card(trip, task)) if wanted else ""
        if code:
            now = self._engine.clock.now()
            kept = CardCode(code, chat, thread, task, now + CODE_LIFE)
            trip.then = lambda connection: self._codes.keep(connection, kept, now)
        readers = (*known, *missing) if wanted else ()
        trip.posts.append(CardPost(chat, thread, " ".join((task if wanted else NOBODYS, *readers))))
        return trip.sent()

    async def _sent(self, app: App, userids: Sequence[str], card: ButtonCard) -> str:
        """Send a card; the leave to change it, "" where it was sent before or reaches nobody."""
        try:
            answer = await app.deal(userids, card)
        except ApiError as error:
            if error.code != TASK_SENT and error.code not in NOBODY:
                raise
            log.warning("a card was not sent", why=str(error))
            return ""
        return str(answer.get("response_code", ""))


def _dealt_before(key: str) -> tuple[str, tuple[str, ...]]:
    """The task of the newest sending, and who has the card by then."""
    task, *readers = key.split(" ")
    return task, tuple(readers)


@dataclass(frozen=True, slots=True)
class News:
    """What has changed since a card was dealt with last: anything that it shows; its buttons or its
    state, for which it is sent anew where it cannot be changed; its state, for the group."""

    of_card: bool = True
    of_buttons: bool = True
    of_state: bool = True


def news_of(said: Said, shown: Said | None) -> News:
    """What a card says that is new, seen from what it showed before."""
    card, before = said.message.card, shown.message.card if shown else None
    if card is None or before is None or shown is None:
        return News()
    now = request_card(card, said.message.choices, "")
    then = request_card(before, shown.message.choices, "")
    state = (now.title, now.beside, now.over) != (then.title, then.beside, then.over)
    return News(now != then, state or now.buttons != then.buttons, state)


def _card(trip: Trip, task: str) -> ButtonCard:
    message = trip.said.message  # which has a card, or it would not be dealt
    return request_card(cast(Card, message.card), message.choices, task)

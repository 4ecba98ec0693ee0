"""Ratings filled in on a page: what it shows, and each entry as a turn of the enterprise's chat."""

import hashlib
from typing import Final, NamedTuple

from bot.channels.web.desk import Unavailable
from bot.channels.web.rating_sheets import REST, Consent, Consents, Entry, RatingSheet, SheetItem
from bot.dialogs.rating.form import field_of
from bot.dialogs.rating.presses import Button, words_of
from bot.dialogs.rating.questions import OFFERED, until_of
from bot.engine import Engine
from core.categories import Category, row_of
from core.context import Station
from core.messages import Inbound, InboundKind
from core.parties import Identity
from core.rating import Rating, rest_of_stars
from core.rating_items import OPINION, RatingItem, Shape, applicable, mark_words
from core.requests.request import ServiceRequest
from core.shanghai import day_of, day_words
from storage.connections import Connection
from storage.store import Unavailable as NothingStored

OVER: Final = "这次服务的评价期已过，不再计入，谢谢您。"
REOPENED: Final = "这件事已重开，办完再请您评。"
NOT_OFFERED: Final = "请在给出的选项里选一个。"
NO_WORDS: Final = "还没有写内容。"
FAILED: Final = "抱歉，这一项没能保存，已经记下并通知工作人员。"
KEPT: Final = "已记下"
ENTRY: Final = "form.{digest}"
ENTRY_LETTERS: Final = 32


class Subject(NamedTuple):
    """A rating with the request and station that it is of, and the account that may give it."""

    rating: Rating
    request: ServiceRequest
    station: Station
    account: Identity


class RatingForms:
    """The desk's part for these pages."""

    def __init__(self, engine: Engine, consents: Consents | None = None) -> None:
        self._engine, self._consents = engine, consents
        of = engine.schema.of
        self._rating = of(Rating).query("id")
        self._request = of(ServiceRequest).query("id")
        self._account = of(Identity).query("channel", "person")

    async def rating_sheet(self, rating: str) -> RatingSheet | None:
        subject = await self._engine.read(lambda each: self._subject(each, rating))
        return self._sheet(subject) if subject else None

    async def fill_in(self, rating: str, entry: Entry) -> str:
        subject = await self._engine.read(lambda each: self._subject(each, rating))
        if subject is None:
            return OVER
        if why := _unfit(subject.rating, entry):
            return why
        try:
            taken = await self._engine.receive(self._inbound(subject, entry))
        except NothingStored as fault:
            raise Unavailable(fault.sentence) from fault
        if taken.fault:
            return FAILED
        after = await self.rating_sheet(rating)
        return after.over if after else OVER

    async def consent_of(self, rating: str, url: str) -> Consent | None:
        return await self._consents.consent_of(rating, url) if self._consents else None

    def _subject(self, connection: Connection, key: str) -> Subject | None:
        rating = self._rating.one(connection, key)
        if rating is None:
            return None
        channel = rating.chat.partition(":")[0]
        account = self._account.one(connection, channel, rating.person)
        request = self._request.one(connection, rating.request)
        station = self._engine.station(connection, rating.station)
        if not (account and request and station):
            return None
        return Subject(rating, request, station, account)

    def _inbound(self, subject: Subject, entry: Entry) -> Inbound:
        """Kept in the enterprise's chat, under an id of its own: the same sent again counts once,
        another choice on the same page does not go under."""
        rating, now = subject.rating, self._engine.clock.now()
        channel, _, chat = rating.chat.partition(":")
        button = Button(entry.item, entry.value)
        opinion = entry.item == str(OPINION)
        told = "\0".join((rating.id, entry.item, entry.value, entry.words, entry.id))
        digest = hashlib.sha256(told.encode(errors="replace")).hexdigest()[:ENTRY_LETTERS]
        return Inbound(
            channel, chat, subject.account.sender, ENTRY.format(digest=digest), now, now,
            InboundKind.FORM, entry.words if opinion else words_of(button),
            field_of(rating.id, button), station=rating.station,
        )  # fmt: skip

    def _sheet(self, subject: Subject) -> RatingSheet:
        rating, request, station, _ = subject
        return RatingSheet(
            number=request.number,
            category=row_of(Category(request.category)).label,
            station=station.settings.name,
            ended=day_words(day_of(rating.ended_at)),
            until=until_of(rating),
            items=tuple(_item(rating, item) for item in applicable(rating.technician_served)),
            over=self._why_over(subject),
            rest=bool(rest_of_stars(rating)),
        )

    def _why_over(self, subject: Subject) -> str:
        rating = subject.rating
        if subject.request.cycle > rating.cycle:
            return REOPENED
        over = not rating.is_open or self._engine.clock.now() >= rating.closes_at
        return OVER if over else ""


def _item(rating: Rating, item: RatingItem) -> SheetItem:
    mark = rating.items.get(item.number)
    given, shown = (str(mark), mark_words(mark)) if mark else ("", "")
    if item.number == OPINION and rating.opinion:
        given = shown = KEPT
    return SheetItem(item.number, item.label, item.shape, OFFERED[item.shape], given, shown)


def _unfit(rating: Rating, entry: Entry) -> str:
    """Why an entry is none of this form's, if so."""
    if entry.item == REST:
        return _not_among(Shape.STARS, entry.value)
    items = {str(item.number): item for item in applicable(rating.technician_served)}
    item = items.get(entry.item)
    if item is None:
        return NOT_OFFERED
    if item.shape is Shape.WORDS:
        return "" if entry.words.strip() else NO_WORDS
    return _not_among(item.shape, entry.value)


def _not_among(shape: Shape, value: str) -> str:
    return "" if value in dict(OFFERED[shape]) else NOT_OFFERED

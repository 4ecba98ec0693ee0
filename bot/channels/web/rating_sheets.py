"""The page on which one service is rated, as the web channel needs it of the product."""

from dataclasses import dataclass
from typing import Protocol

from core.rating_items import OPINION, Shape

REST = "rest"
"""Stands for all star items that still wait."""


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One item of the form: the answers offered as value and label, the one given, and how that is
    shown. Of an opinion it is only said that there is one: whoever has the link sees the page."""

    number: int
    label: str
    shape: Shape
    offered: tuple[tuple[str, str], ...] = ()
    given: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """A rating as it stands. `over` says why nothing more is taken, and is empty while it is;
    `rest` whether star items still wait."""

    number: str
    category: str
    station: str
    ended: str
    until: str
    items: tuple[SheetItem, ...]
    over: str = ""
    rest: bool = False

    @property
    def asked(self) -> int:
        return sum(item.number != OPINION for item in self.items)

    @property
    def given(self) -> int:
        return sum(bool(item.given) for item in self.items if item.number != OPINION)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was filled in: an item's number or `REST`, the value chosen or the words written, and an
    id of this one choice, under which it counts once."""

    item: str
    value: str
    words: str
    id: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What a page in WeChat's browser needs to ask for one notice ("Open tags: wx-open-subscribe"):
    the account and template, and what signs the page's address ("JS-SDK: wx.config")."""

    app_id: str
    template_id: str
    timestamp: int
    nonce: str
    signature: str


class Consents(Protocol):
    async def consent_of(self, rating: str, url: str) -> Consent | None:
        """What to ask the reader of this rating's page with; nothing where there is no account, or
        no need. `url` is the page's address as its browser shows it."""


class RatingForms(Consents, Protocol):
    async def rating_sheet(self, rating: str) -> RatingSheet | None: ...

    async def fill_in(self, rating: str, entry: Entry) -> str:
        """Keep an entry, or return the sentence that says why it is not kept. Raise `Unavailable`
        if nothing was stored."""

"""Whose talk something belongs to, which station it is with, and which choice it means."""

from dataclasses import dataclass
from typing import Final

from bot.account_settings import WechatAccount
from bot.channels.wechat.answered import Answered
from bot.channels.wechat.limits import CHANNEL
from bot.messengers.talks import Talks
from core.messages import Inbound, InboundKind, Line, Press
from core.windows import ContactKind
from storage.connections import Connection
from storage.schema import Schema
from storage.stations import list_stations

PLACE: Final = f"{CHANNEL}:{{talk}}"


@dataclass(frozen=True, slots=True)
class Contact:
    """Something that somebody did and is answered: what it says, what it opens, the item that was
    pressed, the station whose code was scanned."""

    inbound: Inbound
    opens: ContactKind
    item: str = ""
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody before the turn: our name for the talk, all their talks, the choice
    that is meant, what is said of a talk that they left."""

    talk: str
    talks: tuple[str, ...]
    station: str
    press: Press | None = None
    left: tuple[Line, ...] = ()


class Meant:
    """Finds it for one account, with the statements of a schema."""

    def __init__(self, schema: Schema, account: WechatAccount) -> None:
        self._account = account
        self._talks, self._answered = Talks(schema, CHANNEL), Answered(schema)

    def entered(self, connection: Connection, contact: Contact) -> Known:
        """Go to the talk with the station whose code was scanned."""
        sender = contact.inbound.sender
        entered = self._talks.enter(connection, sender, contact.scene)
        talks = self._talks.all(connection, sender)
        station = talks.get(entered.chat) or self._station(connection, contact.scene)
        return Known(entered.chat, (*talks,) or (entered.chat,), station, left=entered.left)

    def known(self, connection: Connection, contact: Contact) -> Known:
        sender, message = contact.inbound.sender, contact.inbound.id
        talks = self._talks.all(connection, sender)
        talk, press = self._pressed(connection, contact, (*talks,))
        if press is None:
            talk = self._talks.of(connection, sender, 0, message)
            press = self._typed(connection, contact, talk)
        station = talks.get(talk) or self._station(connection)
        return Known(talk, (*talks,) or (talk,), station, press)

    def _pressed(
        self, connection: Connection, contact: Contact, talks: tuple[str, ...]
    ) -> tuple[str, Press | None]:
        """The choice that an item stands for, and the talk that it was shown in."""
        for talk in talks if contact.item else ():
            place = PLACE.format(talk=talk)
            if press := self._answered.pressed(connection, place, contact.item):
                return talk, press
        return "", None

    def _typed(self, connection: Connection, contact: Contact, talk: str) -> Press | None:
        """The choice whose number somebody typed."""
        inbound = contact.inbound
        if contact.item or inbound.kind is not InboundKind.TEXT:
            return None
        return self._answered.typed(connection, PLACE.format(talk=talk), inbound.text)

    def _station(self, connection: Connection, wanted: str = "") -> str:
        """The station that is wanted, else the account's first, else the installation's: the first
        of them that is there."""
        there = [each.id for each in list_stations(connection)]
        named = [id for id in (wanted, *self._account.stations) if id in there]
        return next(iter(named or there), "")

"""Who gets a request's buttons, what their cards show by now, and with which leave they change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from bot.channels.wecom.limits import CHANNEL
from bot.channels.wecom.places import userid_of
from bot.engine import Engine
from core.conversations import CardCode, Chat, Said
from core.parties import Identity, Person
from core.people import Role
from core.requests.request import ServiceRequest
from storage.card_codes import CardCodes
from storage.connections import Connection

BACK: Final = 200


@dataclass(frozen=True, slots=True)
class Hand:
    """`shown` is the card's message that was dealt with before this one; `readers` are the userids
    of those who get its buttons; `code` is the next leave to change a card that is not changed
    yet."""

    shown: Said | None = None
    readers: tuple[str, ...] = ()
    code: CardCode | None = None


class Deck:
    """Looks up, over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine, schema = engine, engine.schema
        self._chat = schema.of(Chat).query("id")
        self._said = schema.of(Said).query("chat", "thread", order="-n", limit=BACK)
        self._request = schema.of(ServiceRequest).query("id")
        self._identity = schema.of(Identity).query("channel", "person")
        self._codes = CardCodes(schema)

    async def hand(self, said: Said, account: str, done: Collection[str]) -> Hand:
        """What is needed for the next step with a card, of whose messages those are `done`."""
        now, thread = self._engine.clock.now(), said.message.thread

        def look(connection: Connection) -> Hand:
            before = self._said.all(connection, said.chat, thread)
            shown = next((one for one in before if one.n < said.n and _is_dealt(one)), None)
            code = self._codes.next(connection, (said.chat, thread), done, now)
            return Hand(shown, self._readers(connection, said, account), code)

        return await self._engine.read(look)

    async def station(self, chat: str) -> str:
        """Whose room a chat is, "" for nobody's."""
        found = await self._engine.read(lambda each: self._chat.one(each, chat))
        return found.station if found else ""

    def _readers(self, connection: Connection, said: Said, account: str) -> tuple[str, ...]:
        chat = self._chat.one(connection, said.chat)
        station = self._engine.station(connection, chat.station) if chat else None
        staff = station.staff if station else {}
        request = self._request.one(connection, said.message.thread)
        owner = staff.get(request.owner) if request else None
        members = (owner,) if owner else on_duty(staff.values())
        found = (self._userid(connection, member.id, account) for member in members)
        return tuple(sorted(filter(None, found)))

    def _userid(self, connection: Connection, person: str, account: str) -> str:
        accounts = self._identity.all(connection, CHANNEL, person)
        return next(filter(None, (userid_of(one.sender, account) for one in accounts)), "")


def on_duty(staff: Iterable[Person]) -> tuple[Person, ...]:
    """The specialists on duty; where there are none, the heads."""
    working = [member for member in staff if member.on_duty]
    specialists = tuple(member for member in working if Role.SPECIALIST in member.roles)
    return specialists or tuple(member for member in working if Role.HEAD in member.roles)


def _is_dealt(said: Said) -> bool:
    return bool(said.message.card and said.key)

"""Stations, members of staff and their sessions, for the web channel."""

from collections.abc import Sequence
from typing import Final

from bot.channels.web.desk import Colleague, Member, Opening
from bot.channels.web.desk import Station as WebStation
from bot.desk.rows import ASSISTANT
from bot.desk.storing import stored
from bot.engine import Engine
from core.context import Station
from core.parties import Person
from core.people import Role
from core.shanghai import moment_words
from storage import sign_ins
from storage.connections import Connection
from storage.stations import ROOM, list_stations

OPEN_UNTIL: Final = "服务中"
OPENS: Final = "休息中，{next}上班"
RANKS: Final = (Role.HEAD, Role.SPECIALIST, Role.CENTRE, Role.PROVIDER, Role.ADMINISTRATOR)


class Staffing:
    """Who is who."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def station(self, code: str) -> WebStation | None:
        """A code may be typed as it stands in the numbers, in capitals."""
        found = await self._station(code) or await self._station(code.lower())
        return web_station(found) if found else None

    async def opening(self, station: str) -> Opening:
        found = await self._station(station)
        if found is None:
            return Opening(open=False, next="")
        now, calendar = self._engine.clock.now(), found.calendar
        if calendar.is_open(now):
            return Opening(open=True, next=OPEN_UNTIL)
        return Opening(open=False, next=OPENS.format(next=moment_words(calendar.next_opening(now))))

    async def samples(self) -> Sequence[WebStation]:
        listed = await self._engine.read(list_stations)
        found = [await self.station(each.id) for each in listed if each.sample]
        return [each for each in found if each]

    async def invited(self, token: str) -> Member | None:
        now = self._engine.clock.now()
        return await self._engine.read(
            lambda each: self._member(each, sign_ins.invited(each, token, now))
        )

    async def sign_in(self, token: str) -> str:
        now = self._engine.clock.now()
        return await stored(self._engine, lambda each: sign_ins.sign_in(each, token, now))

    async def member(self, session: str) -> Member | None:
        now = self._engine.clock.now()
        return await self._engine.read(
            lambda each: self._member(each, sign_ins.signed_in(each, session, now))
        )

    async def sign_out(self, session: str) -> None:
        now = self._engine.clock.now()
        await stored(self._engine, lambda each: sign_ins.sign_out(each, session, now))

    async def colleagues(self, station: str) -> Sequence[Colleague]:
        found = await self._station(station)
        staff = found.staff.values() if found else ()
        return [Colleague(one.id, one.name, rank(one).label) for one in staff]

    async def invite(self, station: str, person: str) -> str:
        found, now = await self._station(station), self._engine.clock.now()
        if found is None or person not in found.staff:
            return ""
        return await stored(self._engine, lambda each: sign_ins.issue_link(each, person, "", now))

    async def _station(self, code: str) -> Station | None:
        return await self._engine.read(lambda each: self._engine.station(each, code))

    def _member(self, connection: Connection, person: str) -> Member | None:
        known = self._engine.turns.loader.person.one(connection, person) if person else None
        if known is None or known.removed_at is not None or not known.roles:
            return None
        room = ROOM.format(station=known.station)
        head, duty = Role.HEAD in known.roles, known.on_duty
        return Member(known.id, known.name, rank(known).label, known.station, room, head, duty)


def web_station(station: Station) -> WebStation:
    """What a page shows of a station."""
    settings = station.settings
    return WebStation(station.id, settings.name, ASSISTANT, settings.phone)


def rank(person: Person) -> Role:
    """The highest role that somebody holds."""
    return next((role for role in RANKS if role in person.roles), Role.SPECIALIST)

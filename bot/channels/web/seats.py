"""Who a connection is: a visitor by their cookie and station, a member by a session that counts."""

from starlette.requests import HTTPConnection

from bot.channels.web.desk import Member, Seat, visitor_chat
from bot.channels.web.house import House
from bot.channels.web.seals import Purpose


async def visitor_seat(house: House, connection: HTTPConnection, code: str) -> Seat | None:
    visitor = house.word(connection, Purpose.VISITOR)
    if not visitor or not await house.desk.station(code):
        return None
    return Seat(visitor_chat(code, visitor), visitor, code)


def member_seat(member: Member) -> Seat:
    return Seat(member.room, member.id, member.station, staff=True)


async def staff_seat(house: House, connection: HTTPConnection) -> Seat | None:
    member = await house.member(connection)
    return member_seat(member) if member else None


async def seat_at(house: House, connection: HTTPConnection) -> Seat | None:
    """The visitor's where a station is named, the member's otherwise."""
    code = connection.query_params.get("station", "")
    if code:
        return await visitor_seat(house, connection, code)
    return await staff_seat(house, connection)

"""What PostgreSQL refuses, told apart: a loser of a race, a database that is away, our own mistake.

Classes of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
"""

from typing import Final

import asyncpg

from storage.connections import Interrupted

DRIVER_FAULTS: Final = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
)
"""All that a call of the driver raises. It takes for a mistake of its own what is asked on a
connection that was ended with a word, until it hears that it is broken, too."""

LOST_A_RACE: Final = frozenset({"40001", "40P01", "55P03"})
"""Another transaction was quicker: the same again, on fresh state, may go well."""
_AWAY: Final = frozenset({"08", "53", "57", "58", "XX"})
"""By the first two letters: connection, resources, an operator's hand, the system, the server."""

NO_DATABASE: Final = "没有这个数据库。"
AWAY: Final = "数据库暂时连不上。"
WHY: Final = {
    "53100": "数据库所在的磁盘已满，无法写入。",
    "53300": "数据库的连接数已满。",
    "25006": "数据库是只读的，无法写入。",
    "28P01": "数据库的用户名或密码不对。",
    "28000": "数据库不让这个用户连接。",
    "3D000": NO_DATABASE,
}


class LostRace(Interrupted):
    """Another transaction was quicker; the unit is to be run again."""


def interrupted(fault: BaseException) -> Interrupted | None:
    """The fault as one of the database and not of the unit that met it, if it is one."""
    if isinstance(fault, asyncpg.PostgresError):
        state = fault.sqlstate or ""
        if state in LOST_A_RACE:
            return LostRace(AWAY)
        if state in WHY or state[:2] in _AWAY:
            return Interrupted(WHY.get(state, AWAY))
        return None
    if isinstance(fault, asyncpg.InternalClientError | OSError):
        return Interrupted(AWAY)
    return None


def away(fault: BaseException) -> Interrupted:
    """The same of a connection that is not there, or no longer, whatever the driver makes of it."""
    return interrupted(fault) or Interrupted(AWAY)

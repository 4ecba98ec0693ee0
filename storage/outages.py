"""Accounts that their messengers do not let in: noted once, by whichever server meets it first."""

from typing import Final

from core.outages import Outage
from storage.codec import micros
from storage.connections import Connection
from storage.schema import Schema

BEGIN: Final = (
    "INSERT INTO outage (account, since, why) VALUES (?, ?, ?)"
    " ON CONFLICT (account) DO NOTHING RETURNING account"
)
END: Final = "DELETE FROM outage WHERE account = ? RETURNING account"


def begin(connection: Connection, outage: Outage) -> bool:
    """Whether this is news."""
    row = [outage.account, micros(outage.since), outage.why]
    return connection.execute(BEGIN, row).fetchone() is not None


def end(connection: Connection, account: str) -> bool:
    """The account is let in; whether it was not before."""
    return connection.execute(END, [account]).fetchone() is not None


def outages(connection: Connection, schema: Schema) -> tuple[Outage, ...]:
    """Every account that is not let in now, the longest first."""
    found: tuple[Outage, ...] = schema.of(Outage).query(order="since").all(connection)
    return found

"""Connecting to PostgreSQL."""

from typing import Final

import asyncpg

from storage.postgres.faults import DRIVER_FAULTS, away

CONNECT_SECONDS: Final = 5
ANSWER_SECONDS: Final = 30
SETTINGS: Final = {"application_name": "quality-station"}
KEEPALIVES: Final = (
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;"
    " SET tcp_keepalives_count = 4; SET tcp_user_timeout = '30s'"
)
"""What a machine held that is gone without a word is free after half a minute, not two hours:
https://www.postgresql.org/docs/current/runtime-config-connection.html#RUNTIME-CONFIG-TCP-SETTINGS
"""


async def connect(url: str) -> asyncpg.Connection:
    """A new connection. Statements are kept prepared by the session, not by the driver."""
    try:
        driver = await asyncpg.connect(
            url,
            timeout=CONNECT_SECONDS,
            command_timeout=ANSWER_SECONDS,
            statement_cache_size=0,
            server_settings=SETTINGS,
        )
        await driver.execute(KEEPALIVES)
    except (*DRIVER_FAULTS, ValueError) as fault:
        raise away(fault) from fault
    return driver

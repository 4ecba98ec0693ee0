"""Writing for a page: what was not stored is said in the page's own words."""

from collections.abc import Callable
from typing import TypeVar

from bot.channels.web.desk import Unavailable
from bot.engine import Engine
from storage.connections import Connection
from storage.store import Unavailable as NothingStored

Result = TypeVar("Result")


async def stored(engine: Engine, unit: Callable[[Connection], Result]) -> Result:
    """Run a unit of work, or raise what the web channel understands."""
    try:
        return await engine.write(unit)
    except NothingStored as fault:
        raise Unavailable(fault.sentence) from fault

"""How a need will be served, as far as its words tell: the flow and the service item.

They are kept beside the answers, and count only while the need stays of their category.
"""

from typing import Final

from bot.intents.items import OWN_GROUPS
from bot.intents.reading import Reading
from core.categories import Category, Flow
from core.service_items import ITEMS, OWN_FLOWS, flow_of

SPOKEN_BY: Final = {group: flow for flow, group in OWN_GROUPS.items()}


def served_by(reading: Reading, prefix: str) -> dict[str, str]:
    """The flow, where words spoke for one that only words tell, and the item."""
    meant = reading.meant
    own = (SPOKEN_BY[one.group] for one in reading.doubt.things if one.group in SPOKEN_BY)
    flow = meant.flow if meant.flow in OWN_FLOWS.values() else next(own, None)
    told = {"flow": flow, "clause": meant.item.clause if meant.item else None}
    return {prefix + key: str(value) for key, value in told.items() if value}


def own_flow(category: str, told: str) -> Flow | None:
    """The flow of the category, be it the one that words told of."""
    own = OWN_FLOWS.get(Category(category))
    return flow_of(Category(category), spoken=own is not None and own == told)


def own_clause(category: str, told: str) -> str:
    """The clause that words told of, unless the category turned out to be another."""
    item = ITEMS.get(told)
    return item.clause if item and item.category == category else ""

"""Scenes that many tests begin with: a request filed by an enterprise, claimed by a specialist."""

from typing import Final

import pytest

from tests.telegram.house import House
from tests.telegram.messenger import Group
from tests.telegram.persons import Person
from tests.telegram.sights import Message
from tests.time.moments import at

BEGIN: Final = at("2026-11-23 10:00")
NEED: Final = "武汉汉阳恒岩五金制品厂，覃晓燕 13800001207，压力表6块要校准，下周三上午"
FIRST: Final = "HY-2026-0001"
IN_A_FORUM: Final = pytest.mark.parametrize("kind", ["forum"])


async def files(house: House, person: Person, need: str = NEED) -> Message:
    """Tell a need and confirm it; the message that gives its number."""
    telegram = house.telegram
    await person.starts()
    await telegram.hears(person, "您想办什么事")
    await person.writes(need)
    summary = await telegram.hears(person, "请您核对")
    await person.presses(summary, "确认提交")
    return await telegram.hears(person, "HY-2026-", after=summary)


async def claims(house: House, group: Group, member: Person, number: str = FIRST) -> Message:
    """Claim a request by the button on its card; the card as it stands then."""
    card = await house.telegram.hears(group, f"{number} ")
    await member.presses(card, "接单")
    return await claimed(house, group, card)


async def claimed(house: House, group: Group, card: Message) -> Message:
    """The card once it shows that somebody has it."""

    def stands(view: object) -> list[Message]:
        messages = getattr(view, "messages", ())
        return [each for each in messages if each.id == card.id and "接单" not in each.labels]

    return stands(await house.telegram.waits(group, stands))[0]

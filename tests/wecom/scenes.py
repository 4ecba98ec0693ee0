"""Scenes that tests begin with: a request that is claimed, or about to be answered."""

from typing import Final

from core.parties import Person
from core.people import Role
from tests.wecom.house import FIRST, House
from tests.weixin.server.corp.members import Member

WANG: Final = Person("wang", "hy", "王专员", (Role.SPECIALIST,), True, True)


async def claimed(house: House, li: Member) -> None:
    """A request is filed, and claimed by its card."""
    await house.files()
    await li.hears(FIRST)
    await li.presses(li.card(FIRST), "claim")
    await house.chat.hears("专员接单。")
    await house.settles()


async def replying(house: House, li: Member) -> None:
    """What is written next goes to the enterprise."""
    await claimed(house, li)
    await li.presses(li.card(FIRST), "reply")
    await li.hears("接下来您在这里写的文字会发给企业")

"""Specialists at different places press 接单 at once: the first has it, the other reads who."""

import asyncio

import pytest

from tests.across.desks import DESKS, TITLE
from tests.across.house import House
from tests.wechat import way

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("one", "two"),
    [("wecom", "telegram"), ("telegram", "wecom"), ("page", "wecom"), ("page", "telegram")],
)
async def test_of_two_at_once_one_has_it_and_the_other_reads_who(
    house: House, one: str, two: str
) -> None:
    await house.wang_joins()
    await way.filed(house.wechat, house.qin)
    await house.settles()
    desks = [DESKS[one](house, house.li), DESKS[two](house, house.wang)]
    await asyncio.gather(*(desk.claims() for desk in desks))
    await house.settles()
    owner = (await house.request()).owner
    [winner] = [each.who.person for each in desks if each.who.person.id == owner]
    [loser] = [each for each in desks if each.who.person.id != owner]
    assert winner.name in await loser.is_told()
    for shown in (await house.rooms()).values():
        assert shown.count("专员接单。") == 1
        assert f"{winner.name}接单。" in shown
        assert f"负责人：{winner.name}" in shown
        assert f"负责人：{loser.who.person.name}" not in shown
    assert sum("接单" in each.text for each in house.qin.shown) == 1


@pytest.mark.parametrize("first", DESKS)
async def test_a_claim_at_one_place_takes_the_button_from_all_others(
    house: House, first: str
) -> None:
    await way.filed(house.wechat, house.qin)
    await house.settles()
    await DESKS[first](house, house.li).claims()
    await house.settles()
    card = await house.telegram.telegram.hears(house.group, TITLE)
    assert "接单" not in card.labels
    assert "claim" not in dict(house.li.at_wecom.card(way.FIRST).buttons)
    [*_, page] = [each for each in await house.page() if each.message.card]
    assert "接单" not in {choice.label for choice in page.message.choices}

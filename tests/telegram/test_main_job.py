"""The main job at Telegram: an enterprise in a private chat, the staff in their group."""

import pytest

from core.requests.status import Status
from tests.telegram import way
from tests.telegram.house import House
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import IN_A_FORUM


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["supergroup", "forum"])
async def test_from_the_first_word_to_the_last_star(
    house: House, qin: Person, li: Person, group: Group
) -> None:
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    await way.served(house, qin, li, group, card)
    await way.rated(house, qin)
    [request] = await house.requests()
    assert request.status is Status.EVALUATED


@pytest.mark.asyncio
@IN_A_FORUM
async def test_a_request_has_one_card_that_changes_and_in_a_forum_one_topic(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    view = await telegram.waits(group, lambda seen: "待评估" in str(seen.messages))
    cards = [one for one in view.of_bot() if "HY-2026-0001 计量检测" in one.text]
    assert [one.id for one in cards] == [card.id]
    assert "138****1207" in cards[0].text
    assert "13800001207" not in str(view.messages)
    assert [topic.name for topic in view.topics] == ["HY-2026-0001 计量检测服务"]

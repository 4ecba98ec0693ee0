"""The main job at an Official Account, the staff on their page."""

import pytest

from core.requests.status import Status
from tests.wechat import way
from tests.wechat.house import House
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_from_the_first_word_to_the_last_star(house: House, qin: User) -> None:
    await way.filed(house, qin)
    assert {one.via for one in qin.shown} == {"passive"}
    await way.served(house, qin)
    await way.rated(house, qin)
    [request] = await house.requests()
    assert request.status is Status.EVALUATED
    assert house.world.violations() == ()

"""Items of a menu that hang under no message of ours."""

import pytest

from core.requests.status import Status
from tests.wechat.house import House
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

NEED = "电子秤检定，武汉示例超市有限公司，覃晓燕，13800001207，不急"


async def test_the_label_of_an_item_whose_message_is_gone_is_no_answer(
    house: House, qin: User
) -> None:
    await qin.follows()
    await qin.writes(NEED)
    await qin.hears("请您核对")
    await qin.sends({"MsgType": "text", "Content": "确认", "MsgId": "7", "bizmsgmenuid": "99901"})
    await qin.hears("这个按钮已经用不上了")
    assert [each.status for each in await house.requests()] == [Status.DRAFT]


async def test_an_item_of_another_program_counts_as_what_it_says(house: House, qin: User) -> None:
    await qin.follows()
    await qin.writes(NEED)
    await qin.hears("请您核对")
    await qin.sends(
        {"MsgType": "text", "Content": "确认", "MsgId": "7", "bizmsgmenuid": "another.1"}
    )
    await qin.hears("登记好了")
    assert [each.status for each in await house.requests()] == [Status.SUBMITTED]

"""WeChat does not let an account in any more: the staff read why and what to do, once an outage."""

import pytest

from core.messages import Line, Outbound
from tests.wechat.house import House
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

SEND = "message/custom/send"
TOKEN = "stable_token"
SHUT = "微信连不通了："
OPEN = "微信恢复了"
WORDS = Outbound("", (Line("您好，我来办"),))
OFTEN = 100


async def told(house: House) -> list[str]:
    room = await house.room()
    return [line for line in room.splitlines() if SHUT in line or OPEN in line]


async def follows(house: House, qin: User) -> None:
    await qin.follows()
    await qin.writes("停车方便吗")
    await house.settles()


@pytest.mark.parametrize(
    ("code", "why"),
    [(40001, "接口凭证无效"), (42001, "接口凭证已过期"), (40164, "服务器不在 IP 白名单里")],
)
async def test_a_refusal_that_stays_after_a_new_token_is_told_once(
    house: House, qin: User, code: int, why: str
) -> None:
    await follows(house, qin)
    house.world.fails(SEND, code, OFTEN)
    await house.says(qin, WORDS)
    await house.settles()
    for _ in range(3):
        await house.later(minutes=2)
        await house.settles()
    [line] = await told(house)
    assert f"{SHUT}{why}" in line
    assert "请告诉管理员：请" in await house.room()

    house.world.heals()
    await house.later(minutes=2)
    await house.settles()
    _, over = await told(house)
    assert OPEN in over
    await qin.hears("您好，我来办")


@pytest.mark.parametrize(("code", "why"), [(40013, "账号不存在"), (40125, "接口密钥不对")])
async def test_an_account_that_gets_no_token_is_told_of_once(
    house: House, qin: User, code: int, why: str
) -> None:
    await follows(house, qin)
    house.world.fails(TOKEN, code, OFTEN)
    house.world.fails(SEND, 42001)
    await house.says(qin, WORDS)
    await house.settles()
    await house.later(minutes=2)
    await house.settles()
    [line] = await told(house)
    assert f"{SHUT}{why}" in line


async def test_a_token_that_another_program_voided_is_nobodys_trouble(
    house: House, qin: User
) -> None:
    await follows(house, qin)
    house.world.fails(SEND, 40001)
    await house.says(qin, WORDS)
    await house.settles()
    await qin.hears("您好，我来办")
    assert await told(house) == []


async def test_a_server_that_begins_meanwhile_says_nothing_and_ends_it(
    house: House, qin: User
) -> None:
    await follows(house, qin)
    house.world.fails(SEND, 40001, OFTEN)
    await house.says(qin, WORDS)
    await house.settles()
    async with house.serves():
        await house.later(minutes=2)
        await house.settles()
        assert len(await told(house)) == 1
        house.world.heals()
        await house.later(minutes=2)
        await house.settles()
        assert len(await told(house)) == 2

"""The line that the head's page gives a member binds them, once."""

import pytest

from bot.desk.desk import ProductDesk
from bot.replay.stage import SPECIALIST, STATION
from tests.wecom.house import House
from tests.weixin.server.corp.members import Member

pytestmark = pytest.mark.asyncio


async def test_the_line_on_the_heads_page_binds_and_uses_the_sign_in_link_up(
    quiet: House, li: Member, wang: Member
) -> None:
    async with quiet.serves() as service:
        desk = ProductDesk(quiet.stage.engine, quiet.settings.pictures, lines=service)
        token = await desk.invite(STATION, SPECIALIST.id)
        line = desk.member_line(token)
        await li.writes(line)
        await li.hears("已绑定")
        await wang.writes(line)
        await wang.hears("用过或过期")
        assert await desk.sign_in(token) == ""


async def test_a_robot_alone_binds_nobody(quiet: House) -> None:
    async with quiet.serves(accounts=(), robot=quiet.corp.robot().address) as service:
        desk = ProductDesk(quiet.stage.engine, quiet.settings.pictures, lines=service)
        assert desk.member_line("a-token") == ""

"""A group robot: one way, spaced, with a link to the page where the work is done."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import pytest
import pytest_asyncio

from bot.channels.wecom.limits import ROBOT_RATE
from bot.channels.wecom.robot import robot_chat
from bot.replay.stage import SPECIALIST
from bot.room_links import Named, RoomLinks
from core.conversations import OutboxState
from core.messages import Card, Line, Outbound
from tests.wecom.house import FIRST, ORIGIN, SECRET, House
from tests.weixin.server.corp.chats import Robot

pytestmark = pytest.mark.asyncio

LINKS: Final = RoomLinks(SECRET, ORIGIN)


@dataclass
class Light:
    """A station with a robot alone."""

    house: House
    robot: Robot

    @property
    def room(self) -> str:
        return robot_chat(self.robot.address)

    async def says(self, *messages: Outbound) -> None:
        await self.house.says(*messages, to=self.room)

    async def passes(self, seconds: int) -> None:
        for _ in range(seconds):
            await self.house.settles()
            await self.house.later(seconds=1)
        await self.house.settles()

    def texts(self) -> list[str]:
        return [one.text for one in self.robot.shown]


@pytest_asyncio.fixture
async def light(quiet: House) -> AsyncIterator[Light]:
    robot = quiet.corp.robot()
    async with quiet.serves(accounts=(), robot=robot.address, origin=ORIGIN):
        yield Light(quiet, robot)
    assert quiet.world.violations() == ()


async def test_a_request_is_told_with_a_link_to_its_talk(light: Light) -> None:
    await light.house.files()
    card = await light.robot.hears(f"**{FIRST} 计量检测服务** · 待接收")
    request = await light.house.request()
    address = LINKS.to(Named("hy", request.id))
    assert card.kind == "markdown"
    assert card.text.endswith(f"[到网页办理]({address})")
    assert LINKS.named_in(address.rpartition("/")[2]) == Named("hy", request.id)
    assert "13800001207" not in "".join(light.texts())


async def test_messages_are_three_seconds_apart(light: Light) -> None:
    assert ROBOT_RATE.interval == timedelta(seconds=3)
    for number in range(4):
        await light.says(Outbound("", (Line("第{n}条", {"n": str(number)}),)))
    await light.house.settles()
    seen = [len(light.texts())]
    for _ in range(3):
        await light.passes(2)
        seen.append(len(light.texts()))
        await light.passes(1)
        seen.append(len(light.texts()))
    assert seen == [1, 1, 2, 2, 3, 3, 4]
    assert light.texts() == ["第0条", "第1条", "第2条", "第3条"]


async def test_what_one_member_alone_may_see_and_pictures_stay_on_the_page(light: Light) -> None:
    await light.says(
        Outbound("", (Line("只给您"),), only=SPECIALIST.id),
        Outbound("", image="1.jpg"),
        Outbound("", (Line("\u200b"),)),
        Outbound("", (Line("给大家"),)),
    )
    await light.robot.hears("给大家")
    await light.house.settles()
    assert light.texts() == ["给大家"]
    rows = await light.house.outbox(light.room)
    assert {one.state for one in rows} == {OutboxState.SENT}


async def test_a_state_is_told_once_and_who_says_what(light: Light) -> None:
    await light.house.files()
    await light.passes(10)
    await light.house.stage.staff(f"接单 {FIRST}")
    await light.house.stage.staff(f"回复 {FIRST} 您好，*明天*到")
    await light.passes(20)
    states = [one.splitlines()[0] for one in light.texts() if one.startswith("**")]
    assert states == [f"**{FIRST} 计量检测服务** · {state}" for state in ("待接收", "待评估")]
    assert f"{FIRST} 计量检测服务 · 指定专员 · 发给企业\n您好，＊明天＊到" in light.texts()


@pytest.mark.parametrize(("errcode", "waits"), [(45009, 60), (-1, 3)])
async def test_a_robot_that_is_busy_is_tried_again(light: Light, errcode: int, waits: int) -> None:
    light.house.world.fails("webhook/send", errcode)
    await light.says(Outbound("", (Line("上午好"),)))
    await light.house.settles()
    assert light.texts() == []
    await light.passes(waits)
    await light.robot.hears("上午好")


async def test_a_robot_that_is_away_is_waited_for(light: Light) -> None:
    light.house.world.drops("webhook/send")
    await light.says(Outbound("", (Line("上午好"),)))
    await light.passes(4)
    await light.robot.hears("上午好")


async def test_a_robot_that_was_removed_holds_nobody_up(light: Light) -> None:
    light.house.world.fails("webhook/send", 93000)
    await light.says(Outbound("", (Line("上午好"),)))
    await light.house.settles()
    [row] = await light.house.outbox(light.room)
    assert row.state is OutboxState.STRANDED


async def test_a_long_card_comes_in_pieces_with_one_link(light: Light) -> None:
    row = ("需求", Line("{words}", {"words": "量程和编号见附表，" * 150}))
    card = Card("r1", Line("HY-2026-0009 计量检测服务"), (row,), "待接收")
    await light.says(Outbound("", card=card, thread="r1"))
    await light.passes(12)
    linked = [one for one in light.texts() if "[到网页办理]" in one]
    assert [len(linked), len(light.texts())] == [1, 3]
    assert all(len(one.encode()) <= 2048 for one in light.texts())


async def test_no_log_and_no_refusal_names_a_robots_key(
    light: Light, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    key = light.robot.key
    caplog.set_level(logging.DEBUG)
    light.house.world.fails("webhook/send", 40058, said=f"no such key: {key}")
    await light.says(Outbound("", (Line("上午好"),)))
    await light.passes(4)
    await light.robot.hears("上午好")
    rows = await light.house.outbox(light.room)
    assert "refuses" in (logged := "".join(capsys.readouterr()))
    assert key not in logged + caplog.text + "".join(row.fault for row in rows)


async def test_a_robots_address_stands_in_no_row_and_its_group_is_bound_once(
    light: Light,
) -> None:
    key = light.robot.key
    chats = await light.house.stage.engine.read(
        lambda each: each.execute(
            "SELECT id, station FROM chat WHERE channel = 'wecomrobot'"
        ).fetchall()
    )
    assert chats == [(light.room, "hy")]
    assert key not in light.room
    async with light.house.serves():
        await light.house.settles()


async def test_with_another_robot_the_group_of_before_is_told_nothing_more(quiet: House) -> None:
    before, after = quiet.corp.robot(), quiet.corp.robot()
    async with quiet.serves(accounts=(), robot=before.address, origin=ORIGIN):
        await quiet.settles()
    async with quiet.serves(accounts=(), robot=after.address, origin=ORIGIN):
        await quiet.files()
        await after.hears(FIRST)
    rows = await quiet.outbox(robot_chat(before.address))
    assert [one for one in rows if one.message.card] == []


@pytest.mark.parametrize("token", ["", ".", "hy", "hy.r1.", "hy..x", "hy.r1.aaaaaaaaaaaaaaaaaaaa"])
async def test_a_forged_link_names_nothing(token: str) -> None:
    assert LINKS.named_in(token) is None


async def test_a_link_is_good_for_its_own_request_alone() -> None:
    token = LINKS.to(Named("hy", "r1")).rpartition("/")[2]
    assert LINKS.named_in(token) == Named("hy", "r1")
    assert LINKS.named_in(token.replace("r1", "r2")) is None
    assert RoomLinks("y" * 32).named_in(token) is None
    assert LINKS.secret not in repr(LINKS)

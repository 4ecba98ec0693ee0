"""Buttons of cards: who is first, who comes late, who has no business there."""

import asyncio
from dataclasses import replace

import pytest

from bot.channels.wecom.words import NOT_BOUND, NOT_HERE
from bot.replay.stage import HEAD, SETTINGS, SPECIALIST
from core.parties import Person
from core.requests.status import Status
from storage.stations import add_station
from tests.wecom.house import FIRST, House, opened
from tests.wecom.scenes import WANG
from tests.weixin.server.corp.members import Member
from tests.weixin.server.xml import Fields

pytestmark = pytest.mark.asyncio


async def with_two(house: House, wang: Member) -> None:
    """Two specialists on duty see a new request."""
    await house.joins(WANG)
    await house.binds(wang, WANG)
    await house.files()
    await wang.hears(FIRST)
    await house.settles()


async def test_the_first_press_changes_everybodys_card_once(
    house: House, li: Member, wang: Member
) -> None:
    await with_two(house, wang)
    assert [one.text for one in li.cards] == [one.text for one in wang.cards]
    pushed = await li.presses(li.card(FIRST), "claim")
    await house.settles()
    assert (pushed.status, pushed.body) == (200, "")
    [change] = house.world.calls("message/update_template_card")
    assert change["atall"] == 1
    for member in (li, wang):
        [card] = member.cards
        assert "指定专员" in card.text
        assert "claim" not in dict(card.buttons)
    assert (await house.request()).owner == SPECIALIST.id


async def test_of_two_who_press_at_once_one_wins_and_the_other_is_shown_who(
    house: House, li: Member, wang: Member
) -> None:
    await with_two(house, wang)
    seen = {member.userid: member.card(FIRST) for member in (li, wang)}
    pushes = await asyncio.gather(
        li.presses(seen["li"], "claim"), wang.presses(seen["wang"], "claim")
    )
    await house.settles()
    request = await house.request()
    winner, loser = (li, wang) if request.owner == SPECIALIST.id else (wang, li)
    name = {"li": "指定专员", "wang": "王专员"}[winner.userid]
    late = pushes[(li, wang).index(loser)]
    assert late.body != ""
    assert name in loser.card(FIRST).text
    assert name in loser.shown[-1].text
    assert house.group().count("专员接单。") == 1


async def test_a_late_press_does_nothing_and_brings_the_card_up_to_date(
    house: House, li: Member, wang: Member
) -> None:
    await with_two(house, wang)
    old = wang.card(FIRST)
    house.world.fails("message/update_template_card", 72024)
    await house.stage.staff(f"接单 {FIRST}")
    await house.settles()
    assert "claim" in dict(wang.card(FIRST).buttons)
    pushed = await wang.presses(old, "claim")
    await house.settles()
    assert pushed.body != ""
    assert "claim" not in dict(wang.card(FIRST).buttons)
    await wang.hears("指定专员")
    assert (await house.request()).owner == SPECIALIST.id


async def test_the_same_press_delivered_twice_acts_once(house: House, li: Member) -> None:
    await house.files()
    await li.hears(FIRST)
    fields = {
        "MsgType": "event",
        "Event": "template_card_event",
        "EventKey": "claim",
        "TaskId": li.card(FIRST).task_id,
        "CardType": "button_interaction",
        "ResponseCode": "once",
    }
    await li.sends(fields)
    await li.sends(fields)
    await house.settles()
    assert house.group().count("专员接单。") == 1


async def test_a_press_that_is_pushed_again_gives_no_leave_that_was_used_up(
    house: House, li: Member
) -> None:
    await house.files()
    await li.hears(FIRST)
    task = li.card(FIRST).task_id
    code = house.app.cards[task].new_code(li.userid)
    press: Fields = {
        "MsgType": "event",
        "Event": "template_card_event",
        "EventKey": "claim",
        "TaskId": task,
        "CardType": "button_interaction",
        "ResponseCode": code,
        "CreateTime": int(house.world.now.timestamp()),
    }
    await li.sends(press)
    await house.settles()
    await house.stage.staff(f"预约 {FIRST} 11月25日10:00")
    await house.settles()
    used = [each["response_code"] for each in house.world.calls("message/update_template_card")]
    assert code in used
    await li.sends(press)
    await house.stage.staff(f"挂起 {FIRST} 等样品 到周五")
    await house.settles()
    after = [each["response_code"] for each in house.world.calls("message/update_template_card")]
    assert after == used
    assert "挂起" in li.card(FIRST).text


@pytest.mark.parametrize("task", ["1@nowhere", "99@{chatid}", "{n}@{chatid}x", "nonsense"])
async def test_a_forged_card_does_nothing(house: House, li: Member, task: str) -> None:
    await house.files()
    await li.hears(FIRST)
    own = li.card(FIRST).task_id
    forged = task.format(chatid=house.chat.chatid, n=own.partition("@")[0])
    await _forges(li, forged, "claim")
    await li.hears(NOT_HERE.render())
    assert (await house.request()).status is Status.SUBMITTED


async def test_a_button_that_no_card_had_does_nothing(house: House, li: Member) -> None:
    await house.files()
    await li.hears(FIRST)
    await _forges(li, li.card(FIRST).task_id, "close")
    await li.hears("这个按钮已经用不上了")
    assert (await house.request()).status is Status.SUBMITTED


async def test_who_is_not_bound_is_told_how_and_nobody_else_is(
    house: House, li: Member, wang: Member
) -> None:
    await house.files()
    await li.hears(FIRST)
    await _forges(wang, li.card(FIRST).task_id, "claim")
    await wang.hears(NOT_BOUND.render())
    await wang.writes("接单 1")
    await house.settles()
    assert (await house.request()).status is Status.SUBMITTED
    assert NOT_BOUND.render() not in house.group()
    assert len(wang.shown) == 2


async def test_a_member_of_another_station_can_do_nothing_with_this_ones_cards(
    house: House, li: Member, wang: Member
) -> None:
    engine = house.stage.engine
    await engine.write(
        lambda each: add_station(each, engine.schema, "wc", replace(SETTINGS, code="WC"))
    )
    await house.joins(replace(WANG, station="wc"))
    await house.binds(wang, WANG)
    await house.files()
    await li.hears(FIRST)
    assert wang.cards == ()
    await _forges(wang, li.card(FIRST).task_id, "claim")
    await wang.hears(NOT_HERE.render())
    await wang.writes(f"接单 {FIRST}")
    await wang.hears("还没有工作群")
    await opened(house.stage, f"{house.room}other", "wc")
    await wang.writes(f"接单 {FIRST}")
    await house.settles()
    assert (await house.request()).status is Status.SUBMITTED
    await wang.hears("没有找到单号")


async def test_a_card_is_for_those_on_duty_and_then_for_its_owner(
    house: House, li: Member, wang: Member
) -> None:
    await house.joins(WANG)
    await house.files()
    await li.hears(FIRST)
    await house.binds(wang, WANG)
    assert wang.cards == ()
    await house.stage.staff(f"接单 {FIRST}")
    await house.settles()
    await house.stage.staff(f"改派 {FIRST} 王专员 出差")
    await wang.hears(FIRST)
    await house.settles()
    assert "王专员" in wang.card(FIRST).text
    assert "王专员" not in li.card(FIRST).text
    await li.presses(li.card(FIRST), "reply")
    assert "王专员" in li.card(FIRST).text
    await li.writes("您好")
    await li.hears("现在的负责人是王专员")
    assert "您好" not in (await house.page()).splitlines()


async def test_with_no_specialist_on_duty_the_head_gets_the_buttons(
    quiet: House, li: Member
) -> None:
    async with quiet.serves():
        engine = quiet.stage.engine
        await quiet.binds(li, HEAD)
        away = replace(SPECIALIST, on_duty=False)
        await engine.write(lambda each: engine.schema.of(Person).save(each, away))
        await quiet.stage.staff("离岗")
        await quiet.files()
        await li.hears(FIRST)


async def _forges(member: Member, task: str, key: str) -> None:
    told = {"EventKey": key, "TaskId": task, "CardType": "button_interaction"}
    event = {"MsgType": "event", "Event": "template_card_event", **told}
    pushed = await member.sends({**event, "ResponseCode": "forged"})
    assert pushed.status == 200

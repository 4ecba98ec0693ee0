"""A complaint reaches whoever may judge it and no one else; one matter has one number."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import pytest

from bot.replay.stage import SPECIALIST, STATION
from core.conversations import Said
from core.feedback import Feedback
from core.messages import text_of
from core.parties import Person
from core.people import Role
from storage.staff import add_member
from tests.room.test_with_storage import COLLEAGUE, NEED, Acting, acting

CHIEF = Person("chief", STATION, "周岚", (Role.HEAD,), True, True)
SUPERIOR = Person("superior", STATION, "郑敏", (Role.CENTRE,), True, True)
RUDE = "你们王建国态度恶劣，还骂人，我要投诉"


@asynccontextmanager
async def station(superior: str = SUPERIOR.id) -> AsyncIterator[Acting]:
    """A station with one head, two specialists and, unless told otherwise, a superior."""
    async with acting() as room:
        tables, now = room.engine.schema, room.stage.clock.now()
        former = Person("head", STATION, "站长", (Role.HEAD,), removed_at=now)
        for person in (former, CHIEF, SUPERIOR):
            await room.engine.write(partial(add_member, schema=tables, member=person))
        await room.engine.write(
            lambda each: each.execute(
                "UPDATE station SET settings = json_set(settings, '$.escalation_contact', ?),"
                " version = version + 1 WHERE id = ?",
                [superior, STATION],
            )
        )
        yield room


async def told(room: Acting) -> str:
    """What the enterprise was told last."""
    query = room.engine.schema.of(Said).query("chat", order="n")
    rows = await room.engine.read(lambda each: query.all(each, f"web:{STATION}.c1"))
    return text_of(rows[-1].message)


async def complains(room: Acting, *words: str) -> str:
    for said in words:
        taken = await room.stage.enterprise("c1", said)
        assert not taken.fault, taken.fault
    return await told(room)


async def reached(room: Acting, words: str) -> set[str]:
    """Who has seen these words, "" for all."""
    return {one.message.only for one in await room.said() if words in text_of(one.message)}


async def complaints(room: Acting) -> list[Feedback]:
    query = room.engine.schema.of(Feedback).query("station", order="opened_at")
    return list(await room.engine.read(lambda each: query.all(each, STATION)))


@pytest.mark.asyncio
async def test_a_complaint_about_a_specialist_goes_to_the_head() -> None:
    async with station() as room:
        assert "已交给站长" in await complains(room, RUDE)
        assert await reached(room, "态度恶劣") == {CHIEF.id}
        assert (await complaints(room))[0].concerned == (COLLEAGUE.id,)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "words", ["投诉站长周岚收红包", "我要投诉，周岚态度太差了，骂人", "投诉你们站长收红包"]
)
async def test_a_complaint_about_the_head_goes_past_the_head(words: str) -> None:
    async with station() as room:
        assert "已交给上级联系人" in await complains(room, words)
        assert await reached(room, words) == {SUPERIOR.id}
        hidden = "现在没有待办的投诉。\n另有1件与您本人有关，由其他负责人办理。"
        assert await room.says(CHIEF, "投诉") == [hidden]
        assert "没有" not in (await room.says(SUPERIOR, "投诉"))[0]
        assert "不能由当事人" in (await room.says(CHIEF, "办结投诉 1 没有的事"))[0]
        assert "已办结" in (await room.says(SUPERIOR, "办结投诉 1 已核查并致歉"))[0]
        assert "已核查并致歉" in await told(room)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "words", ["我要投诉王建国，叫你们站长来处理", "找你们站长，王建国骂人，投诉"]
)
async def test_calling_for_the_head_accuses_nobody_but_who_is_named(words: str) -> None:
    async with station() as room:
        await complains(room, words)
        assert all(CHIEF.id not in one.concerned for one in await complaints(room))


@pytest.mark.asyncio
async def test_where_nobody_may_judge_the_room_hears_that_somebody_is_needed() -> None:
    async with station("") as room:
        await complains(room, "投诉站长周岚收红包")
        assert await reached(room, "收红包") == set()
        assert await reached(room, "请在设置里填写上级联系人") == {""}


@pytest.mark.asyncio
async def test_whoever_held_the_request_before_is_concerned_too() -> None:
    async with station() as room:
        await room.files("c1", NEED)
        await room.says(COLLEAGUE, "接单 1")
        await room.says(CHIEF, "改派 1 指定专员 专业对口")
        assert (await room.requests())[0].owner == SPECIALIST.id
        assert "已交给站长" in await complains(room, "我要投诉，等了半天没人管，态度还差")
        (one,) = await complaints(room)
        assert set(one.concerned) == {COLLEAGUE.id, SPECIALIST.id}


@pytest.mark.asyncio
async def test_further_words_of_a_day_go_into_the_open_complaint() -> None:
    async with station() as room:
        assert "请说说是什么事" in await complains(room, "我要投诉")
        assert "已补充到投诉HY-TS-2026-0001" in await complains(room, "上次来的人收了500块没开票")
        assert "已补充到投诉HY-TS-2026-0001" in await complains(room, RUDE)
        (one,) = await complaints(room)
        assert len(one.said) == len("二件")
        assert await reached(room, "态度恶劣") == {CHIEF.id}
        (listed,) = (await room.says(CHIEF, "投诉"))[1:]
        assert "没开票" in listed
        assert "态度恶劣" in listed


@pytest.mark.asyncio
async def test_further_words_against_the_head_take_the_matter_from_the_head() -> None:
    async with station() as room:
        await complains(room, RUDE)
        assert "上级联系人" in await complains(room, "站长周岚也骂人，一起投诉")
        assert await reached(room, "也骂人") == {SUPERIOR.id}
        assert "不能由当事人" in (await room.says(CHIEF, "办结投诉 1 没有的事"))[0]


@pytest.mark.asyncio
async def test_the_next_day_it_is_another_complaint() -> None:
    async with station() as room:
        await complains(room, RUDE)
        room.stage.clock.move_to(room.stage.clock.now() + timedelta(days=1))
        assert "HY-TS-2026-0002" in await complains(room, RUDE)


@pytest.mark.asyncio
@pytest.mark.parametrize("words", ["我不投诉了，撤销", "不投诉了", "撤销投诉", "投诉撤回吧"])
async def test_a_complaint_is_taken_back_by_whoever_made_it(words: str) -> None:
    async with station() as room:
        await complains(room, RUDE)
        assert await complains(room, words) == "好的，投诉HY-TS-2026-0001已经撤回。"
        (one,) = await complaints(room)
        assert (one.is_open, one.closed_by) == (False, one.person)
        assert await reached(room, "已由对方撤回") == {CHIEF.id}
        assert await complains(room, words) == "好的，目前没有在办的投诉。"


@pytest.mark.asyncio
async def test_whoever_complained_hears_where_it_stands() -> None:
    async with station() as room:
        await complains(room, RUDE)
        assert "HY-TS-2026-0001已经交给站长" in await complains(room, "投诉的进度怎么样了")


@pytest.mark.asyncio
async def test_a_need_after_a_mere_wish_to_complain_is_still_a_need_the_next_hour() -> None:
    async with station() as room:
        await complains(room, "我要投诉")
        room.stage.clock.move_to(room.stage.clock.now() + timedelta(hours=1))
        await complains(room, "我们有3块压力表要检定")
        assert (await complaints(room))[0].said == ()


@pytest.mark.asyncio
async def test_a_complaint_of_somebody_else_is_a_matter_of_its_own() -> None:
    async with station() as room:
        await complains(room, "投诉王建国态度差")
        told = await complains(room, "投诉站长周岚收红包")
        assert "HY-TS-2026-0002" in told
        assert await reached(room, "收红包") == {SUPERIOR.id}

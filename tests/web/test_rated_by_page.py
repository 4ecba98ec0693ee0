"""What follows from a rating on its page: in the record, in the rooms, and not in the chat."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.desk.rating_forms import FAILED, OVER, REOPENED
from bot.retrying import Retrier
from core.conversations import InboxState
from core.messages import InboundKind
from core.rating import RatingStatus
from core.rating_items import Level, Solved
from core.requests.status import Status
from tests.rating_dialog.services import CHAT, press, requests
from tests.room.rooms import lexicon
from tests.time.moments import at
from tests.web.rated import ROOM, RatedHouse, events, fill, look, rated_house

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def house() -> AsyncIterator[RatedHouse]:
    async with rated_house() as open_house:
        yield open_house


async def test_each_item_is_kept_by_itself_and_the_chat_is_told_nothing(house: RatedHouse) -> None:
    said = await house.said()
    states: list[dict[str, Any]] = []
    for item, value in ((1, "5"), (2, "4"), (3, "5"), (4, "5"), (5, "yes"), (10, "satisfied")):
        answer = await fill(house, item, value)
        assert answer.status_code == 200
        states.append(answer.json())

    assert states[1] == {
        "given": {"1": "5", "2": "4"}, "progress": "已评 2/6", "whole": False, "rest": True,
        "over": "", "why": "",
    }  # fmt: skip
    assert states[-1]["whole"]
    rating = await house.rating()
    assert rating.items == {1: 5, 2: 4, 3: 5, 4: 5, 5: Solved.YES, 10: Level.SATISFIED}
    assert rating.status is RatingStatus.SUBMITTED
    assert await house.said() == said
    assert "企业已评价：4项共19星（满分20星）。" in await house.said(ROOM)
    assert (await requests(house.stage))[0].status is Status.EVALUATED
    assert "已评 6/6" in (await look(house)).text


async def test_an_entry_stands_in_the_record_as_a_message_of_the_chat(house: RatedHouse) -> None:
    await fill(house, 2, "4")
    entry = (await house.inbox())[-1]

    assert (entry.kind, entry.text) == (InboundKind.FORM, "服务站及时性 ★★★★☆")
    assert [one.values for one in entry.heard] == [
        {"request": house.request.id, "item": "2", "value": "4"}
    ]


async def test_until_the_window_ends_everything_may_be_changed_and_then_nothing(
    house: RatedHouse,
) -> None:
    await fill(house, 1, "2")
    await fill(house, 1, "4")
    rating = await house.rating()
    house.stage.clock.move_to(rating.closes_at)
    answer = await fill(house, 1, "5")
    page = (await look(house)).text

    assert (answer.status_code, answer.json()["why"]) == (422, OVER)
    assert await house.rating() == rating
    assert OVER in page
    assert "<form" not in page
    assert "★★★★☆" in page
    assert any("评价期满后，企业又说：服务站服务 ★★★★★" in one for one in await house.said(ROOM))


async def test_what_was_never_rated_says_so_when_the_window_is_closed(house: RatedHouse) -> None:
    await house.stage.pass_time(at("2026-12-10 18:00"))
    page = (await look(house)).text

    assert (await house.rating()).status is RatingStatus.NOT_RETURNED
    assert "没有评价" in page


async def test_a_service_that_was_taken_up_again_is_rated_later(house: RatedHouse) -> None:
    await house.stage.staff("重开 证书有误", house.request.id)
    answer = await fill(house, 1, "5")

    assert (answer.status_code, answer.json()["why"]) == (422, REOPENED)
    assert REOPENED in (await look(house)).text
    assert await events(house) == []
    assert any("重开以后，企业说：服务站服务" in one for one in await house.said(ROOM))


async def test_the_chat_goes_on_where_the_page_stopped(house: RatedHouse) -> None:
    await fill(house, 1, "5")
    await fill(house, "rest", "5")
    await press(house.stage, "3★", "chat")

    assert (await house.rating()).items == {1: 3, 2: 5, 3: 5, 4: 5}
    assert "5. 您的问题是否得到了解决" in (await house.said())[-1]


async def test_what_the_page_finished_is_asked_no_more_in_the_chat(house: RatedHouse) -> None:
    for item, value in ((1, "5"), ("rest", "5"), (5, "yes"), (10, "very_satisfied")):
        await fill(house, item, value)
    await house.stage.enterprise("1", "5")

    assert (await house.rating()).items[1] == 5
    assert "满意程度" not in (await house.said())[-1]
    await house.stage.pass_time(at("2026-12-01 18:00"))
    assert not any("还没有完成" in one for one in await house.said())


async def test_an_opinion_asked_for_in_the_chat_may_still_be_given_there(house: RatedHouse) -> None:
    for n, label in enumerate(("5★", "其余同分（5★）", "是", "非常满意")):
        await press(house.stage, label, f"chat {n}")
    await fill(house, 2, "4")
    await house.stage.enterprise("1", "证书很快就到了")

    rating = await house.rating()
    assert rating.opinion
    assert rating.items[2] == 4
    assert "企业改了评价，现在是4项共19星（满分20星）。" in await house.said(ROOM)


async def test_chat_and_page_at_once_lose_and_double_nothing(house: RatedHouse) -> None:
    entries = [fill(house, item, "5") for item in (1, 2, 3, 4)]
    await asyncio.gather(*entries, press(house.stage, "4★", "chat"), fill(house, 5, "yes"))

    rating = await house.rating()
    assert set(rating.items) == {1, 2, 3, 4, 5}
    kept = await events(house)
    assert len(kept) == 6
    assert rating.items[1] == int([value for _, item, value in kept if item == 1][-1])


async def test_a_bad_mark_on_the_page_is_before_the_head(house: RatedHouse) -> None:
    await fill(house, 1, "1")

    assert any("收到差评（服务站服务 ★☆☆☆☆）" in one for one in await house.said(ROOM))


async def test_a_chat_at_a_messenger_is_rated_too_and_nothing_waits_for_it() -> None:
    async with rated_house("wechat") as house:
        chat = CHAT.replace("web:", "wechat:")
        said = await house.said(chat)
        await fill(house, 1, "5")

        assert (await house.rating()).items == {1: 5}
        assert await house.said(chat) == said
        assert (await house.inbox(chat))[-1].kind is InboundKind.FORM


async def test_a_bug_keeps_the_entry_and_says_so_on_the_page_alone(house: RatedHouse) -> None:
    engine, said = house.stage.engine, await house.said()
    bug = "CREATE TRIGGER bug BEFORE INSERT ON rating_event BEGIN SELECT RAISE(ABORT, 'a bug'); END"
    await engine.write(lambda each: each.execute(bug))
    answer = await fill(house, 1, "5")
    kept = (await house.inbox())[-1]
    await engine.write(lambda each: each.execute("DROP TRIGGER bug"))

    assert (answer.status_code, answer.json()["why"]) == (422, FAILED)
    assert kept.state is InboxState.FAILED
    retrier = Retrier(engine.schema, lexicon())
    assert await engine.write(lambda each: retrier.retry(each, kept))
    assert (await house.rating()).items == {1: 5}
    assert await house.said() == said

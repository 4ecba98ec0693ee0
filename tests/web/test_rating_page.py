"""Rating one service on its page: the real product, from the link to the record."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from bot.channels.web import sentences
from bot.channels.web.guard import POLICY
from bot.channels.web.settings import Rate, Rates
from bot.desk.rating_forms import FAILED, NO_WORDS, NOT_OFFERED, OVER, REOPENED
from bot.retrying import Retrier
from core.conversations import InboxState
from core.messages import InboundKind
from core.parties import Words
from core.rating import RatingEvent, RatingStatus
from core.rating_items import Level, Solved
from core.requests.status import Status
from tests.rating_dialog.services import CHAT, press, requests
from tests.room.rooms import lexicon
from tests.time.moments import at
from tests.web.rated import CONSENT, ROOM, WECHAT, RatedHouse, rated_house

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def house() -> AsyncIterator[RatedHouse]:
    async with rated_house() as open_house:
        yield open_house


async def fill(house: RatedHouse, item: object, value: str = "", **more: str) -> httpx.Response:
    """One entry, under an id of its own unless one is given."""
    fields = {"value": value, "id": f"{item} {value} {more}", **more}
    async with house.browser() as browser:
        return await browser.post(f"{await house.link()}/items/{item}", data=fields)


async def look(house: RatedHouse, query: str = "", **headers: str) -> httpx.Response:
    async with house.browser(**headers) as browser:
        return await browser.get(f"{await house.link()}{query}")


async def events(house: RatedHouse) -> list[tuple[str, int, str]]:
    query = house.stage.engine.schema.of(RatingEvent).query("rating", order="n")
    rating = await house.rating()
    kept = await house.stage.engine.read(lambda each: query.all(each, rating.id))
    return [(one.type, one.item, one.value) for one in kept if one.item]


async def test_looking_changes_nothing_and_shows_nobody(house: RatedHouse) -> None:
    inbox, said, rating = await house.inbox(), await house.said(ROOM), await house.rating()
    async with house.browser() as browser:
        pages = [await browser.request(way, await house.link()) for way in ("HEAD", "GET", "GET")]
        assert not browser.cookies
    page = pages[-1].text

    assert {one.status_code for one in pages} == {200}
    for words in (
        house.request.number,
        "计量检测服务",
        "示例服务站",
        "11月23日（周一）",
        "已评 0/6",
    ):
        assert words in page
    for words in ("覃晓燕", "13800001207", "1207", "恒岩"):
        assert words not in page
    assert (await house.inbox(), await house.said(ROOM), await house.rating()) == (
        inbox, said, rating,
    )  # fmt: skip


async def test_the_items_stand_as_the_form_prints_them_and_none_is_chosen(
    house: RatedHouse,
) -> None:
    await house.with_technician()
    page = (await look(house)).text

    legends = re.findall(r"<legend>(.+?)</legend>", page)
    assert legends[0] == "1. 您对本次服务站的服务的满意程度"
    assert legends[-1] == "10. 您对本次服务总体评价"
    assert len(legends) == 10
    assert "您的意见或建议" in page
    assert " checked" not in page


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


async def test_the_same_sent_again_counts_once_and_another_choice_counts(house: RatedHouse) -> None:
    for _ in range(3):
        assert (await fill(house, 1, "5", id="one")).status_code == 200
    await fill(house, 1, "3", id="one")
    late = await fill(house, 1, "5", id="one")

    assert late.json()["given"] == {"1": "3"}
    assert await events(house) == [("given", 1, "5"), ("changed", 1, "3")]


async def test_the_rest_gets_the_same_stars(house: RatedHouse) -> None:
    await fill(house, 3, "4")
    answer = (await fill(house, "rest", "4")).json()

    assert answer["given"] == dict.fromkeys("1234", "4")
    assert not answer["rest"]
    assert (await house.inbox())[-1].text == "其余同分（4★）"


async def test_an_opinion_is_kept_and_not_shown_to_whoever_has_the_link(house: RatedHouse) -> None:
    words = "李工讲得清楚，<b>证书</b>也快。我姓覃。"
    answer = await fill(house, 11, words=words)
    kept = house.stage.engine.schema.of(Words).query("id")
    opinion = (await house.rating()).opinion
    found = await house.stage.engine.read(lambda each: kept.one(each, opinion))

    assert answer.json()["given"] == {"11": "已记下"}
    assert found is not None
    assert found.text == words
    page = (await look(house)).text
    assert "您的意见已记下" in page
    assert "李工" not in page
    assert (await house.inbox())[-1].text == words


@pytest.mark.parametrize(
    ("item", "entry", "why"),
    [
        ("1", {"value": "6"}, NOT_OFFERED),
        ("1", {"value": "yes"}, NOT_OFFERED),
        ("1", {"value": ""}, NOT_OFFERED),
        ("1", {"words": "五星"}, NOT_OFFERED),
        ("5", {"value": "5"}, NOT_OFFERED),
        ("6", {"value": "5"}, NOT_OFFERED),
        ("12", {"value": "5"}, NOT_OFFERED),
        ("rest", {"value": "yes"}, NOT_OFFERED),
        ("skip", {"value": "5"}, NOT_OFFERED),
        ("11", {"words": " \n"}, NO_WORDS),
        ("11", {"words": "好" * 2001}, sentences.TOO_LONG.format(limit=2000)),
    ],
)
async def test_what_the_form_does_not_offer_is_not_taken(
    house: RatedHouse, item: str, entry: dict[str, str], why: str
) -> None:
    before = await house.inbox()
    answer = await fill(house, item, **entry)

    assert (answer.status_code, answer.json()["why"]) == (422, why)
    assert (await house.inbox(), await events(house)) == (before, [])


async def test_a_forged_link_and_that_of_another_installation_lead_nowhere(
    house: RatedHouse,
) -> None:
    link = await house.link()
    forged = (link[:-1] + ("a" if link[-1] != "a" else "b"), house.links.to("i99-1.1"))
    async with house.browser() as browser:
        for address in forged:
            page, entry = await browser.get(address), await browser.post(f"{address}/items/1")
            assert (page.status_code, entry.status_code) == (404, 404)
            assert sentences.RATING_LOST in page.text
            assert entry.json()["why"] == sentences.RATING_LOST


async def test_a_page_of_another_site_and_too_much_are_refused(house: RatedHouse) -> None:
    address = f"{await house.link()}/items/1"
    async with house.browser(origin="https://elsewhere.example") as foreign:
        assert (await foreign.post(address, data={"value": "5"})).status_code == 403
    async with house.browser() as browser:
        assert (await browser.post(address, content=b"x" * 70_000)).status_code == 413
    assert await events(house) == []


async def test_whoever_hurries_is_asked_to_wait() -> None:
    async with rated_house(rates=Rates(says=Rate(1, 0.1))) as house:
        answers = [await fill(house, item, "5") for item in (1, 2)]

    assert [one.status_code for one in answers] == [200, 429]
    assert "秒后再试" in answers[1].json()["why"]


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


async def test_without_scripts_a_form_is_sent_and_the_page_says_what_was_saved(
    house: RatedHouse,
) -> None:
    link = await house.link()
    async with house.browser(accept="text/html") as browser:
        sent = await browser.post(f"{link}/items/3", data={"value": "4", "id": "x"})
        page = (await browser.get(sent.headers["location"])).text
        refused = await browser.post(f"{link}/items/3", data={"value": "9"})

    assert sent.status_code == 303
    assert sent.headers["location"].endswith("?saved=3#item-3")
    assert page.count("已保存") == 1
    assert re.search(r'class="rest">(?:.|\n)*?其余同分（4★）', page)
    assert (refused.status_code, NOT_OFFERED in refused.text) == (422, True)


async def test_what_could_not_be_stored_is_said_and_saved_by_the_next_try(
    house: RatedHouse,
) -> None:
    write = house.stage.engine.write
    await write(lambda each: each.execute("ALTER TABLE rating_event RENAME TO away"))
    failed = await fill(house, 1, "5", id="one")
    await write(lambda each: each.execute("ALTER TABLE away RENAME TO rating_event"))
    again = await fill(house, 1, "5", id="one")

    assert failed.status_code == 503
    assert failed.json()["why"]
    assert again.json()["given"] == {"1": "5"}


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


async def test_a_notice_is_asked_for_in_wechats_browser_alone(house: RatedHouse) -> None:
    plain = await look(house)
    asked = await look(house, "?from=singlemessage", **{"user-agent": WECHAT})
    policy = asked.headers["content-security-policy"]

    assert plain.headers["content-security-policy"] == POLICY
    assert "res.wx.qq.com" not in plain.text
    assert "script-src 'self' https://res.wx.qq.com;" in policy
    assert "frame-src https://*.qq.com webcompt:;" in policy
    for value in (CONSENT.app_id, CONSENT.template_id, CONSENT.nonce, CONSENT.signature):
        assert value in asked.text
    rating = await house.rating()
    assert house.asked.pages == [(rating.id, f"{await house.link()}?from=singlemessage")]

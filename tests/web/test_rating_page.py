"""Rating one service on its page: the real product, from the link to the record."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.channels.web import sentences
from bot.channels.web.guard import POLICY
from bot.channels.web.settings import Rate, Rates
from bot.desk.rating_forms import NO_WORDS, NOT_OFFERED
from core.parties import Words
from tests.web.rated import CONSENT, ROOM, WECHAT, RatedHouse, events, fill, look, rated_house

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def house() -> AsyncIterator[RatedHouse]:
    async with rated_house() as open_house:
        yield open_house


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

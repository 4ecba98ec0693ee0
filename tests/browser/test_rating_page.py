"""The page on which one service is rated, in a real browser: by touch, by keys, on a bad line,
without scripts, in WeChat's browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, Route, expect

from core.rating import Rating, RatingEvent, RatingStatus
from core.rating_items import Level, Solved
from tests.browser.pictures import take
from tests.time.moments import at
from tests.web.pages import PHONE, grave_faults, small_targets, spills_over
from tests.web.rated import CONSENT, WECHAT, RatedHouse, rated_house

pytestmark = pytest.mark.asyncio(loop_scope="session")

SDK: Final = "https://res.wx.qq.com/**"
ENTRIES: Final = "**/items/*"
STAND_IN: Final = """
window.wx = { config: (given) => (window.given = given), ready: (then) => then() };
"""
"""Stands for WeChat's own script: says that all is well."""
AGREED: Final = """one => {
  const agreed = { [one.getAttribute("template")]: '{"status":"accept"}' };
  const subscribeDetails = JSON.stringify(agreed);
  one.dispatchEvent(new CustomEvent("success", { detail: { subscribeDetails } }));
}"""
EVENING: Final = at("2026-11-24 20:00")
NOT_SAVED: Final = "没有保存成功，请检查网络后重试。"
OPINION: Final = "证书很快就拿到了，谢谢"


@pytest_asyncio.fixture(loop_scope="session")
async def house() -> AsyncIterator[RatedHouse]:
    async with rated_house() as open_house:
        await open_house.with_technician()
        yield open_house


@asynccontextmanager
async def phone_at(browser: Browser, house: RatedHouse, **more: Any) -> AsyncIterator[Page]:
    """The link, opened on a phone with a touch screen."""
    context = await browser.new_context(
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport=PHONE,  # type: ignore[arg-type]
        has_touch=True,
        **more,
    )
    page = await context.new_page()
    await page.goto(await house.link())
    yield page
    await context.close()


def item(page: Page, n: object) -> Locator:
    return page.locator(f"#item-{n}")


async def tap(page: Page, n: int, answer: str) -> None:
    await item(page, n).locator("label", has_text=answer).tap()


async def is_saved(page: Page, n: int) -> None:
    await expect(item(page, n).locator(".entry .state")).to_have_text("已保存")


async def fits(page: Page) -> None:
    assert await grave_faults(page) == []
    assert not await spills_over(page)
    assert [one for one in await small_targets(page) if 'type="radio"' not in one] == []


async def marks_of(house: RatedHouse, n: int) -> list[str]:
    """All that was ever given to an item, in order."""
    query = house.stage.engine.schema.of(RatingEvent).query("rating", order="n")
    rating: Rating = await house.rating()
    kept = await house.stage.engine.read(lambda each: query.all(each, rating.id))
    return [one.value for one in kept if one.item == n]


async def test_ten_items_and_an_opinion_are_given_by_touch(
    browser: Browser, house: RatedHouse
) -> None:
    async with phone_at(browser, house) as page:
        await expect(page.locator("#progress")).to_have_text("已评 0/10")
        await tap(page, 1, "4星")
        await is_saved(page, 1)
        await fits(page)
        await page.clock.set_fixed_time(EVENING)
        await take(page, "rating_page.png")
        await item(page, 1).get_by_role("button", name="其余同分（4★）").tap()
        await expect(page.locator("#progress")).to_have_text("已评 8/10")
        for n, answer in ((9, "5星"), (5, "是"), (10, "非常满意")):
            await tap(page, n, answer)
        await expect(page.locator("#thanks")).to_be_visible()
        await page.get_by_label("您的意见或建议").fill(OPINION)
        await page.get_by_role("button", name="提交意见").tap()
        await is_saved(page, 11)
        await fits(page)

    rating = await house.rating()
    assert rating.status is RatingStatus.SUBMITTED
    assert [rating.items[n] for n in (2, 9, 5, 10)] == [4, 5, Solved.YES, Level.VERY_SATISFIED]
    assert len(await marks_of(house, 11)) == 1


async def test_by_keys_alone_what_arrow_keys_pass_by_is_not_meant(
    browser: Browser, house: RatedHouse
) -> None:
    async with phone_at(browser, house) as page:
        await page.keyboard.press("Tab")
        await expect(page.locator("#in-1-1")).to_be_focused()
        for _ in range(4):
            await page.keyboard.press("ArrowRight")
        await is_saved(page, 1)
        await expect(page.get_by_label("5星").first).to_be_checked()
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("button", name="其余同分（5★）")).to_be_focused()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Space")
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("Tab")
        await is_saved(page, 2)

    assert await marks_of(house, 1) == ["5"]
    assert (await house.rating()).items[2] == 2


async def test_what_could_not_be_saved_says_so_and_goes_out_once_when_the_line_is_back(
    browser: Browser, house: RatedHouse
) -> None:
    async with phone_at(browser, house) as page:
        await page.route(ENTRIES, _cut)
        await tap(page, 5, "否")
        again = item(page, 5).get_by_role("button", name="重试")
        await expect(again).to_be_visible()
        await page.unroute(ENTRIES)
        await again.tap()
        await is_saved(page, 5)
        await page.route(ENTRIES, _cut)
        for stars in ("2星", "3星"):
            await tap(page, 1, stars)
            await expect(item(page, 1).locator(".problem")).to_have_text(NOT_SAVED)
        await page.unroute(ENTRIES)
        await page.reload()
        await is_saved(page, 1)
        await expect(item(page, 1).get_by_label("3星")).to_be_checked()

    assert await marks_of(house, 1) == ["3"]
    assert await marks_of(house, 5) == ["no"]


async def test_an_answer_that_got_lost_on_its_way_back_counts_once(
    browser: Browser, house: RatedHouse
) -> None:
    async with phone_at(browser, house) as page:
        await page.route(ENTRIES, _swallow_the_answer)
        await page.get_by_label("您的意见或建议").fill(OPINION)
        await page.get_by_role("button", name="提交意见").tap()
        await expect(item(page, 11).locator(".problem")).to_be_visible()
        await page.unroute(ENTRIES)
        await item(page, 11).get_by_role("button", name="重试").tap()
        await is_saved(page, 11)

    assert len(await marks_of(house, 11)) == 1


async def test_what_the_chat_gave_meanwhile_is_shown(browser: Browser, house: RatedHouse) -> None:
    async with phone_at(browser, house) as page:
        await house.stage.enterprise("1", "及时性2星")
        await tap(page, 1, "5星")
        await is_saved(page, 1)
        await expect(item(page, 2).get_by_label("2星")).to_be_checked()
        await tap(page, 2, "4星")
        await is_saved(page, 2)

    assert await marks_of(house, 2) == ["2", "4"]


async def test_when_the_window_has_closed_meanwhile_the_page_shows_what_was_given(
    browser: Browser, house: RatedHouse
) -> None:
    async with phone_at(browser, house) as page:
        await tap(page, 1, "4星")
        await is_saved(page, 1)
        house.stage.clock.move_to((await house.rating()).closes_at)
        await tap(page, 1, "5星")
        await expect(page.get_by_role("heading", name="您的评价")).to_be_visible()
        await expect(page.locator(".given")).to_contain_text("★★★★☆")
        await fits(page)


async def test_without_scripts_every_item_has_a_button(browser: Browser, house: RatedHouse) -> None:
    async with phone_at(browser, house, java_script_enabled=False) as page:
        await tap(page, 1, "4星")
        await page.get_by_role("button", name="保存第1项").tap()
        await is_saved(page, 1)
        await page.get_by_role("button", name="其余同分（4★）").tap()
        await expect(page.locator("#progress")).to_have_text("已评 8/10")


async def test_in_wechats_browser_the_page_works_where_its_script_does_not_come(
    browser: Browser, house: RatedHouse
) -> None:
    async with phone_at(browser, house, user_agent=WECHAT) as page:
        await page.route(SDK, _cut)
        await page.reload()
        await tap(page, 1, "4星")
        await is_saved(page, 1)
        await expect(page.locator("#consent")).to_be_hidden()


async def test_in_wechats_browser_one_notice_may_be_agreed_to(
    browser: Browser, house: RatedHouse
) -> None:
    async with phone_at(browser, house, user_agent=WECHAT) as page:
        await page.route(SDK, _stand_in)
        refused: list[str] = []
        page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
        await page.reload()
        tag = page.locator("#consent wx-open-subscribe")
        await expect(tag).to_have_attribute("template", CONSENT.template_id)
        given = await page.evaluate("window.given")
        await tag.evaluate(AGREED)
        await expect(page.get_by_text("好的，到时只提醒您一次。")).to_be_visible()
        assert await grave_faults(page) == []

    assert refused == []
    assert (given["appId"], given["signature"]) == (CONSENT.app_id, CONSENT.signature)
    assert given["openTagList"] == ["wx-open-subscribe"]


async def _cut(route: Route) -> None:
    await route.abort("connectionfailed")


async def _swallow_the_answer(route: Route) -> None:
    await route.fetch()
    await route.abort("connectionreset")


async def _stand_in(route: Route) -> None:
    await route.fulfill(body=STAND_IN, content_type="text/javascript")

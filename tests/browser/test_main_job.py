"""The main job, from the first word to the closed request, as an enterprise and the staff see it.

The served product is the real one, on its own clock and database; the guides' pictures are taken on
the way.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.pictures import take
from tests.browser.product import (
    Town,
    card,
    gauge,
    heard,
    open_thread,
    open_today,
    say,
    say_in_room,
    thread,
    town_of,
)
from tests.web.pages import grave_faults, spills_over

pytestmark = pytest.mark.asyncio(loop_scope="session")

COMPANY = "武汉江岚泵业有限公司"
NUMBER = "-0001"
REPLY = "您好，表可以送到服务站，也可以我们上门取，请问哪样方便？"
RESULT = "6块压力表已校准，证书3个工作日内寄出"
OPINION = "李工讲得清楚，证书也快"


@pytest_asyncio.fixture(loop_scope="session")
async def town(browser: Browser, tmp_path: Path) -> AsyncIterator[Town]:
    async with town_of(browser, tmp_path / "data") as town:
        yield town


async def test_a_need_is_filed_claimed_answered_served_rated_and_closed(
    town: Town, tmp_path: Path
) -> None:
    await the_station_opens(town)
    phone, li = await town.enterprise(), await town.member("李雪")
    await files(phone, gauge(tmp_path))
    await claims(li, phone)
    await answers(li, phone)
    await books(li, phone)
    await serves(li, phone)
    await rates(phone)
    await closes(li, phone)
    for page in (phone, li):
        assert await grave_faults(page) == []
        assert not await spills_over(page)


async def the_station_opens(town: Town) -> None:
    head = await town.arrive()
    await head.goto(town.origin)
    await take(head.get_by_role("main"), "start.png")
    await head.get_by_role("button", name="周岚").click()
    await open_today(head)


async def files(phone: Page, picture: Path) -> None:
    await say(phone, "你好，我们有6块压力表要校准，后天上午能送过来吗")
    await expect(heard(phone, "【隐私说明】")).to_be_visible()
    await phone.get_by_label("发图片").set_input_files(picture)
    await phone.get_by_role("button", name="发送图片").click()
    await expect(heard(phone, "图片收到了")).to_be_visible()
    await say(phone, f"{COMPANY}，张敏，13900001111")
    summary = heard(phone, "请您核对")
    for words in (COMPANY, "张敏", "13900001111", "6块压力表", "计量检测服务", "后天上午"):
        await expect(summary).to_contain_text(words)
    await take(phone, "enterprise.png")
    await phone.get_by_role("button", name="确认提交").click()
    await expect(heard(phone, "登记好了")).to_contain_text(NUMBER)


async def claims(li: Page, phone: Page) -> None:
    """The card came by itself, with the person masked."""
    await expect(card(li, COMPANY)).to_contain_text("待接收")
    await expect(card(li, COMPANY)).to_contain_text("139****1111")
    await expect(card(li, COMPANY)).not_to_contain_text("张敏")
    await card(li, COMPANY).get_by_role("button", name="接单").click()
    await expect(card(li, COMPANY)).to_contain_text("待评估")
    await expect(card(li, COMPANY)).to_contain_text("李雪")
    await expect(heard(phone, "由李雪负责")).to_be_visible()


async def answers(li: Page, phone: Page) -> None:
    talk = await open_thread(li, COMPANY)
    await talk.get_by_label("说点什么").fill("这家去年也来过，表龄偏大")
    await li.keyboard.press("Enter")
    await expect(talk.locator(".row.internal")).to_contain_text("内部")
    await talk.get_by_label("回复企业").check()
    await talk.get_by_label("说点什么").fill(REPLY)
    await li.keyboard.press("Enter")
    await expect(talk.get_by_text("已发给企业")).to_be_visible()
    await expect(heard(phone, REPLY)).to_contain_text("李雪")
    await expect(heard(phone, "去年也来过")).to_have_count(0)
    await card(li, COMPANY).evaluate("one => one.scrollIntoView({ block: 'start' })")
    await take(li, "room.png")


async def books(li: Page, phone: Page) -> None:
    await act(thread(li), "预约", "后天上午10点")
    await expect(heard(phone, "您看可以吗")).to_contain_text("10:00")
    await take(phone, "booking.png")
    await phone.get_by_role("button", name="可以", exact=True).click()
    await expect(thread(li).locator(".card")).to_contain_text("站内预约")
    await thread(li).get_by_role("button", name="更多").click()
    await take(thread(li).locator(".card"), "card.png")


async def serves(li: Page, phone: Page) -> None:
    await act(thread(li), "开始")
    await expect(heard(phone, "已开始服务")).to_be_visible()
    await act(thread(li), "结束", RESULT)
    await expect(heard(phone, "服务结束")).to_contain_text(RESULT)
    await expect(thread(li).locator(".card")).to_contain_text("待评价")


async def rates(phone: Page) -> None:
    """Invited by the clock, one tap each."""
    await expect(heard(phone, "想请您评一评")).to_be_visible()
    await tap(phone, "1. ", "5★")
    await expect(question(phone, "2. ")).to_contain_text("其余同分（5★）")
    await take(phone, "rating.png")
    await tap(phone, "2. ", "其余同分（5★）")
    await tap(phone, "5. ", "是")
    await tap(phone, "10. ", "非常满意")
    await expect(heard(phone, "您的意见或建议")).to_be_visible()
    await say(phone, OPINION)
    await expect(heard(phone, "谢谢您的评价")).to_contain_text("服务站文明性：★★★★★")


async def closes(li: Page, phone: Page) -> None:
    """The room sees the sum alone, never what was said."""
    await expect(thread(li).get_by_text("4项共20星")).to_be_visible()
    await expect(li.get_by_text(OPINION)).to_have_count(0)
    await act(thread(li), "办结")
    await expect(thread(li).locator(".card")).to_contain_text("已办结")
    await expect(heard(phone, "已办结，谢谢您的信任")).to_be_visible()
    await say_in_room(li, "我的待办")
    await expect(heard(li, "您手上没有待办")).to_be_visible()


async def act(talk: Locator, label: str, words: str = "") -> None:
    """Press what the card offers, and write what it asks for."""
    board = talk.locator(".card")
    await board.get_by_role("button", name=label, exact=True).click()
    if words:
        await board.locator(".asking :is(textarea, input)").first.fill(words)
        await talk.page.keyboard.press("Enter")


async def tap(phone: Page, item: str, answer: str) -> None:
    await question(phone, item).get_by_role("button", name=answer, exact=True).click()


def question(phone: Page, item: str) -> Locator:
    return phone.locator("#rows .row", has_text=item).last

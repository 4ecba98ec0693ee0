"""What surrounds the main job in the real product: races, corrections, complaints, lists, the pages
of the head; every page passes axe and fits a phone.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.pictures import take
from tests.browser.product import (
    PHONE,
    Town,
    card,
    file_need,
    heard,
    in_room,
    open_thread,
    say,
    say_in_room,
    town_of,
)
from tests.web.pages import grave_faults, small_targets, spills_over

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRESS = "button => button.click()"
HOURS = "08:30-12:00,14:00-17:30"
WEEK = "\n".join([*[HOURS] * 5, "09:00-11:30", ""])


@dataclass(frozen=True, slots=True)
class Cast:
    """A town with three of its staff in the room."""

    town: Town
    li: Page
    wang: Page
    head: Page


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def cast(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Cast]:
    async with town_of(browser, tmp_path_factory.mktemp("around") / "data") as town:
        names = ("李雪", "王建国", "周岚")
        li, wang, head = [await town.member(name) for name in names]
        yield Cast(town, li, wang, head)


async def test_of_two_who_press_claim_at_once_one_wins_and_the_other_learns_who(
    cast: Cast,
) -> None:
    company = "武汉青禾电机有限公司"
    phone = await cast.town.enterprise()
    await file_need(phone, "有一台电子天平要校准，不急", f"{company}，何平，13900004411")
    pages = (cast.li, cast.wang)
    buttons = [
        await card(page, company).get_by_role("button", name="接单").element_handle()
        for page in pages
    ]
    await asyncio.gather(*(button.evaluate(PRESS) for button in buttons))

    await expect(card(cast.li, company)).to_contain_text("负责人")
    owners = await card(cast.li, company).locator("dd").all_inner_texts()
    winner = next(name for name in ("李雪", "王建国") if name in owners)
    loser = cast.wang if winner == "李雪" else cast.li
    await expect(heard(loser, f"这张单已由{winner}接单")).to_be_visible()
    await expect(heard(phone, f"由{winner}负责")).to_be_visible()


async def test_what_is_corrected_after_filing_changes_the_card(cast: Cast) -> None:
    company = "武汉白桦包装有限公司"
    phone = await cast.town.enterprise()
    await file_need(phone, "想给新员工做一次质量培训，不急", f"{company}，田静，13900005511")
    await say(phone, "电话改成13900005522")

    await expect(heard(phone, "电话改为13900005522")).to_be_visible()
    await expect(card(cast.li, company)).to_contain_text("139****5522")
    await expect(card(cast.li, company)).not_to_contain_text("5511")


async def test_only_the_owner_sees_whom_to_call(cast: Cast) -> None:
    company = "武汉丹枫食品有限公司"
    phone = await cast.town.enterprise()
    await file_need(phone, "有一批酱料想委托检验，不急", f"{company}，罗兰，13900006611")
    await card(cast.li, company).get_by_role("button", name="接单").click()
    await expect(card(cast.li, company)).to_contain_text("待评估")
    talk = await open_thread(cast.li, company)
    await talk.get_by_role("button", name="更多").click()
    await talk.get_by_role("button", name="查看联系方式").click()

    await expect(talk.get_by_text("13900006611")).to_be_visible()
    await expect(talk.get_by_text("本次查看已记录")).to_be_visible()
    await expect(cast.wang.get_by_text("13900006611")).to_have_count(0)


async def test_a_request_changes_its_category_and_its_owner_by_two_choices(cast: Cast) -> None:
    company = "武汉连翘涂料有限公司"
    phone = await cast.town.enterprise()
    await file_need(phone, "有一批涂料想委托检验，不急", f"{company}，梅婷，13900006622")
    board = card(cast.wang, company)
    await board.get_by_role("button", name="接单").click()
    await board.get_by_role("button", name="更多").click()
    await board.get_by_role("button", name="改类别").click()
    await board.get_by_label("改为哪一类").select_option("标准化服务")
    await board.get_by_role("button", name="确定").click()
    await expect(board).to_contain_text("标准化服务")
    await board.get_by_role("button", name="改派").click()
    await board.get_by_label("交给谁").select_option("陈思远")
    await board.get_by_label("原因", exact=True).fill("明天去外地")
    await board.get_by_role("button", name="确定").click()

    await expect(board).to_contain_text("陈思远")
    await expect(heard(phone, "改由陈思远负责")).to_be_visible()


async def test_seldom_used_actions_lie_behind_one_button_by_keyboard(cast: Cast) -> None:
    company = "武汉银杏仪器有限公司"
    phone = await cast.town.enterprise()
    await file_need(phone, "有两块压力表要校准，不急", f"{company}，庄严，13900007711")
    board = card(cast.head, company)
    more = board.get_by_role("button", name="更多")
    await expect(board.get_by_role("button", name="指派")).to_be_hidden()
    await more.focus()
    await cast.head.keyboard.press("Enter")
    await expect(more).to_have_attribute("aria-expanded", "true")
    await cast.head.keyboard.press("Tab")
    await expect(board.get_by_role("button", name="挂起")).to_be_focused()
    await cast.head.keyboard.press("Enter")
    await board.get_by_label("原因").fill("等企业送表")
    await cast.head.keyboard.press("Shift+Enter")
    await cast.head.keyboard.type("到后天")
    await expect(board.get_by_label("原因")).to_have_value("等企业送表\n到后天")
    await cast.head.keyboard.press("Enter")

    await expect(board.locator(".tone")).to_have_text("挂起")


async def test_a_complaint_reaches_the_head_alone_and_the_answer_the_enterprise(
    cast: Cast,
) -> None:
    phone = await cast.town.enterprise()
    await say(phone, "我要投诉，上周来的人迟到了两个小时")
    await expect(heard(phone, "投诉已登记")).to_contain_text("HY-TS-")
    told = cast.head.locator("#rows .row", has_text="迟到了两个小时").last
    await expect(told).to_be_visible()
    await expect(heard(cast.li, "迟到了两个小时")).to_have_count(0)
    await expect(heard(cast.wang, "迟到了两个小时")).to_have_count(0)
    await told.get_by_role("button", name="办结并答复").click()
    await told.locator("textarea").fill("已核实并致歉，今后上门前一小时先打电话")
    await take(told.locator(".body"), "complaint.png")
    await told.locator("textarea").press("Enter")

    await expect(heard(phone, "今后上门前一小时先打电话")).to_be_visible()
    await expect(heard(cast.li, "今后上门前一小时")).to_have_count(0)


async def test_lists_figures_and_searches_answer_whoever_asks(cast: Cast) -> None:
    company = "武汉松果玩具有限公司"
    phone = await cast.town.enterprise()
    number = await file_need(phone, "有一批玩具要做3C认证，不急", f"{company}，顾盼，13900008811")
    wang = cast.wang
    await expect(card(wang, company)).to_be_visible()
    for chip, words in (("全部待办", "无人接单"), ("统计", "提交需求")):
        await wang.get_by_role("button", name=chip, exact=True).first.click()
        await expect(heard(wang, words).last).to_be_visible()
    for words in (number, "松果玩具", "8811"):
        await wang.get_by_role("searchbox").fill(words)
        await wang.get_by_role("searchbox").press("Enter")
        await expect(heard(wang, "查到1张").last).to_contain_text(number)
    await wang.get_by_role("searchbox").fill("")
    await say_in_room(wang, "帮助")
    await expect(heard(wang, "代录 单位 联系人")).to_be_visible()


async def test_the_head_changes_the_hours_and_the_history_says_who_and_what(
    cast: Cast,
) -> None:
    page = await cast.head.context.new_page()
    await page.goto(f"{cast.town.origin}/room/settings")
    hours = page.get_by_label("每周开放时间", exact=True)
    before = await hours.input_value()
    await hours.fill(WEEK)
    await page.get_by_role("button", name="保存：每周开放时间").click()
    await expect(page.get_by_text("已保存")).to_be_visible()
    await page.get_by_label("休息日", exact=True).fill("2026-12-30 至 2026-12-31 年终盘点")
    await page.get_by_label("加班日", exact=True).fill("2026-11-28")
    await page.locator("section", has=hours).evaluate("one => one.scrollIntoView()")
    await take(page, "settings.png")
    record = page.get_by_role("row").nth(1)
    for words in ("周岚", "每周开放时间", "09:00-11:30"):
        await expect(record).to_contain_text(words)
    await hours.fill("早上八点")
    await page.get_by_role("button", name="保存：每周开放时间").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await hours.fill(before)
    await page.get_by_role("button", name="保存：每周开放时间").click()
    await expect(page.get_by_text("已保存")).to_be_visible()


async def test_a_colleague_comes_in_by_the_heads_link_which_counts_once(cast: Cast) -> None:
    page = await cast.head.context.new_page()
    await page.goto(f"{cast.town.origin}/room/staff")
    await page.get_by_role("button", name="给陈思远发新的登录链接").click()
    link = await page.get_by_label("陈思远的登录链接").input_value()
    await take(page.get_by_role("main"), "staff-link.png")
    chen = await cast.town.arrive()
    await chen.goto(link)
    assert await grave_faults(chen) == []
    await take(chen.get_by_role("main"), "sign-in.png")
    await chen.get_by_role("button", name="进入工作群").click()
    await in_room(chen)
    await chen.get_by_role("button", name="退出").click()
    await chen.goto(link)

    await expect(chen.get_by_role("heading", name="这个链接不能用了")).to_be_visible()


async def test_an_enterprise_comes_in_by_the_link_that_the_head_puts_up(cast: Cast) -> None:
    page = await cast.head.context.new_page()
    await page.goto(f"{cast.town.origin}/room/entrance")
    await expect(page.get_by_role("img", name="企业入口的二维码")).to_be_visible()
    link = await page.get_by_label("企业入口的链接").input_value()
    assert link.startswith(cast.town.origin)
    passer_by = await cast.town.arrive()
    await passer_by.goto(link)
    await expect(passer_by.get_by_role("button", name="发送")).to_be_visible()


async def test_every_page_passes_axe_and_fits_a_phone(cast: Cast) -> None:
    origin = cast.town.origin
    phone = await cast.town.enterprise(PHONE)
    await file_need(phone, "有三台叉车要检验，不急", "武汉海棠物流有限公司，冯远，13900009911")
    await fits(phone)
    head = await cast.head.context.new_page()
    await head.set_viewport_size(PHONE)
    for path in ("/", "/room/settings", "/room/staff", "/room/entrance", "/chat/nowhere"):
        await head.goto(f"{origin}{path}")
        await fits(head)
    await head.goto(f"{origin}/room")
    await in_room(head)
    for pane in ("需求", "群聊"):
        await head.get_by_label("切换").get_by_role("button", name=pane).click()
        await fits(head)
    await card(head, "海棠物流").get_by_role("button", name="更多").click()
    await fits(head)
    await open_thread(head, "海棠物流")
    await fits(head)
    assert await small_targets(head) == []


async def fits(page: Page) -> None:
    assert await grave_faults(page) == [], page.url
    assert not await spills_over(page), page.url

"""The staff room as people use it: several at once, on a laptop and on a phone."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.channels.web.desk import Row
from bot.room_links import Named, RoomLinks
from core.messages import Card, Line
from tests.web.memory_desk import ACTIONS, ROOM, START
from tests.web.pages import (
    HOSTILE,
    LONG,
    PHONE,
    enter_room,
    grave_faults,
    person_at,
    small_targets,
    spills_over,
)
from tests.web.serving import SECRET, Served, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIRST, SECOND = "HY-2026-0006", "HY-2026-0007"


@pytest_asyncio.fixture(loop_scope="session")
async def served() -> AsyncIterator[Served]:
    async with serving() as running:
        running.desk.post_card(FIRST, "服务中", "王建国", "两台叉车年检到期，想约本周检验")
        running.desk.let_pass(3)
        running.desk.post_card(SECOND)
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def li(browser: Browser, served: Served) -> AsyncIterator[Page]:
    page = await person_at(browser)
    await enter_room(page, served, "李雪")
    yield page
    await page.context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def wang(browser: Browser, served: Served) -> AsyncIterator[Page]:
    page = await person_at(browser)
    await enter_room(page, served, "王建国")
    yield page
    await page.context.close()


def card(page: Page, number: str) -> Locator:
    return page.locator("#rows").get_by_role("article", name=f"{number} 计量检测")


def listed(page: Page, number: str) -> Locator:
    return page.locator(f".request[data-thread='{number}']")


def thread(page: Page) -> Locator:
    return page.get_by_role("region", name="需求对话")


async def open_thread(page: Page, number: str) -> None:
    await listed(page, number).click()
    await expect(thread(page).get_by_role("heading", level=2)).to_contain_text(number)


async def write(page: Page, text: str) -> None:
    await thread(page).get_by_label("说点什么").fill(text)
    await page.keyboard.press("Enter")


async def test_a_pressed_action_changes_the_card_where_it_stands_for_everybody(
    li: Page, wang: Page
) -> None:
    await card(li, SECOND).get_by_role("button", name="接单").click()

    for page in (li, wang):
        await expect(card(page, SECOND)).to_contain_text("李雪")
        await expect(card(page, SECOND)).to_contain_text("待评估")
        await expect(page.locator("#rows .card")).to_have_count(2)
        await expect(page.locator("#rows .card").nth(1)).to_contain_text(SECOND)
    await expect(listed(wang, SECOND)).to_contain_text("待评估")


async def test_an_action_that_wants_words_asks_for_them(li: Page, served: Served) -> None:
    await card(li, SECOND).get_by_role("button", name="预约").click()
    when = card(li, SECOND).get_by_label("约在什么时候")
    await expect(when).to_be_focused()
    await li.keyboard.press("Enter")
    await expect(card(li, SECOND).get_by_text("请填写后再确定")).to_be_visible()
    await when.fill("明天下午3点")
    await li.keyboard.press("Enter")

    await expect(card(li, SECOND)).to_contain_text("待评估")
    said = served.desk.inbounds[-1]
    assert said.press
    assert (said.press.choice, said.text, said.thread) == ("book", "明天下午3点", SECOND)


async def test_a_day_can_be_picked_and_a_colleague_chosen(li: Page, served: Served) -> None:
    await card(li, FIRST).get_by_role("button", name="预约").click()
    await card(li, FIRST).get_by_label("从日历选").fill("2026-11-25T15:00")
    await expect(card(li, FIRST).get_by_label("约在什么时候")).to_have_value("2026年11月25日15:00")
    await card(li, FIRST).get_by_role("button", name="改派").click()
    await card(li, FIRST).get_by_label("改派给谁").select_option("王建国")
    await card(li, FIRST).get_by_role("button", name="确定").click()

    await expect(card(li, FIRST)).to_contain_text("待评估")
    assert served.desk.inbounds[-1].text == "王建国"


async def test_an_action_that_was_not_done_can_be_pressed_again(li: Page, served: Served) -> None:
    served.desk.down = True
    claim = card(li, SECOND).get_by_role("button", name="接单")
    await claim.click()
    await expect(card(li, SECOND).get_by_text("未发送：暂时没有保存成功")).to_be_visible()
    served.desk.down = False

    await expect(card(li, SECOND)).to_contain_text("待评估")
    await expect(claim).to_have_attribute("aria-pressed", "false")
    assert [inbound.text for inbound in served.desk.inbounds] == [""]


async def test_half_written_words_survive_a_change_of_their_card(li: Page, served: Served) -> None:
    await card(li, SECOND).get_by_role("button", name="回复").click()
    await card(li, SECOND).get_by_label("回复企业的话").fill("您好，我们明天")
    served.desk.post_card(SECOND, "待评估", "王建国")
    await expect(card(li, SECOND)).to_contain_text("王建国")

    await expect(card(li, SECOND).get_by_label("回复企业的话")).to_have_value("您好，我们明天")
    await expect(card(li, SECOND).get_by_label("回复企业的话")).to_be_focused()


async def test_talk_about_a_request_is_internal_unless_it_is_sent_out(
    li: Page, served: Served
) -> None:
    await open_thread(li, SECOND)
    await write(li, "这家上个月也来过，我先打个电话")
    await expect(thread(li).locator(".row.internal")).to_contain_text("内部")
    await thread(li).get_by_label("回复企业").check()
    await write(li, "您好，我们明天上午可以上门取表，请问方便吗？")
    await expect(thread(li).get_by_text("已发给企业")).to_be_visible()
    await open_thread(li, FIRST)

    await expect(thread(li).get_by_label("内部讨论")).to_be_checked()
    assert [inbound.text for inbound in served.desk.inbounds] == [
        "这家上个月也来过，我先打个电话",
        "/r 您好，我们明天上午可以上门取表，请问方便吗？",
    ]
    assert {inbound.thread for inbound in served.desk.inbounds} == {SECOND}


async def test_a_half_written_reply_waits_at_its_own_request(li: Page) -> None:
    await open_thread(li, SECOND)
    await thread(li).get_by_label("说点什么").fill("等样品")
    await open_thread(li, FIRST)
    await expect(thread(li).get_by_label("说点什么")).to_have_value("")
    await open_thread(li, SECOND)

    await expect(thread(li).get_by_label("说点什么")).to_have_value("等样品")


async def test_what_others_say_is_marked_unread_until_it_is_opened(li: Page, wang: Page) -> None:
    await open_thread(li, FIRST)
    await open_thread(wang, SECOND)
    await write(wang, "我下午去现场")
    await expect(listed(li, SECOND)).to_contain_text("条未读")
    await open_thread(li, SECOND)

    await expect(thread(li).get_by_text("我下午去现场")).to_be_visible()
    await expect(listed(li, SECOND)).not_to_contain_text("未读")
    await expect(listed(wang, SECOND)).not_to_contain_text("未读")


async def test_who_is_writing_about_a_request_is_shown(li: Page, wang: Page) -> None:
    await open_thread(li, SECOND)
    await open_thread(wang, SECOND)
    await thread(wang).get_by_label("说点什么").press_sequentially("我来")

    await expect(thread(li).get_by_text("王建国正在输入…")).to_be_visible()
    await expect(listed(li, SECOND)).to_contain_text("王建国正在输入…")


async def test_the_title_counts_what_came_while_one_was_away(li: Page, served: Served) -> None:
    other = await li.context.new_page()
    await other.goto("about:blank")
    await other.bring_to_front()
    await li.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
    served.desk.post_card("HY-2026-0008")

    await expect(li).to_have_title("(1) 工作群 · 汉阳示例质量服务站")


async def test_going_on_duty_is_said_in_the_room(li: Page, wang: Page, served: Served) -> None:
    duty = wang.get_by_role("button", name="未上岗")
    await duty.click()

    await expect(wang.get_by_role("button", name="在岗")).to_have_attribute("aria-pressed", "true")
    assert served.desk.inbounds[-1].text == "上岗"


async def test_searching_narrows_the_list_and_asks_the_room(li: Page, served: Served) -> None:
    search = li.get_by_label("按编号、企业或手机号末几位查找")
    await search.fill("0006")
    await expect(li.locator(".request")).to_have_count(1)
    await search.press("Enter")

    await expect(li.get_by_text("查找 0006")).to_be_visible()
    assert served.desk.inbounds[-1].text == "查找 0006"


async def test_a_removed_member_is_told_and_cut_off(li: Page, served: Served) -> None:
    served.desk.remove("li")

    await expect(li.get_by_text("登录已失效")).to_be_visible()
    await li.reload()
    await expect(li.get_by_role("heading", name="请先登录")).to_be_visible()


async def test_an_older_request_gets_its_title_though_its_card_is_far_back(
    li: Page, served: Served
) -> None:
    for number in range(70):
        served.desk.say(ROOM, f"第{number}条")
    served.desk.say(ROOM, "叉车已约好", by="wang", who="王建国", thread=FIRST, internal=True)
    await li.reload()

    await expect(li.locator(".about")).to_have_text(f"{FIRST} 计量检测")
    await expect(listed(li, FIRST)).to_be_visible()
    await li.get_by_role("button", name="看更早的消息").click()
    await expect(card(li, SECOND)).to_be_attached()
    await expect(li.get_by_role("button", name="看更早的消息")).to_be_hidden()


async def test_hostile_words_on_a_card_are_only_words(li: Page, served: Served) -> None:
    title = Line("{need}", {"need": HOSTILE})
    hostile = Card("HY-2026-0009", title, ((HOSTILE, title),), HOSTILE, urgent=True)
    served.desk.put(ROOM, Row(0, START, who=HOSTILE, card=hostile, thread="HY-2026-0009"))

    await expect(li.locator("#rows h3", has_text="onerror")).to_be_visible()
    await listed(li, "HY-2026-0009").click()
    assert await li.locator("script:not([src]), img[src=x]").count() == 0
    assert await li.title() == "工作群 · 汉阳示例质量服务站"


async def test_a_phone_shows_the_room_without_scrolling_sideways(
    browser: Browser, served: Served
) -> None:
    served.desk.post_card("HY-2026-0008", need=LONG)
    page = await person_at(browser, PHONE)
    await enter_room(page, served, "李雪")
    for pane in ("需求", "群聊"):
        await page.get_by_label("切换").get_by_role("button", name=pane).click()
        assert not await spills_over(page)
        assert await small_targets(page) == []
    await card(page, SECOND).get_by_role("button", name="打开对话").click()
    await expect(thread(page)).to_be_visible()
    await write(page, LONG)

    await expect(thread(page).get_by_text(LONG)).to_be_visible()
    assert not await spills_over(page)
    assert await small_targets(page) == []
    assert await grave_faults(page) == []
    await page.context.close()


async def test_axe_finds_nothing_serious(li: Page) -> None:
    await open_thread(li, SECOND)
    await write(li, "这家上个月也来过")
    await expect(thread(li).locator(".row.internal")).to_be_visible()
    await thread(li).get_by_role("button", name="改派").click()

    assert await grave_faults(li) == []


async def test_the_room_needs_no_mouse(li: Page, served: Served) -> None:
    await listed(li, SECOND).focus()
    await li.keyboard.press("Enter")
    await expect(thread(li).get_by_role("heading", level=2)).to_be_focused()
    claim = thread(li).get_by_role("button", name=ACTIONS[0].label)
    for _ in range(6):
        await li.keyboard.press("Tab")
        if await claim.evaluate("one => one === document.activeElement"):
            break
    await li.keyboard.press("Enter")
    await expect(thread(li).locator(".card")).to_contain_text("待评估")
    await li.keyboard.press("Escape")

    await expect(thread(li)).to_be_hidden()
    await expect(listed(li, SECOND)).to_be_focused()
    assert served.desk.inbounds[-1].press


async def test_a_link_from_outside_opens_the_talk_of_its_request(li: Page, served: Served) -> None:
    address = RoomLinks(SECRET, served.address).to(Named("HY", FIRST))
    await li.goto(address)
    await expect(li.locator("#thread")).to_be_visible()
    await expect(li.locator("#thread-title")).to_contain_text(FIRST)
    await expect(li).to_have_url(f"{served.address}/room")

"""The enterprise's page as people use it: on a phone, by keyboard, with a bad line."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, Page, expect

from tests.web.memory_desk import CATEGORIES
from tests.web.pages import (
    HOSTILE,
    LONG,
    PHONE,
    grave_faults,
    open_chat,
    person_at,
    say,
    small_targets,
    spills_over,
)
from tests.web.serving import Served, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

WATCH_SENT: Final = """() => {
  window.mostSent = 0;
  const count = () => [...document.querySelectorAll(".status")]
    .filter((one) => one.textContent === "已发送").length;
  new MutationObserver(() => { window.mostSent = Math.max(window.mostSent, count()); })
    .observe(document.querySelector("#rows"), { childList: true, subtree: true });
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def served() -> AsyncIterator[Served]:
    async with serving() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Browser, served: Served) -> AsyncIterator[Page]:
    page = await person_at(browser, PHONE)
    await open_chat(page, served)
    yield page
    await page.context.close()


@pytest.fixture
def gauge(tmp_path: Path) -> Path:
    path = tmp_path / "gauge.png"
    Image.new("RGB", (640, 480), "#b9c7d6").save(path)
    return path


async def test_a_phone_shows_a_conversation_without_scrolling_sideways(
    phone: Page, served: Served
) -> None:
    await expect(phone.get_by_text("直接说您需要什么就行")).to_be_visible()
    await say(phone, "你好，我们有12块压力表要校准，下周三之前要用，能来取吗？")
    await expect(phone.get_by_role("button", name="特种设备")).to_be_visible()
    await phone.get_by_role("button", name="计量检测").click()
    await expect(phone.get_by_text("好的，已登记")).to_be_visible()
    await expect(phone.get_by_text("已发送")).to_be_visible()
    await say(phone, LONG)
    served.desk.say(served.desk.visitor_chats[0], LONG, choices=(CATEGORIES[0],))

    await expect(phone.get_by_text(LONG)).to_have_count(2)
    assert not await spills_over(phone)
    assert await small_targets(phone) == []


async def test_a_conversation_needs_no_mouse(phone: Page, served: Served) -> None:
    await phone.get_by_label("输入消息").focus()
    await phone.keyboard.type("电梯年检怎么约")
    await phone.keyboard.press("Enter")
    choice = phone.get_by_role("button", name="特种设备")
    await expect(choice).to_be_visible()
    for _ in range(12):
        await phone.keyboard.press("Shift+Tab")
        if await choice.evaluate("one => one === document.activeElement"):
            break
    await phone.keyboard.press("Space")

    await expect(phone.get_by_text("好的，已登记")).to_be_visible()
    await expect(choice).to_have_attribute("aria-pressed", "true")
    await expect(choice).to_be_focused()
    assert served.desk.inbounds[1].press
    assert served.desk.inbounds[1].press.choice == "c2"


async def test_shift_and_enter_begins_a_new_line(phone: Page, served: Served) -> None:
    await phone.get_by_label("输入消息").focus()
    await phone.keyboard.type("公司：江城示例泵业")
    await phone.keyboard.press("Shift+Enter")
    await phone.keyboard.type("电话：027-00000000")
    await phone.keyboard.press("Enter")

    await expect(phone.get_by_text("已发送")).to_be_visible()
    assert served.desk.inbounds[0].text == "公司：江城示例泵业\n电话：027-00000000"


async def test_never_two_messages_say_that_they_were_sent(phone: Page) -> None:
    await phone.evaluate(WATCH_SENT)
    for number in range(6):
        await say(phone, f"第{number}句")
        await expect(phone.locator(".row.mine:not([data-unsent])")).to_have_count(number + 1)

    assert await phone.evaluate("window.mostSent") == 1


async def test_axe_finds_nothing_serious(phone: Page) -> None:
    assert await grave_faults(phone) == []
    for _ in range(2):
        await say(phone, "我们有12块压力表要校准")
        await phone.get_by_role("button", name="计量检测").last.click()
        await expect(phone.get_by_text("已发送")).to_be_visible()
    assert await grave_faults(phone) == []
    await phone.get_by_role("button", name="保存我的链接").click()
    assert await grave_faults(phone) == []


async def test_hostile_words_are_only_words(phone: Page, served: Served) -> None:
    await say(phone, HOSTILE)
    await expect(phone.get_by_text("已发送")).to_be_visible()
    chat = served.desk.visitor_chats[0]
    served.desk.say(chat, HOSTILE, who="<i>x</i>")

    await expect(phone.get_by_text(HOSTILE)).to_have_count(2)
    await expect(phone.get_by_text("<i>x</i>")).to_be_visible()
    assert await phone.locator("#rows script, #rows i, #rows img[src=x]").count() == 0
    assert await phone.title() == "汉阳示例质量服务站"


async def test_older_choices_are_quiet_but_can_still_be_pressed(
    phone: Page, served: Served
) -> None:
    await say(phone, "你好")
    await expect(phone.locator(".choices")).to_have_count(1)
    await say(phone, "你好呀")
    await expect(phone.locator(".choices")).to_have_count(2)
    await expect(phone.locator(".choices").first).to_have_class("choices old")
    await phone.get_by_role("button", name="都不是").first.click()

    await expect(phone.get_by_text("好的，已登记")).to_be_visible()
    assert served.desk.inbounds[-1].press
    assert served.desk.inbounds[-1].press.message == 2


async def test_restarts_while_typing_lose_nothing_and_double_nothing(
    phone: Page, served: Served
) -> None:
    served.desk.silent = True
    wanted = [f"第{number:02}句" for number in range(18)]
    for number, text in enumerate(wanted):
        if number % 6 == 3:
            await served.stop()
        await say(phone, text)
        if number % 6 == 5:
            await served.start()

    await expect(phone.locator(".bubble")).to_have_text(wanted)
    await expect(phone.locator("[data-unsent]")).to_have_count(0)
    await expect(phone.locator("#bar")).to_be_hidden()
    assert [inbound.text for inbound in served.desk.inbounds] == wanted


async def test_an_answer_lost_after_the_commit_doubles_nothing(phone: Page, served: Served) -> None:
    served.desk.silent, served.desk.lost = True, 3
    wanted = [f"第{number}句" for number in range(5)]
    for text in wanted:
        await say(phone, text)

    await expect(phone.locator("[data-unsent]")).to_have_count(0)
    await expect(phone.locator(".bubble")).to_have_text(wanted)
    assert [inbound.text for inbound in served.desk.inbounds] == wanted
    assert served.desk.lost == 0


async def test_a_lost_line_is_said_and_the_message_stays(phone: Page, served: Served) -> None:
    await say(phone, "你好")
    await expect(phone.get_by_text("已发送")).to_be_visible()
    await served.stop()
    await expect(phone.get_by_text("连接断开，正在重连")).to_be_visible()
    await say(phone, "还有两台游标卡尺")
    await expect(phone.get_by_text("未发送，连上后会自动发送")).to_be_visible()
    await expect(phone.get_by_text("服务暂时不可用")).to_be_visible()
    await served.start()
    await phone.get_by_role("button", name="重试").click()

    await expect(phone.locator("[data-unsent]")).to_have_count(0)
    assert [inbound.text for inbound in served.desk.inbounds] == ["你好", "还有两台游标卡尺"]


async def test_what_is_typed_and_what_is_unsent_outlive_the_page(
    phone: Page, served: Served
) -> None:
    served.desk.down = True
    await say(phone, "有12块压力表要校准")
    await expect(phone.get_by_text("未发送")).to_be_visible()
    await phone.get_by_label("输入消息").fill("下周三之前")
    served.desk.down = False
    await phone.reload()

    await expect(phone.get_by_label("输入消息")).to_have_value("下周三之前")
    await expect(phone.get_by_text("收到。请问您要办的是哪一类？")).to_be_visible()
    assert [inbound.text for inbound in served.desk.inbounds] == ["有12块压力表要校准"]


async def test_too_long_a_text_is_counted_and_kept(phone: Page, served: Served) -> None:
    await say(phone, "表" * 2005)

    await expect(phone.get_by_text("已输入2005字，最多2000字")).to_be_visible()
    await expect(phone.get_by_label("输入消息")).to_have_value("表" * 2005)
    assert served.desk.inbounds == []


async def test_a_picture_is_looked_at_before_it_is_sent(
    phone: Page, served: Served, gauge: Path
) -> None:
    await phone.get_by_label("发图片").set_input_files(gauge)
    await expect(phone.get_by_alt_text("要发送的图片预览")).to_be_visible()
    await phone.get_by_label("说明").fill("就是这种表")
    assert await grave_faults(phone) == []
    await phone.get_by_role("button", name="发送图片").click()

    thumbnail = phone.locator(".shot img[src^='/pictures/']")
    await expect(thumbnail).to_be_visible()
    await expect(phone.get_by_text("就是这种表")).to_be_visible()
    await expect(thumbnail).to_have_js_property("naturalWidth", 640)


async def test_what_is_no_picture_is_refused_before_anything_is_sent(
    phone: Page, served: Served, tmp_path: Path
) -> None:
    bogus = tmp_path / "report.png"
    bogus.write_text("not a picture")
    await phone.get_by_label("发图片").set_input_files(bogus)
    await phone.get_by_role("button", name="发送图片").click()

    await expect(phone.get_by_text("这不是能识别的图片")).to_be_visible()
    assert served.desk.inbounds == []


async def test_the_saved_link_opens_the_chat_on_another_device(
    phone: Page, served: Served, browser: Browser
) -> None:
    await say(phone, "有12块压力表要校准")
    await phone.get_by_role("button", name="保存我的链接").click()
    link = phone.get_by_role("textbox", name="我的链接")
    await expect(link).to_have_value(re.compile("/chat/HY/resume/"))
    other = await person_at(browser, PHONE)
    await other.goto(await link.input_value())
    await expect(other.get_by_text("有12块压力表要校准")).to_have_count(0)
    await other.get_by_role("button", name="继续我的对话").click()

    await expect(other.get_by_text("有12块压力表要校准")).to_be_visible()
    await other.context.close()


async def test_two_windows_of_one_enterprise_show_the_same(phone: Page, served: Served) -> None:
    second = await phone.context.new_page()
    await open_chat(second, served)
    await say(phone, "有12块压力表要校准")
    await expect(second.get_by_text("有12块压力表要校准")).to_be_visible()
    await say(second, "再加一台")

    await expect(phone.get_by_text("再加一台")).to_be_visible()
    await expect(phone.locator(".row")).to_have_count(4)
    await expect(second.locator(".row")).to_have_count(4)


async def test_the_quick_words_are_said_as_words(phone: Page, served: Served) -> None:
    for word in ("进度", "人工", "取消", "服务指南"):
        await phone.get_by_role("group", name="常用").get_by_role("button", name=word).click()

    await expect(phone.locator(".row.mine")).to_have_count(4)
    await expect(phone.locator("[data-unsent]")).to_have_count(0)
    assert [inbound.text for inbound in served.desk.inbounds] == [
        "进度",
        "人工",
        "取消",
        "服务指南",
    ]

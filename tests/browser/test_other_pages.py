"""The pages around the two talks: start, sign-in, resume, the head's pages, a wrong address."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.web.pages import PHONE, enter_room, grave_faults, open_chat, person_at, spills_over
from tests.web.serving import Served, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def served() -> AsyncIterator[Served]:
    async with serving() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def head(browser: Browser, served: Served) -> AsyncIterator[Page]:
    page = await person_at(browser, PHONE)
    await enter_room(page, served, "周岚")
    yield page
    await page.context.close()


async def test_axe_finds_nothing_serious_and_nothing_spills_over(
    head: Page, served: Served
) -> None:
    await open_chat(head, served)
    await head.get_by_role("button", name="保存我的链接").click()
    link = head.get_by_role("textbox", name="我的链接")
    await expect(link).not_to_have_value("")
    resume = await link.input_value()
    invitation = f"{served.address}/sign-in/{await served.desk.invite('HY', 'li')}"
    own = [
        f"{served.address}{path}"
        for path in ("/", "/room/settings", "/room/staff", "/room/entrance", "/chat/XX")
    ]
    for address in (*own, resume, invitation):
        await head.goto(address)

        assert await grave_faults(head) == [], address
        assert not await spills_over(head), address


async def test_the_head_changes_the_hours_and_sees_who_did_it_when(head: Page) -> None:
    await head.get_by_role("link", name="设置").click()
    hours = head.get_by_label("服务时间", exact=True)
    await hours.fill("周一至周六 08:30-17:30")
    await head.get_by_role("button", name="保存：服务时间").click()

    await expect(head.get_by_text("已保存")).to_be_visible()
    record = head.get_by_role("row").nth(1)
    for words in ("2026-11-23 09:30", "周岚", "周一至周五 09:00-17:00", "周一至周六 08:30-17:30"):
        await expect(record).to_contain_text(words)
    await hours.fill(" ")
    await head.get_by_role("button", name="保存：服务时间").click()
    await expect(head.get_by_role("alert")).to_have_text("这一项不能空着。")


async def test_a_new_link_of_the_head_lets_its_member_in(head: Page, browser: Browser) -> None:
    await head.get_by_role("link", name="人员").click()
    await head.get_by_role("button", name="给王建国发新的登录链接").click()
    link = await head.get_by_label("王建国的登录链接").input_value()
    wang = await person_at(browser)
    await wang.goto(link)
    await wang.get_by_role("button", name="进入工作群").click()
    await expect(wang.get_by_role("heading", name="工作群")).to_be_visible()
    await wang.get_by_role("button", name="退出").click()
    await wang.goto(link)

    await expect(wang.get_by_role("heading", name="这个链接不能用了")).to_be_visible()
    await wang.context.close()

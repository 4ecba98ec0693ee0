"""The real product in a browser: the sample station as people serve it, and who comes to it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.cli.commands import Station, serving

PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
LAPTOP: Final[ViewportSize] = {"width": 1280, "height": 800}
TODAY: Final = "new Date().toLocaleDateString('sv')"
ALWAYS: Final = (
    ("休息日", ""),
    ("每周开放时间", "\n".join(["00:00-23:59"] * 7)),
    ("主动消息最早发送", "00:00"),
    ("主动消息最晚发送", "23:59"),
)
PATIENCE: Final = 15_000


@dataclass(slots=True)
class Town:
    """A served sample station and everybody who looks at it."""

    origin: str
    browser: Browser
    pages: list[Page] = field(default_factory=list)

    async def arrive(self, size: ViewportSize = LAPTOP) -> Page:
        """Somebody with a browser of their own."""
        context = await self.browser.new_context(
            locale="zh-CN", timezone_id="Asia/Shanghai", viewport=size
        )
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        self.pages.append(page)
        return page

    async def enterprise(self, size: ViewportSize = PHONE) -> Page:
        """An enterprise that has come through the start page."""
        page = await self.arrive(size)
        await page.goto(self.origin)
        await page.get_by_role("link", name="打开企业对话").click()
        await expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")
        return page

    async def member(self, name: str, size: ViewportSize = LAPTOP) -> Page:
        """One of the staff, in the room."""
        page = await self.arrive(size)
        await page.goto(self.origin)
        await page.get_by_role("button", name=name).click()
        await in_room(page)
        return page

    async def leave(self) -> None:
        for page in self.pages:
            await page.context.close()


@contextmanager
def sample_served(folder: Path) -> Iterator[str]:
    """`station serve --sample` on a free port; its address."""
    with serving(Station(folder), "--sample") as served:
        yield served.origin


@asynccontextmanager
async def town_of(browser: Browser, folder: Path) -> AsyncIterator[Town]:
    with sample_served(folder) as origin:
        town = Town(origin, browser)
        yield town
        await town.leave()


async def in_room(page: Page) -> None:
    await expect(page.get_by_role("log", name="群消息")).to_have_attribute("aria-busy", "false")


async def say(page: Page, text: str) -> None:
    await page.get_by_label("输入消息").fill(text)
    await page.keyboard.press("Enter")


async def say_in_room(page: Page, text: str) -> None:
    await page.get_by_label("在群里说").fill(text)
    await page.keyboard.press("Enter")


def heard(page: Page, words: str) -> Locator:
    """A bubble of the page's main talk that holds these words."""
    return page.locator("#rows .row", has_text=words)


def card(page: Page, company: str) -> Locator:
    return page.locator("#rows .card", has_text=company)


def thread(page: Page) -> Locator:
    return page.get_by_role("region", name="需求对话")


async def open_thread(page: Page, company: str) -> Locator:
    await card(page, company).get_by_role("button", name="打开对话").click()
    await expect(thread(page)).to_be_visible()
    return thread(page)


async def file_need(page: Page, need: str, contact: str) -> str:
    """Describe a need in words, confirm it, and take its number home."""
    await say(page, need)
    await expect(heard(page, "请问贵单位全称是什么")).to_be_visible()
    await say(page, contact)
    await expect(heard(page, "请您核对")).to_be_visible()
    await page.get_by_role("button", name="确认提交").click()
    filed = heard(page, "登记好了")
    await expect(filed).to_be_visible()
    words = await filed.inner_text()
    return words.split("单号")[1].split("（")[0]


async def change_setting(head: Page, label: str, value: str) -> None:
    """On the settings page."""
    await head.get_by_label(label, exact=True).fill(value)
    await head.get_by_role("button", name=f"保存：{label}", exact=True).click()
    await expect(head.get_by_role("status").filter(has_text="已保存")).to_be_visible()


async def open_today(head: Page) -> None:
    """Keep the station open all of today, whatever day it is, and let nothing wait for morning."""
    await head.get_by_role("link", name="设置").click()
    for label, value in ALWAYS:
        await change_setting(head, label, value)
    await change_setting(head, "加班日", await head.evaluate(TODAY))
    await head.get_by_role("link", name="回到工作群").click()
    await in_room(head)


def gauge(folder: Path) -> Path:
    """A picture to send: the dial of an invented gauge."""
    picture = Image.new("RGB", (640, 480), "#dfe6ec")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((150, 70, 490, 410), "#ffffff", "#3b4652", 14)
    draw.arc((190, 110, 450, 370), 135, 45, "#3b4652", 6)
    draw.arc((190, 110, 450, 370), 350, 45, "#c62f2f", 10)
    draw.line((320, 240, 410, 150), "#3b4652", 9)
    draw.ellipse((302, 222, 338, 258), "#3b4652")
    path = folder / "gauge.png"
    picture.save(path)
    return path

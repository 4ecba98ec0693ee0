"""What the tests in the browser do again and again, and what they ask of every page."""

from datetime import timedelta
from typing import Final

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.web.memory_desk import START
from tests.web.serving import Served

PHONE: Final = {"width": 360, "height": 740}
LAPTOP: Final = {"width": 1280, "height": 800}
GRAVE: Final = {"serious", "critical"}
HOSTILE: Final = '<img src=x onerror="document.title=1"><script>document.title=2</script>{0}%s'
LONG: Final = "LJ-" + "0123456789" * 12


async def person_at(browser: Browser, size: dict[str, int] | None = None) -> Page:
    """A browser of their own, whose day is the day of the desk."""
    context = await browser.new_context(
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport=size or LAPTOP,  # type: ignore[arg-type]
    )
    page = await context.new_page()
    await page.clock.set_fixed_time(START + timedelta(minutes=6))
    return page


async def open_chat(page: Page, served: Served) -> None:
    await page.goto(f"{served.address}/chat/HY")
    await expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")


async def enter_room(page: Page, served: Served, name: str) -> None:
    await page.goto(served.address)
    await page.get_by_role("button", name=name).click()
    await expect(page.get_by_role("log", name="群消息")).to_have_attribute("aria-busy", "false")


async def say(page: Page, text: str) -> None:
    await page.get_by_label("输入消息").fill(text)
    await page.keyboard.press("Enter")


async def grave_faults(page: Page) -> list[str]:
    """What axe holds against a page, as far as it is serious."""
    found = (await Axe().run(page)).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


async def spills_over(page: Page) -> bool:
    """Whether the page is wider than its window."""
    wide: bool = await page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return wide


async def small_targets(page: Page) -> list[str]:
    """Buttons and links that a thumb would miss."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll("button, a, select, input, textarea, .icon")]
            .filter((one) => one.checkVisibility({ opacityProperty: true }))
            .filter((one) => one.getBoundingClientRect().height < 44
                || one.getBoundingClientRect().width < 44)
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    return found

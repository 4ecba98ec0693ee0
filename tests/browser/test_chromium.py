"""The browser of the tests is a whole one."""

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINE = "<meta charset=utf-8><p>{text}</p>"


async def test_a_chinese_character_is_drawn_and_not_a_box(page: Page) -> None:
    """A missing glyph is drawn as the same box whatever the character."""
    pictures = []
    for text in ("质", "量"):
        await page.set_content(LINE.format(text=text))
        pictures.append(await page.locator("p").screenshot())

    assert pictures[0] != pictures[1]


async def test_the_page_lives_in_shanghai(page: Page) -> None:
    zone = await page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")

    assert zone == "Asia/Shanghai"

"""The browser of the tests here: one Chromium a session, a context of its own for every test.

A test is `async def` and takes `page`, or `browser` when it plays several persons. Its file says
`pytestmark = pytest.mark.asyncio(loop_scope="session")`: the loop that the browser's pipe lives in.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.browser import chromium

HERE: Final = Path(__file__).parent
PATIENCE: Final = 20_000
"""Milliseconds; two browsers on two busy cores take their time, and a test passes as soon as it
sees what it waits for."""

expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    where = chromium.found()
    assert where, chromium.MISSING
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(
            executable_path=where, args=list(chromium.ARGUMENTS)
        )
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    opened = await browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 800}
    )
    yield opened
    await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: BrowserContext) -> Page:
    return await context.new_page()

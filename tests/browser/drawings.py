"""Pictures of messengers whose own apps do not run here: what was really sent, drawn by a page of
ours that says so.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from playwright.async_api import Page, expect

from tests.browser.pictures import keep

PAGE: Final = Path(__file__).parent / "messenger.html"


class Look(StrEnum):
    """Whose colours a drawing has."""

    TELEGRAM = "telegram"
    WEIXIN = "weixin"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike: `link`, `bold`, `quiet`, or plain."""

    words: str
    looks: str = ""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message; its `kind` is `person` for what a person wrote, `aside` for a word of ours."""

    runs: tuple[Run, ...]
    sender: str = ""
    kind: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat to draw; `by` is what the messenger is called in a Chinese sentence."""

    by: str
    look: Look
    title: str


async def drawn(page: Page, chat: Chat, bubbles: Sequence[Bubble], name: str) -> None:
    await page.goto(PAGE.as_uri())
    talk = {**asdict(chat), "bubbles": [asdict(each) for each in bubbles]}
    await page.evaluate("(talk) => draw(talk)", talk)
    await expect(page.get_by_text("示意图")).to_be_visible()
    keep(await page.get_by_role("main").screenshot(), name)

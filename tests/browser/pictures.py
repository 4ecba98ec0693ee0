"""The pictures of the guides: taken by the tests, with an invented day in the place of today.

The product runs on the real clock, so what a page says of days and hours is moved to one invented
Tuesday before the picture is taken. A picture is written anew only when it shows something else.
"""

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops
from playwright.async_api import Locator, Page

FOLDER: Final = Path(__file__).parents[2] / "docs" / "screenshots"
FAINT: Final = 24
FEW: Final = 0.004
MARGIN: Final = 16
DOT: Final = 1

MOVE_TO_THE_INVENTED_DAY: Final = r"""() => {
  const DAY = 86400000, NEAR = 40;
  const now = new Date();
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const shift = Math.round((new Date(2026, 10, 24) - today) / DAY);
  const moved = (all, month, day, weekday) => {
    const at = new Date(now.getFullYear(), month - 1, Number(day) + shift);
    const name = weekday ? `（周${"日一二三四五六"[at.getDay()]}）` : "";
    return `${at.getMonth() + 1}月${at.getDate()}日${name}`;
  };
  const clock = (words, hour, minute) => {
    if (words === "23:59") return "17:30";
    const far = Math.abs(hour * 60 + Number(minute) - now.getHours() * 60 - now.getMinutes());
    return far < NEAR ? "10:05" : words;
  };
  const invent = (words) => words
    .replace(/(\d{1,2})月(\d{1,2})日(（周.）)?/g, moved)
    // 09:00-11:30 are hours of opening
    .replace(/(?<![-\d])(\d\d):(\d\d)\b(?!-)/g, clock)
    .replace(/\b(HY-(?:[A-Z]{2}-)?)\d{4}-/g, "$12026-")
    .replace(/已\d+分钟/g, "刚刚");
  const done = (window.inventedWords ??= new WeakMap());
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (done.get(node) === node.nodeValue) continue;
    const other = invent(node.nodeValue);
    if (other !== node.nodeValue) node.nodeValue = other;
    done.set(node, other);
  }
  for (const field of document.querySelectorAll("input[readonly]")) {
    field.value = field.value.replace(/^http:.*\/sign-in\/.*/, "http://127.0.0.1:8000/sign-in/…");
  }
  document.activeElement?.blur();
}"""


async def take(shown: Page | Locator, name: str) -> None:
    """A picture of a page as its window shows it, or of one part of a page."""
    page = shown if isinstance(shown, Page) else shown.page
    await page.mouse.move(0, 0)
    await page.evaluate(MOVE_TO_THE_INVENTED_DAY)
    taken = await shown.screenshot(animations="disabled", caret="hide")
    keep(taken if isinstance(shown, Page) else _trimmed(taken), name)


def keep(taken: bytes, name: str) -> None:
    """Write a picture where it shows something else than the one that is there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / name
    if not path.exists() or _differ(taken, path.read_bytes()):
        path.write_bytes(taken)


def _trimmed(taken: bytes) -> bytes:
    """Without the empty space on its right."""
    picture = Image.open(BytesIO(taken)).convert("RGB")
    ground = Image.new("RGB", picture.size, picture.getpixel((picture.width - 1, 0)))
    box = ImageChops.difference(picture, ground).getbbox()
    right = min(picture.width, box[2] + MARGIN) if box else picture.width
    trimmed = BytesIO()
    picture.crop((0, 0, right, picture.height)).save(trimmed, "PNG", optimize=True)
    return trimmed.getvalue()


def _differ(taken: bytes, kept: bytes) -> bool:
    """By more than the smoothing of a few edges, and a part that lay half a dot lower."""
    one, other = (Image.open(BytesIO(each)).convert("RGB") for each in (taken, kept))
    if abs(one.width - other.width) > DOT or abs(one.height - other.height) > DOT:
        return True
    grey = ImageChops.difference(one, other).convert("L")
    changed = sum(grey.point(lambda value: value > FAINT).histogram()[1:])
    return changed > one.width * one.height * FEW

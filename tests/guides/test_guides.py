"""The guides speak of what there is: their commands, their pictures, their pages."""

import re
from pathlib import Path
from typing import Final

import pytest

from bot.room.spoken import WORDS, hear
from core.requests.actions import SPOKEN

ROOT: Final = Path(__file__).parents[2]
STAFF: Final = ROOT / "docs" / "zh" / "staff.md"
GUIDES: Final = tuple(sorted((ROOT / "docs" / "zh").glob("*.md")))
PAGES: Final = (*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md")
PICTURE: Final = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
LINK: Final = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
ROW: Final = re.compile(r"^\| `(?P<word>[^`]+)` \| (?P<examples>.+?) \| .+ \|$", re.MULTILINE)
SAID: Final = re.compile(r"`([^`]+)`")


def rows() -> list[re.Match[str]]:
    return list(ROW.finditer(STAFF.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_that_is_named_is_there(page: Path) -> None:
    named = PICTURE.findall(page.read_text(encoding="utf-8"))

    assert [each for each in named if not (page.parent / each).exists()] == []


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_every_page_that_a_guide_leads_to_is_there(page: Path) -> None:
    named = LINK.findall(page.read_text(encoding="utf-8"))

    assert [each for each in named if not (page.parent / each).exists()] == []


def test_no_picture_lies_about_unused() -> None:
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    taken = (ROOT / "docs" / "screenshots").iterdir()

    assert [picture.name for picture in taken if picture.name not in told] == []


def test_every_command_of_the_staff_guide_is_one() -> None:
    words = [row["word"] for row in rows()]

    assert len(words) > 30
    assert [word for word in words if word not in SPOKEN and word not in WORDS] == []


def test_every_example_of_the_staff_guide_is_heard_as_its_command() -> None:
    examples = [said for row in rows() for said in SAID.findall(row["examples"])]

    assert [said for said in examples if hear(said) is None] == []


def test_each_first_example_means_what_its_row_says() -> None:
    for row in rows():
        heard = hear(SAID.findall(row["examples"])[0])
        assert heard is not None
        assert heard.means.means == WORDS[row["word"]].means


def test_every_chip_of_the_room_page_says_or_begins_a_command() -> None:
    page = (ROOT / "bot/channels/web/templates/room.html").read_text(encoding="utf-8")
    chips = re.findall(r'<button class="chip"[^>]*>([^<]+)<', page)

    assert [chip for chip in chips if hear(chip) is None] == []
    assert '<button class="chip" type="button" data-begins="代录 ">代录</button>' in page

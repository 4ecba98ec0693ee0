"""The page about the life of a request says what the table says."""

from pathlib import Path

from core.requests.drawing import page
from core.requests.status import Status
from core.requests.transitions import TRANSITIONS

PAGE = Path(__file__).parents[2] / "docs" / "requests.md"


def test_the_page_is_drawn_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_rule_and_every_state_is_on_the_page() -> None:
    drawn = page()
    assert all(f"| {row.id} |" in drawn for row in TRANSITIONS)
    assert all(status.label in drawn for status in Status)

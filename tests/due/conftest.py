"""A fresh station for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.due.house import House, close_house, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(tmp_path)
    yield house
    close_house(house)

"""A fresh station for each test, on each engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.due.house import House, settled
from tests.engines import ENGINES, connected


@pytest.fixture(params=ENGINES)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with connected(request.param, tmp_path, request) as connection:
        yield settled(connection)

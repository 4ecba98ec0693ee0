"""How the tests are shared out to the workers: the long ones first, each file whole, and together
what looks at one browser or at what one run of kills has left, which takes a minute."""

from pathlib import Path
from typing import Final

import pytest
from xdist.scheduler import LoadScopeScheduling

TESTS: Final = Path(__file__).parent
TOGETHER: Final = (
    "browser", "crash", "crash_cluster", "crash_telegram", "crash_wechat", "soak",
)  # fmt: skip
FIRST: Final = (*TOGETHER, "telegram", "conversations", "cli")


class Sharing(LoadScopeScheduling):  # type: ignore[misc]  # it comes without types
    """A worker that has nothing left takes the next in the order of collection."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        folder = Path(file).parts[1]
        return folder if folder in TOGETHER else file


def folder_of(item: pytest.Item) -> str:
    """The folder beside this file in which a test stands."""
    return item.path.relative_to(TESTS).parts[0]


def place_of(item: pytest.Item) -> int:
    """Where its folder stands in the order; those that are not named are the last."""
    folder = folder_of(item)
    return FIRST.index(folder) if folder in FIRST else len(FIRST)

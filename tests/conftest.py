"""What every test stands on: how properties are tried, which tests this machine cannot run, and
which are not traced.

A test that needs a browser is left out where there is none, and the last lines say so: a skipped
test reads like a passed one. With `CI=true` nothing is left out.
"""

import os
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import Scheduling

from bot.intents.lexicon import Lexicon, load_lexicon
from storage.postgres.database import PostgresDatabase
from tests.browser import chromium
from tests.postgres.laid_out import laid_out, lay_out_template
from tests.postgres.server import served
from tests.workers import Sharing, folder_of, place_of

LEFT_OUT: pytest.StashKey[int] = pytest.StashKey()
UNTRACED: Final = frozenset(
    {
        "across",
        "browser",
        "cli",
        "crash",
        "crash_cluster",
        "crash_telegram",
        "crash_wechat",
        "lessons",
        "operations",
        "postgres",
        "security",
        "soak",
        "telegram",
        "tooling",
        "web",
        "wecom",
        "weixin",
    }
)
"""Whole products behind sockets, and what is not about decisions. What the gates judge is reached
by the tests of the decisions; a tracer would make these tests half as slow again and hide what
nobody tests by itself."""

# No deadline: two cores shared with a browser make any time limit on an example a matter of luck.
settings.register_profile(
    "station", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("station"), max_examples=10_000)
settings.load_profile("station")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The release's own."""
    return load_lexicon()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server, on which `laid_out` makes databases."""
    with served() as server:
        lay_out_template(server)
        yield server


@pytest.fixture(scope="session")
def shared_postgres(postgres: str) -> Iterator[PostgresDatabase]:
    """A laid out database for all who commit nothing."""
    with laid_out(postgres) as database:
        yield database


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    return Sharing(config, log)


def pytest_itemcollected(item: pytest.Item) -> None:
    if folder_of(item) in UNTRACED:
        item.add_marker("no_cover")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=place_of)
    if os.environ.get("CI") == "true" or chromium.found():
        return
    needing = [item for item in items if item.get_closest_marker("browser")]
    items[:] = [item for item in items if item not in needing]
    config.hook.pytest_deselected(items=needing)
    config.stash[LEFT_OUT] = len(needing)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.section("LEFT OUT", red=True, bold=True)
        terminalreporter.line(f"{count} tests in the browser: {chromium.MISSING}")

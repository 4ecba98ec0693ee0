"""What an installation is told, what it keeps for itself, what it logs, and its clocks."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.serving import web_settings
from bot.clock import MovableClock, SystemClock
from bot.cookie_secret import cookie_secret
from bot.installation import make_folder
from bot.settings import Settings
from tests.cli.commands import ROOT, Station

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
LOGS = """
import logging
import structlog
from bot.logs import start_logging
from bot.settings import LogLevel
start_logging(LogLevel.INFO)
structlog.get_logger().info("filed", request="r1", note="电话 13900001111")
logging.getLogger("uvicorn.error").warning("call 027-8488 1234 back")
try:
    raise LookupError("王先生 13900002222")
except LookupError:
    structlog.get_logger().exception("turn failed", turn="i7")
structlog.get_logger().debug("not shown")
logging.getLogger("httpx").info("HTTP Request: POST https://example.org/bot5:SECRET/getMe")
"""


@pytest.fixture
def settings(empty: Station) -> Settings:
    make_folder(empty.settings)
    return empty.settings


def test_the_secret_is_made_once_and_kept(settings: Settings) -> None:
    made = cookie_secret(settings)

    assert len(made) > 60
    assert cookie_secret(settings) == made
    assert [path.name for path in settings.data_dir.iterdir()] == ["secret"]


def test_whoever_comes_second_keeps_the_first_ones_secret(settings: Settings) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: cookie_secret(settings), range(32)))

    assert len(made) == 1


def test_a_secret_that_is_set_is_used_and_not_written(settings: Settings) -> None:
    told = settings.model_copy(update={"secret": "s" * 32})

    assert cookie_secret(told) == "s" * 32
    assert not settings.secret_file.exists()


def test_no_secret_is_shown_with_the_settings() -> None:
    assert "kkkk" not in repr(Settings(key="k" * 32, secret="k" * 32))


def test_a_server_answers_to_its_own_address_unless_it_is_told_others(settings: Settings) -> None:
    own = web_settings(settings, 8123, sample=True)
    assert own.origins == ("http://127.0.0.1:8123", "http://localhost:8123")
    assert own.sample

    outside = settings.model_copy(update={"origins": ("https://zhan.example.cn",)})
    told = web_settings(outside, 8123, sample=False)
    assert told.origins == ("https://zhan.example.cn",)
    assert told.secure


@pytest.mark.parametrize("origins", ["zhan.example.cn", "https://zhan.example.cn/path", "ftp://a"])
def test_an_origin_has_a_scheme_and_no_path(empty: Station, origins: str) -> None:
    said = empty.told(STATION_ORIGINS=origins).run("station", "list", expect=1)

    assert "STATION_ORIGINS" in said.err


def test_logs_hold_no_number_that_reaches_somebody() -> None:
    logged = subprocess.run(
        [sys.executable, "-c", LOGS], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stderr

    assert len(logged.splitlines()) == 3
    assert "SECRET" not in logged
    assert "13900001111" not in logged
    assert "13900002222" not in logged
    assert "8488 1234" not in logged
    assert '"turn": "i7"' in logged
    assert "LookupError" in logged


def test_a_movable_clock_stands_until_it_is_moved_and_never_runs_backwards() -> None:
    clock = MovableClock(NOON)
    assert clock.now() == clock.now() == NOON

    clock.advance(timedelta(hours=2))
    clock.move_to(NOON)

    assert clock.now() == NOON + timedelta(hours=2)


def test_the_system_clock_knows_its_zone() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_clock_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        MovableClock(NOON.replace(tzinfo=None))

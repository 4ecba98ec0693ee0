"""The Bot API server of the tests: one process a session, a world of its own for every test."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.intents.lexicon import Lexicon
from tests.telegram.bot_api import PLAIN, fresh_world, serving
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN


@pytest.fixture(scope="session")
def bot_api() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest_asyncio.fixture
async def telegram(bot_api: str) -> AsyncIterator[Telegram]:
    async with fresh_world(bot_api) as world:
        yield world


@pytest_asyncio.fixture
async def bot(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """An independent client: python-telegram-bot's own."""
    # Lengths of time as such; otherwise the library warns, and a warning is an error.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with Bot(
        telegram.token,
        base_url=telegram.base_url,
        base_file_url=telegram.base_file_url,
        request=HTTPXRequest(httpx_kwargs=PLAIN),
        get_updates_request=HTTPXRequest(httpx_kwargs=PLAIN),
    ) as client:
        yield client


@pytest.fixture
def kind() -> str:
    """What the staff's group is; a test may say otherwise (`IN_A_FORUM`)."""
    return "supergroup"


@pytest_asyncio.fixture
async def qin(telegram: Telegram) -> Person:
    """Somebody of an enterprise."""
    return await telegram.user("覃晓燕")


@pytest_asyncio.fixture
async def li(telegram: Telegram) -> Person:
    """A specialist of the station, bound where the station serves."""
    return await telegram.user("李工")


@pytest_asyncio.fixture
async def group(telegram: Telegram, li: Person, kind: str) -> Group:
    return await telegram.group("工作群", li, kind=kind)


@pytest_asyncio.fixture
async def house(
    lexicon: Lexicon, telegram: Telegram, group: Group, li: Person
) -> AsyncIterator[House]:
    """The station, serving, with its staff in the group."""
    async with housed(lexicon, telegram, BEGIN, group) as served:
        await served.binds(li)
        yield served

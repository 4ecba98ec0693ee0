"""Links from outside to one request on the staff's page."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.room_links import Named, RoomLinks
from tests.web.clients import Client
from tests.web.serving import SECRET, Served, serving

pytestmark = pytest.mark.asyncio

LINKS = RoomLinks(SECRET)


@pytest_asyncio.fixture
async def served() -> AsyncIterator[Served]:
    async with serving() as running:
        yield running


async def test_a_link_opens_the_room_at_its_request_for_a_member(served: Served) -> None:
    async with Client.of(served) as li:
        await li.sign_in("li")
        page = await li.get(LINKS.to(Named("HY", "HY-2026-0007")))
        assert page.status_code == 200
        assert 'data-opens="HY-2026-0007"' in page.text
        assert 'data-opens=""' in (await li.get("/room")).text


async def test_a_link_lets_nobody_in(served: Served) -> None:
    async with Client.of(served) as visitor:
        assert (await visitor.get(LINKS.to(Named("HY", "HY-2026-0007")))).status_code == 401


@pytest.mark.parametrize("station", ["HY", "WC"])
async def test_a_forged_link_and_another_stations_show_nothing(
    served: Served, station: str
) -> None:
    secret = "another secret, as long as it has to be" if station == "HY" else SECRET
    forged = RoomLinks(secret).to(Named(station, "HY-2026-0007"))
    async with Client.of(served) as li:
        await li.sign_in("li")
        assert (await li.get(forged)).status_code == 404

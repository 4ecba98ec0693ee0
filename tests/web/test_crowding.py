"""More messages than can be kept: those who come are turned away, those who wait are served."""

from asyncio import get_running_loop
from contextlib import ExitStack
from typing import NoReturn

import httpx
import pytest
from starlette.applications import Starlette
from structlog.testing import capture_logs

from bot.channels.telegram.webhook import HEADER, HELD_SECONDS, RETRY_SECONDS, Webhook
from bot.crowding import LONGEST_SECONDS, MOST, Crowd, Crowded


class Watch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_nobody_is_let_in_behind_one_who_has_waited_for_too_long() -> None:
    watch = Watch()
    crowd = Crowd(watch)
    with crowd.entered("hy"):
        watch.seconds += LONGEST_SECONDS
        with crowd.entered("hy"):
            watch.seconds += 0.1
            with pytest.raises(Crowded), crowd.entered("hy"):
                pytest.fail("was let in")
            with crowd.entered("wc"):
                assert crowd.size == 3


def test_whoever_has_gone_holds_up_nobody() -> None:
    watch = Watch()
    crowd = Crowd(watch)
    first = ExitStack()
    first.enter_context(crowd.entered("hy"))
    watch.seconds += LONGEST_SECONDS
    with crowd.entered("hy"):
        first.close()
        watch.seconds += LONGEST_SECONDS
        with crowd.entered("hy"):
            assert crowd.size == 2


def test_only_so_many_wait_in_all() -> None:
    crowd = Crowd()
    with ExitStack() as everybody:
        for n in range(MOST):
            everybody.enter_context(crowd.entered(f"chat {n}"))
        with pytest.raises(Crowded), crowd.entered("one more"):
            pytest.fail("was let in")
    assert crowd.size == 0


def test_of_those_who_are_turned_away_the_log_counts_once_a_second() -> None:
    watch = Watch()
    crowd = Crowd(watch)
    with ExitStack() as everybody, capture_logs() as lines:
        for n in range(MOST):
            everybody.enter_context(crowd.entered(f"chat {n}"))
        for _second in range(2):
            for _message in range(5):
                with pytest.raises(Crowded):
                    crowd.assert_room()
            watch.seconds += 1.0
    assert [line["count"] for line in lines] == [1, 5]


async def nobody_takes(_update: object) -> NoReturn:
    pytest.fail("was taken")


@pytest.mark.asyncio
async def test_whoever_posts_to_a_full_server_is_held_and_asked_to_come_again() -> None:
    crowd = Crowd()
    webhook = Webhook("/telegram", "word", nobody_takes, crowd.assert_room)
    transport = httpx.ASGITransport(Starlette(routes=[webhook.route()]))
    client = httpx.AsyncClient(transport=transport, base_url="http://station")
    with ExitStack() as everybody:
        for n in range(MOST):
            everybody.enter_context(crowd.entered(f"chat {n}"))
        async with client:
            begun = get_running_loop().time()
            answer = await client.post("/telegram", content="no update", headers={HEADER: "word"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, RETRY_SECONDS)
    assert get_running_loop().time() - begun >= HELD_SECONDS

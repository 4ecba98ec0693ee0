"""Who may knock is let in and reads what is answered; the address is confirmed at its set-up."""

from datetime import timedelta

import pytest

from bot.account_settings import Mode
from storage.store import Unavailable
from tests.weixin.door.knocking import (
    BEFORE,
    NOW,
    PLATFORM,
    REPLY,
    SAID,
    STRANGER,
    WINDOW,
    House,
    Platform,
    housed,
    plainly,
)
from tests.weixin.published import ADDRESS_CHECK

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("mode", Mode)
async def test_the_address_is_confirmed_with_the_bare_text(mode: Mode) -> None:
    async with housed(mode) as house:
        answer = await house.get(PLATFORM.stamp() | {"echostr": "5927782489442352469"})

    assert (answer.status_code, answer.content) == (200, b"5927782489442352469")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


async def test_a_sealed_check_is_opened() -> None:
    query = {
        "msg_signature": ADDRESS_CHECK.signature, "timestamp": ADDRESS_CHECK.timestamp,
        "nonce": ADDRESS_CHECK.nonce, "echostr": ADDRESS_CHECK.sealed,
    }  # fmt: skip
    async with housed(Mode.SAFE, ADDRESS_CHECK.keys) as house:
        answer = await house.get(query)
        other = await house.get(query | {"nonce": "263014781"})

    assert (answer.status_code, answer.text) == (200, ADDRESS_CHECK.holds)
    assert (other.status_code, other.content) == (403, b"")


async def test_what_strangers_want_back_is_not_given(safe: House) -> None:
    query, sealed = STRANGER.seal("x", STRANGER.stamp())

    assert (await safe.get(STRANGER.stamp() | {"echostr": "x"})).status_code == 403
    assert (await safe.get(query | {"echostr": sealed})).status_code == 403
    assert (await safe.get({})).status_code == 403


async def test_a_plain_push_is_taken(plain: House) -> None:
    answer = await plain.post(*plainly())

    assert (answer.status_code, answer.text) == (200, "success")
    assert plain.heard == [SAID]
    assert plain.taken[0].at == NOW


@pytest.mark.parametrize("mode", [Mode.COMPATIBLE, Mode.SAFE])
async def test_a_sealed_push_is_opened(mode: Mode) -> None:
    async with housed(mode) as house:
        answer = await house.post(*PLATFORM.sealed())

    assert (answer.status_code, answer.text) == (200, "success")
    assert house.heard == [SAID]


async def test_of_both_bodies_the_sealed_one_counts(compatible: House) -> None:
    query, body = PLATFORM.both()
    body = body.replace("电梯年检".encode(), "退单".encode(), 1)
    await compatible.post(query, body)

    assert compatible.heard == [SAID]


async def test_an_open_body_in_compatible_mode_is_taken_on_the_plain_signature(
    compatible: House,
) -> None:
    await compatible.post(*plainly())

    assert compatible.heard == [SAID]


async def test_where_nothing_is_said_wecom_reads_nothing() -> None:
    async with housed(Mode.SAFE, nothing="") as house:
        query, body = PLATFORM.sealed()
        answer = await house.post(
            {name: query[name] for name in query if name != "signature"}, body
        )

    assert (answer.status_code, answer.content) == (200, b"")
    assert house.heard == [SAID]


@pytest.mark.parametrize("away", [-WINDOW, WINDOW])
async def test_clocks_may_be_apart_by_the_window(safe: House, away: timedelta) -> None:
    assert (await safe.post(*PLATFORM.sealed(at=NOW + away))).status_code == 200


async def test_a_reply_to_an_open_push_is_open(plain: House, compatible: House) -> None:
    for house in (plain, compatible):
        house.says = REPLY
        answer = await house.post(*plainly())

        assert answer.text == REPLY
        assert answer.headers["Content-Type"].startswith("text/xml")


@pytest.mark.parametrize("mode", [Mode.COMPATIBLE, Mode.SAFE])
@pytest.mark.parametrize("platform", [PLATFORM, BEFORE], ids=["current", "before"])
async def test_a_reply_is_sealed_with_the_key_that_opened(mode: Mode, platform: Platform) -> None:
    async with housed(mode) as house:
        house.says = REPLY
        answer = await house.post(*platform.both())

    assert platform.opens(answer.text) == REPLY


async def test_a_push_that_could_not_be_kept_is_wanted_again(safe: House) -> None:
    query, body = PLATFORM.sealed()
    safe.fails = Unavailable("磁盘满了")
    refused = await safe.post(query, body)
    safe.fails = None

    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert (await safe.post(query, body)).status_code == 200


async def test_a_bug_is_answered_with_nothing(safe: House) -> None:
    safe.fails = KeyError("bug")
    answer = await safe.post(*PLATFORM.sealed())

    assert (answer.status_code, answer.text) == (200, "success")


async def test_what_follows_an_answer_is_done_once_it_is_out(safe: House) -> None:
    for said in ("", REPLY):
        safe.says = said
        assert (await safe.post(*PLATFORM.sealed())).status_code == 200

    assert safe.given == 2


@pytest.mark.parametrize("fault", [Unavailable("磁盘满了"), KeyError("bug")])
async def test_an_answer_that_is_out_stands_whatever_fails_after_it(
    safe: House, fault: Exception
) -> None:
    safe.says, safe.fails_after = REPLY, fault
    answer = await safe.post(*PLATFORM.sealed())

    assert PLATFORM.opens(answer.text) == REPLY
    assert safe.given == 1

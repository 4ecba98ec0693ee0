"""Who knocks is let in or not, and nothing that anybody sends is done twice, raised or believed."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Final

import pytest
import pytest_asyncio

from bot.account_settings import Mode
from bot.weixin.door import MOST_BYTES
from storage.writer import Unavailable
from tests.weixin.knocking import (
    BEFORE,
    FOREIGN,
    KEYS,
    LOCKSMITH,
    NOW,
    OTHER_WORDS,
    PATH,
    PLATFORM,
    REPLY,
    STRANGER,
    WINDOW,
    WORDS,
    House,
    Platform,
    Query,
    housed,
    signature,
)
from tests.weixin.published import ADDRESS_CHECK
from tests.weixin.test_xml import BROKEN

pytestmark = pytest.mark.asyncio

SAID: Final = {"MsgType": "text", "Content": "电梯年检"}
SECOND: Final = timedelta(seconds=1)


@pytest_asyncio.fixture
async def safe() -> AsyncIterator[House]:
    async with housed(Mode.SAFE) as house:
        yield house


@pytest_asyncio.fixture
async def compatible() -> AsyncIterator[House]:
    async with housed(Mode.COMPATIBLE) as house:
        yield house


@pytest_asyncio.fixture
async def plain() -> AsyncIterator[House]:
    async with housed(Mode.PLAIN) as house:
        yield house


def plainly(words: str = WORDS) -> tuple[Query, bytes]:
    return PLATFORM.stamp(), words.encode()


# The check of the address


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


# What is let in


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


# The answer


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


# What is not let in


async def test_a_wrong_signature_is_refused(plain: House, safe: House, compatible: House) -> None:
    for house in (plain, compatible):
        assert (await house.post(STRANGER.stamp(), WORDS.encode())).status_code == 403
        assert (await house.post({}, WORDS.encode())).status_code == 403
    for house in (safe, compatible):
        for platform in (STRANGER, FOREIGN, LOCKSMITH):
            assert (await house.post(*platform.sealed())).status_code == 403

    assert not plain.taken + safe.taken + compatible.taken


async def test_a_seal_is_not_believed_on_the_signature_of_the_address(
    safe: House, compatible: House
) -> None:
    query, body = LOCKSMITH.sealed()
    for house in (safe, compatible):
        assert (
            await house.post(query | {"msg_signature": query["signature"]}, body)
        ).status_code == 403
        assert (await house.post(query | {"msg_signature": ""}, body)).status_code == 403

    assert not safe.taken + compatible.taken


async def test_an_open_body_in_safe_mode_is_refused(safe: House) -> None:
    query, _body = PLATFORM.sealed()

    assert (await safe.post(query, WORDS.encode())).status_code == 403
    assert (await safe.post(*plainly())).status_code == 403
    assert not safe.taken


@pytest.mark.parametrize("mode", [Mode.COMPATIBLE, Mode.SAFE])
@pytest.mark.parametrize("away", [-WINDOW - SECOND, WINDOW + SECOND, timedelta(days=-30)])
async def test_a_stale_push_is_refused(mode: Mode, away: timedelta) -> None:
    async with housed(mode) as house:
        assert (await house.post(*PLATFORM.both(at=NOW + away))).status_code == 403
        assert not house.taken


@pytest.mark.parametrize(
    "moment", ["", "now", "1e9", "-1", "١٧٦٣٨٩٠٢٠٠", "9" * 5000, "0001763890200"]
)
async def test_what_is_no_moment_is_refused(safe: House, moment: str) -> None:
    query, body = PLATFORM.sealed()

    assert (await safe.post(query | {"timestamp": moment}, body)).status_code == 403
    assert not safe.taken


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
async def test_what_is_no_xml_is_refused_in_every_mode(body: bytes) -> None:
    for mode in Mode:
        async with housed(mode) as house:
            assert (await house.post(PLATFORM.stamp(), body)).status_code == 400
            assert not house.taken


@pytest.mark.parametrize("inner", ["你好", "", "<xml><a></xml>", "<!DOCTYPE xml><xml/>", "<a/>"])
async def test_what_is_sealed_and_no_xml_is_refused(safe: House, inner: str) -> None:
    assert (await safe.post(*PLATFORM.sealed(inner))).status_code == 400
    assert not safe.taken


async def test_a_body_that_no_push_is_as_long_as_is_not_read(plain: House, safe: House) -> None:
    for house in (plain, safe):
        assert (await house.post(PLATFORM.stamp(), b" " * (MOST_BYTES + 1))).status_code == 413
        assert not house.taken


async def test_other_methods_are_not_for_us(safe: House) -> None:
    assert (await safe.client.put(PATH, content=b"x")).status_code == 405


# What comes again


@pytest.mark.parametrize("mode", Mode)
async def test_the_same_request_comes_in_again(mode: Mode) -> None:
    async with housed(mode) as house:
        query, body = plainly() if mode is Mode.PLAIN else PLATFORM.sealed()
        statuses = [(await house.post(query, body)).status_code for _ in range(3)]

    assert statuses == [200, 200, 200]
    assert house.heard == [SAID] * 3  # the inbox knows them again


async def test_the_same_words_under_another_seal_come_in_again(safe: House) -> None:
    stamp = PLATFORM.stamp()
    for _ in range(2):
        query, sealed = PLATFORM.seal(WORDS, stamp)
        body = f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()
        assert (await safe.post(query, body)).status_code == 200


@pytest.mark.parametrize("mode", [Mode.PLAIN, Mode.COMPATIBLE])
async def test_other_words_under_a_used_address_are_refused(mode: Mode) -> None:
    async with housed(mode) as house:
        query, body = plainly()
        await house.post(query, body)
        house.clock.advance(WINDOW)

        assert (await house.post(query, OTHER_WORDS.encode())).status_code == 403
        assert (await house.post(query, body)).status_code == 200
        assert house.heard == [SAID, SAID]


async def test_other_sealed_words_under_a_used_address_are_refused(safe: House) -> None:
    stamp = PLATFORM.stamp()
    first, second = (PLATFORM.seal(words, stamp) for words in (WORDS, OTHER_WORDS))
    answers = [
        (await safe.post(query, f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode())).status_code
        for query, sealed in (first, second)
    ]

    assert answers == [200, 403]
    assert safe.heard == [SAID]


async def test_digits_moved_within_an_address_do_not_make_a_new_one(compatible: House) -> None:
    query, body = plainly()
    moment, nonce = query["timestamp"], query["nonce"]
    moved = query | {"timestamp": moment[1:], "nonce": nonce + moment[0]}

    assert signature(KEYS.token, moved["timestamp"], moved["nonce"]) == query["signature"]
    assert (await compatible.post(moved, body)).status_code == 403


# What goes wrong behind the door


@pytest.mark.parametrize("fault", [Unavailable("磁盘满了"), sqlite3.OperationalError("locked")])
async def test_a_push_that_could_not_be_kept_is_wanted_again(safe: House, fault: Exception) -> None:
    query, body = PLATFORM.sealed()
    safe.fails = fault
    refused = await safe.post(query, body)
    safe.fails = None

    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert (await safe.post(query, body)).status_code == 200


async def test_a_bug_is_answered_with_nothing(safe: House) -> None:
    safe.fails = KeyError("bug")
    answer = await safe.post(*PLATFORM.sealed())

    assert (answer.status_code, answer.text) == (200, "success")

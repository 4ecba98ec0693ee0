"""What anybody else sends is refused: nothing is done or believed, and nothing done twice."""

from datetime import timedelta
from typing import Final

import pytest

from bot.account_settings import Mode
from bot.weixin.door import MOST_BYTES
from tests.weixin.door.knocking import (
    FOREIGN,
    KEYS,
    LOCKSMITH,
    NOW,
    OTHER_WORDS,
    PATH,
    PLATFORM,
    SAID,
    STRANGER,
    WINDOW,
    WORDS,
    House,
    housed,
    plainly,
    signature,
)
from tests.weixin.test_xml import BROKEN

pytestmark = pytest.mark.asyncio

SECOND: Final = timedelta(seconds=1)


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

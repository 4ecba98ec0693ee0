"""Fetching of updates fails: it goes on with growing pauses, says why, and loses nothing."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.intents.lexicon import Lexicon
from tests.telegram.house import House, housed
from tests.telegram.messenger import Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN

pytestmark = pytest.mark.asyncio

KEPT = "SELECT message FROM inbox ORDER BY id"
TROUBLES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"code": 409}, "another process fetches this bot's updates"),
    ({"code": 500}, "telegram cannot be reached"),
    ({"cut": "before"}, "telegram cannot be reached"),
    ({"cut": "after"}, "telegram cannot be reached"),
    ({"retry_after": 1}, "telegram asks to fetch later"),
)


async def tried(telegram: Telegram, times: int) -> None:
    """Wait until updates were asked for so often."""
    revision = -1
    while len(await telegram.requests("getUpdates")) < times:
        revision = await telegram.asks("wait", beyond=revision, seconds=1)


@pytest.mark.parametrize(("how", "said"), TROUBLES)
async def test_whatever_stops_the_fetching_it_goes_on_and_loses_nothing(
    lexicon: Lexicon, telegram: Telegram, how: dict[str, Any], said: str
) -> None:
    qin, tao = await telegram.user("覃晓燕"), await telegram.user("陶师傅")
    await qin.starts()
    await tao.starts()
    await qin.writes("停车方便吗")
    await telegram.fails("getUpdates", count=2, **how)
    with capture_logs() as logs:
        async with housed(lexicon, telegram, BEGIN):
            await telegram.hears(tao, "您想办什么事")
            await telegram.hears(qin, "门口有免费车位")
            await telegram.until_all_taken()
    assert [each["event"] for each in logs].count(said) == 2
    texts = [each.text for each in (await telegram.sees(qin)).of_bot()]
    assert len(texts) == 2
    assert await telegram.violations() == ()


async def test_the_pauses_grow(lexicon: Lexicon, telegram: Telegram) -> None:
    await telegram.fails("getUpdates", code=409, count=3)
    async with housed(lexicon, telegram, BEGIN):
        await tried(telegram, 3)
    first, second, third = [each.at for each in await telegram.requests("getUpdates")][:3]
    assert second - first >= 1
    assert third - second >= 2


async def test_a_token_that_is_refused_while_serving_is_said_and_stops_nothing_else(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN, serves=False) as house:
        with capture_logs() as logs:
            async with house.serves():
                await qin.starts()
                await telegram.hears(qin, "您想办什么事")
                await telegram.until_all_taken()
                tries = len(await telegram.requests("getUpdates"))
                await telegram.fails("getUpdates", code=401, count=2)
                await qin.writes("停车方便吗")
                await tried(telegram, tries + 2)
                assert (await house.stage.enterprise("1", "停车方便吗")).chats
                while "telegram refuses the token" not in str(logs):
                    await telegram.sees(qin)
        await telegram.works_again()
        async with house.serves():
            await telegram.until_all_taken()
            await telegram.hears(qin, "门口有免费车位")
    assert len((await telegram.sees(qin)).of_bot()) == 2
    assert await telegram.violations() == ()


async def test_what_the_database_did_not_take_is_fetched_again(
    house: House, telegram: Telegram, qin: Person
) -> None:
    await house.settles()
    tries = len(await telegram.requests("getUpdates"))
    async with house.read_only():
        await qin.starts()
        await qin.writes("停车方便吗")
        await tried(telegram, tries + 2)
        assert len(await telegram.pending()) == 2
    await telegram.hears(qin, "门口有免费车位")
    await house.settles()
    assert len((await telegram.sees(qin)).of_bot()) == 2


async def test_what_comes_last_first_is_taken_as_it_was_written(
    house: House, telegram: Telegram, qin: Person
) -> None:
    await qin.starts()
    await telegram.hears(qin, "您想办什么事")
    await telegram.holds_updates()
    written = [(await qin.writes(text)).id for text in ("你好", "停车方便吗", "谢谢")]
    await telegram.brings_updates(reversed_order=True)
    await telegram.until_all_taken()
    await house.settles()
    rows = await house.stage.engine.read(lambda each: each.execute(KEPT).fetchall())
    assert [row[0] for row in rows][-3:] == [f"m{id}" for id in written]

"""Telegram stumbles or is away: messages wait in their order, requests live on."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.delivery.pauses import LONGEST_WAIT, backoff
from bot.intents.lexicon import Lexicon
from core.messages import Line, Outbound
from core.requests.status import Status
from tests.telegram.house import House, housed
from tests.telegram.messenger import Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, FIRST, files

pytestmark = pytest.mark.asyncio


def words(text: str) -> Outbound:
    return Outbound("", (Line(text),))


async def texts(telegram: Telegram, person: Person) -> list[str]:
    return [each.text for each in (await telegram.sees(person)).of_bot()]


async def ready(house: House, person: Person) -> None:
    await person.starts()
    await house.telegram.hears(person, "您想办什么事")
    await house.settles()


@pytest.mark.parametrize("code", [500, 502])
async def test_a_server_error_waits_longer_each_time_and_nothing_overtakes(
    lexicon: Lexicon, telegram: Telegram, code: int
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await ready(house, qin)
        await telegram.fails("sendMessage", chat=qin, code=code, count=3)
        await house.says(qin, words("第一"), words("第二"))
        waits = []
        for _ in range(3):
            await house.settles()
            began = house.stage.clock.now()
            tries = await tries_of(house, qin)
            while await tries_of(house, qin) == tries:
                await house.later(milliseconds=500)
                await house.settles()
            waits.append(house.stage.clock.now() - began)
        await telegram.hears(qin, "第二")

        assert waits == sorted(waits) == [timedelta(seconds=each) for each in (1, 2, 4)]
        assert (await texts(telegram, qin))[1:] == ["第一", "第二"]
        assert await telegram.violations() == ()


async def tries_of(house: House, person: Person) -> int:
    return sum(each.tries for each in await house.outbox(person))


async def test_the_wait_grows_to_an_end() -> None:
    waits = [backoff(tries) for tries in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=1)
    assert waits[-1] == LONGEST_WAIT


async def test_a_cut_before_the_work_doubles_nothing(lexicon: Lexicon, telegram: Telegram) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await ready(house, qin)
        await telegram.fails("sendMessage", chat=qin, cut="before")
        await house.says(qin, words("第一"), words("第二"))
        await house.settles()
        await house.later(seconds=2)
        await telegram.hears(qin, "第二")
        assert (await texts(telegram, qin))[1:] == ["第一", "第二"]
        assert await telegram.violations() == ()


async def test_a_cut_after_the_work_is_counted(lexicon: Lexicon, telegram: Telegram) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await ready(house, qin)
        await telegram.fails("sendMessage", chat=qin, cut="after")
        await house.says(qin, words("第一"), words("第二"))
        await house.settles()
        await house.later(seconds=2)
        await telegram.hears(qin, "第二")

        assert (await texts(telegram, qin))[1:] == ["第一", "第一", "第二"]
        assert [each.tries for each in (await house.outbox(qin))[1:]] == [2, 1]
        assert await telegram.violations() == ()


async def test_a_request_lives_on_while_telegram_is_away(  # noqa: PLR0915 - one long outage
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await files(house, qin)
        await telegram.hears(group, "新需求")
        await house.settles()
        for method in ("sendMessage", "editMessageText"):
            await telegram.fails(method, code=502, count=1000)
        for what, more in (("接单", ""), ("回复", " 您好，我来办"), ("预约", " 11月25日10:00")):
            await house.stage.staff(f"{what} {FIRST}{more}")
        for _ in range(20):
            await house.later(minutes=5)
            await house.settles()
        [request] = await house.requests()
        assert request.status is not Status.SUBMITTED
        await telegram.works_again()
        await house.later(minutes=6)
        await house.settles()
        told = await texts(telegram, qin)
        assert in_order(told, "指定专员负责", "您好，我来办", "您看可以吗")
        shown = [each.text for each in (await telegram.sees(group)).of_bot()]
        assert in_order(shown, "HY-2026-0001 计量检测服务 · ", "指定专员接单", "您好，我来办")
        assert len(shown) == len(set(shown))
        assert await telegram.violations() == ()


def in_order(texts: Sequence[str], *parts: str) -> bool:
    """Whether each part is in one text alone, in this order."""
    places = [[at for at, text in enumerate(texts) if part in text] for part in parts]
    return places == sorted(places) and all(len(each) == 1 for each in places)

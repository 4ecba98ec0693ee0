"""What no try can send: tried a few times, then set aside with its reason, and the rest goes on."""

from datetime import timedelta
from typing import Any

import pytest

from bot.intents.lexicon import Lexicon
from core.conversations import OutboxState
from core.messages import Choice, Line, Outbound
from storage.set_aside import send_again, set_aside
from tests.telegram.house import House, housed
from tests.telegram.messenger import Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, claims, files
from tests.telegram.way import says

pytestmark = pytest.mark.asyncio

UNREADABLE = "Bad Request: can't parse entities: unexpected end tag at byte offset 7"
TRIES = 4
PAUSES = (1, 5, 25)


async def waits(house: House, seconds: float) -> None:
    await house.settles()
    await house.later(seconds=seconds)
    await house.settles()


async def told(telegram: Telegram, person: Person) -> list[str]:
    return [each.text for each in (await telegram.sees(person)).of_bot()]


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"code": 400, "description": UNREADABLE}, "格式不被 Telegram 接受"),
        ({"code": 413}, "内容太大"),
        ({"code": 400}, "Telegram 回复“Something is wrong”"),
    ],
)
async def test_what_is_refused_again_and_again_lets_the_next_words_pass(
    lexicon: Lexicon, telegram: Telegram, how: dict[str, Any], why: str
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await files(house, qin)
        card = await claims(house, group, li)
        await house.settles()
        await telegram.fails("sendMessage", chat=qin, count=TRIES, **how)
        await says(house, li, group, card, "/r 第一句")
        await says(house, li, group, card, "/r 第二句")
        for pause in PAUSES:
            assert "第二句" not in await told(telegram, qin)
            await waits(house, pause)
        await telegram.hears(qin, "第二句")
        await telegram.hears(group, f"没有送达企业\n第一句\n（原因：{why}）")
        await telegram.hears(group, "已发给企业\n第二句")
        assert "第一句" not in await told(telegram, qin)
        assert await telegram.violations() == ()


async def test_what_is_taken_at_a_later_try_keeps_its_place(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕", started=True)
    async with housed(lexicon, telegram, BEGIN) as house:
        await telegram.hears(qin, "您想办什么事")
        await house.settles()
        await telegram.fails("sendMessage", chat=qin, count=TRIES - 1, code=400)
        await house.says(qin, Outbound("", (Line("第一"),)), Outbound("", (Line("第二"),)))
        for pause in PAUSES:
            await waits(house, pause)
        await telegram.hears(qin, "第二")
        assert (await told(telegram, qin))[1:] == ["第一", "第二"]
        assert await telegram.violations() == ()


async def test_troubles_of_the_line_are_not_counted_as_refusals(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕", started=True)
    async with housed(lexicon, telegram, BEGIN) as house:
        await telegram.hears(qin, "您想办什么事")
        await house.settles()
        await telegram.fails("sendMessage", chat=qin, code=502, count=TRIES * 2)
        await telegram.fails("sendMessage", chat=qin, retry_after=7, count=TRIES)
        await house.says(qin, Outbound("", (Line("第一"),)))
        for _ in range(TRIES * 3):
            await waits(house, timedelta(minutes=5).total_seconds())
        await telegram.hears(qin, "第一")
        *_, said = await house.outbox(qin)
        assert (said.tries, said.refusals) == (TRIES * 3 + 1, 0)
        assert await telegram.violations() == ()


async def test_a_bug_in_showing_a_message_is_told_in_the_talk_of_its_request(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await files(house, qin)
        card = await claims(house, group, li)
        [request] = await house.requests()
        broken = (Choice("太长" * 40, "好", "x"),)
        await house.says(
            qin,
            Outbound("", (Line("请您选一个"),), broken, about=request.id),
            Outbound("", (Line("后面的话"),)),
        )
        for pause in PAUSES:
            await waits(house, pause)
        await telegram.hears(qin, "后面的话")
        line = await telegram.hears(group, "“请您选一个”未送达企业，原因：程序出错")
        assert line.reply_to == card.id
        assert await telegram.violations() == ()


async def test_what_was_set_aside_goes_out_when_it_is_sent_again(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕", started=True)
    async with housed(lexicon, telegram, BEGIN) as house:
        engine = house.stage.engine
        await telegram.hears(qin, "您想办什么事")
        await telegram.fails("sendMessage", chat=qin, count=TRIES, code=400)
        await house.says(qin, Outbound("", (Line("第一"),)))
        for pause in PAUSES:
            await waits(house, pause)
        [lost] = await engine.read(lambda each: set_aside(each, engine.schema))
        assert (lost.fault, lost.state) == (
            "Something is wrong",
            OutboxState.FAILED,
        )
        await engine.write(lambda each: send_again(each, lost))
        await telegram.hears(qin, "第一")
        await house.settles()
        assert await engine.read(lambda each: set_aside(each, engine.schema)) == ()
        assert await telegram.violations() == ()

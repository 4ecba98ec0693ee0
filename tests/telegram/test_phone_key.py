"""The key that sends one's own number: there while a phone is asked for, gone afterwards."""

from typing import Any

import pytest

from bot.intents.lexicon import Lexicon
from tests.telegram.house import House, housed
from tests.telegram.messenger import Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN
from tests.telegram.sights import Message

pytestmark = pytest.mark.asyncio

ASKED = "请留一个联系电话"
LABEL = "发送我的手机号"


async def asked(house: House, qin: Person) -> Message:
    """Tell a need without a phone; the question for it."""
    await qin.writes("武汉汉阳恒岩五金制品厂，我叫覃晓燕，压力表6块要校准")
    return await house.telegram.hears(qin, ASKED)


async def key_below(telegram: Telegram, qin: Person) -> Any:
    """The keyboard that stands below the chat now."""
    *_, last = (await telegram.sees(qin)).reply_keyboards or ({},)
    return last


async def test_the_question_for_a_phone_has_a_key_that_answers_it(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        question = await asked(house, qin)
        [[key]] = (await key_below(telegram, qin))["keyboard"]
        assert key == {"text": LABEL, "request_contact": True}
        await qin.sends_contact("+8613800001207")
        await telegram.hears(qin, "希望什么时候办", after=question)
        told = await qin.writes("下周三上午")
        assert "13800001207" in (await telegram.hears(qin, "请您核对", after=told)).text
        await qin.writes("确认")
        await telegram.hears(qin, "登记好了")
        assert (await key_below(telegram, qin))["remove_keyboard"]
        assert await telegram.violations() == ()


@pytest.mark.parametrize("before", [(), ("027-84841234",)])
async def test_the_key_goes_also_where_the_number_is_typed_or_nothing_more_is_wanted(
    before: tuple[str, ...], lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await asked(house, qin)
        for words in (*before, "取消"):
            await qin.writes(words)
        await telegram.hears(qin, "先不办")
        assert (await key_below(telegram, qin))["remove_keyboard"]
        assert await telegram.violations() == ()


async def test_while_the_phone_is_asked_for_again_the_key_stays(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        question = await asked(house, qin)
        await qin.writes("停车方便吗")
        await telegram.hears(qin, ASKED, after=question)
        assert (await key_below(telegram, qin))["keyboard"]
        assert await telegram.violations() == ()


async def test_somebody_elses_card_is_a_number_as_if_it_were_typed(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await asked(house, qin)
        await qin.sends_contact("+86 138 0000 3311", name="王会计")
        await telegram.hears(qin, "希望什么时候办")
        told = await qin.writes("下周三上午")
        summary = (await telegram.hears(qin, "请您核对", after=told)).text
        assert "联系人：覃晓燕" in summary
        assert "13800003311" in summary
        assert await telegram.violations() == ()

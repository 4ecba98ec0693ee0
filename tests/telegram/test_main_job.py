"""The main job at Telegram: an enterprise in a private chat, the staff in their group."""

import pytest

from bot.intents.lexicon import Lexicon
from core.requests.status import Status
from tests.telegram.house import housed
from tests.telegram.messenger import Telegram
from tests.time.moments import at

BEGIN = at("2026-11-23 10:00")


@pytest.mark.asyncio
async def test_from_the_first_word_to_the_last_star(  # noqa: PLR0915 - one conversation
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await qin.starts()
        await telegram.hears(qin, "您想办什么事")
        await qin.writes("武汉汉阳恒岩五金制品厂，覃晓燕 13800001207，压力表6块要校准，下周三上午")
        summary = await telegram.hears(qin, "请您核对")
        await qin.presses(summary, "确认提交")
        await telegram.hears(qin, "HY-2026-0001")
        card = await telegram.hears(group, "HY-2026-0001 计量检测")
        await li.presses(card, "接单")
        await telegram.hears(qin, "指定专员")
        [request] = await house.requests()
        assert request.status is Status.RECEIVED
        await li.writes("/r 您好，下周三上午十点上门取表", to=group, reply_to=card)
        await telegram.hears(qin, "下周三上午十点上门取表")
        await li.writes("预约 11月25日10:00", to=group, reply_to=card)
        proposal = await telegram.hears(qin, "您看可以吗")
        await qin.presses(proposal, "可以")
        await telegram.hears(group, "约定")
        await li.writes("开始", to=group, reply_to=card)
        await telegram.hears(qin, "已开始服务")
        await li.writes("结束 6块压力表校准合格，证书已交", to=group, reply_to=card)
        await telegram.hears(qin, "服务结束")
        await house.later(seconds=5)
        asked = await telegram.hears(qin, "想请您评一评")
        await qin.presses(asked, "5★")
        for label in ("其余同分（5★）", "是", "非常满意", "跳过"):
            asked = await telegram.hears(qin, "", after=asked)
            await qin.presses(asked, label)
        await telegram.hears(qin, "谢谢", after=asked)
        [request] = await house.requests()
        assert request.status is Status.EVALUATED
        assert await telegram.violations() == ()

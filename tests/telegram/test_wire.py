"""What goes over the wire for a whole small job, call by call, as recorded.

`python -m tests.telegram.test_wire` writes the record anew; read the difference.
"""

import asyncio
import json
from pathlib import Path
from typing import Any, Final

import pytest

from bot.intents.lexicon import Lexicon, load_lexicon
from tests.telegram import way
from tests.telegram.bot_api import fresh_world, serving
from tests.telegram.house import housed
from tests.telegram.messenger import Telegram
from tests.time.moments import at

BEGIN: Final = at("2026-11-23 10:00")
RECORD: Final = Path(__file__).parents[1] / "data" / "telegram" / "sent" / "claim_and_reply.json"
CALLS: Final = (
    "sendMessage", "editMessageText", "answerCallbackQuery", "createForumTopic", "closeForumTopic",
)  # fmt: skip

Call = dict[str, Any]


async def calls(lexicon: Lexicon, telegram: Telegram) -> dict[str, list[Call]]:
    """What the bot asked for, chat by chat in order: the chats are served side by side."""
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li, kind="forum")
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        card = await way.filed(house, qin, group)
        await way.claimed(house, qin, li, card)
        await way.says(house, li, group, card, "/r 您好，明天联系您 <请留意>")
        await telegram.hears(group, "已发给企业")
        names = {qin.id: "覃晓燕", li.id: "李工", group.id: "工作群"}
        asked: dict[str, list[Call]] = {}
        for each in await telegram.requests(*CALLS):
            fields = {key: value for key, value in each.fields.items() if "query_id" not in key}
            chat = names.get(fields.pop("chat_id", 0), "按钮")
            asked.setdefault(chat, []).append({"method": each.method, **fields})
    return asked


@pytest.mark.asyncio
async def test_what_is_sent_is_as_recorded(bot_api: str) -> None:
    async with fresh_world(bot_api, at=BEGIN) as telegram:
        assert await calls(load_lexicon(), telegram) == json.loads(RECORD.read_text())


async def record() -> None:
    with serving() as origin:
        async with fresh_world(origin, at=BEGIN) as telegram:
            asked = await calls(load_lexicon(), telegram)
    RECORD.write_text(json.dumps(asked, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(record())

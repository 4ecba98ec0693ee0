"""What holds of any talk whatever: nothing is swallowed, nothing secret shown, nothing ended by
words that say no such thing, danger always answered, and only what can stand is filed.
"""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents.lexicon import Lexicon
from bot.replay.stage import Stage, staged
from core.conversations import Said
from core.messages import text_of
from core.phones import stored_phone
from core.wishes import decode
from storage.connections import Connection
from tests.conversations.test_any_conversation import (
    ASIDE,
    COMPANIES,
    CONTACTS,
    MARKS,
    NEEDS,
    PHONES,
    TIMES,
    YES,
)

BEGIN: Final = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
CHAT: Final = "web:hy.u1"
DANGER: Final = (
    "电梯困人了！",
    "煤气罐滋滋响，有臭味",
    "叉车把人脚压了",
    "锅炉安全阀一直喷气，停不下来",
)
AFTERWARDS: Final = (
    "电话改成027-83450016", "联系人换成李芳", "改到下周五下午", "再加2台", "不是年检，是培训",
    "取消提醒", "撤回刚才那句话", "算了", "算了不改了", "撤回", "都不办了", "别撤", "谢谢师傅",
    "麻烦师傅带鞋套", "王建国态度太差", "证据我有录音", "转人工", "结束人工", "我的信息",
    "删除我的信息", "那天去不了了，改天吧", "10点来不了，改到下午3点行吗", "可以", "不行",
    "怎么还没人联系我", "为什么终止了", "找我老公13911112222",
)  # fmt: skip
STAFF: Final = (
    "接单",
    "回复 您好，可以办",
    "预约 明天上午10点",
    "代企业确认",
    "挂起 等样品 到周五",
)
ENDS: Final = re.compile(r"撤|取消|不办|不用了|不要了|作废|算了|[不莫].{0,2}了|结束|再见|退出")
YES_TO_IT: Final = re.compile(r"^(?:对|是|确认|好|可以|嗯|没问题|行)")
NUMBER: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")

FULL: Final = "压力表检定，武汉示例物业有限公司，何明，13700001111，不急"
SAID: Final = st.lists(
    st.one_of(
        st.sampled_from([*NEEDS, *COMPANIES, *CONTACTS, *PHONES, *TIMES, *YES, *ASIDE, *MARKS]),
        st.sampled_from([*AFTERWARDS, *DANGER]),
        st.sampled_from([f"群:{words}" for words in STAFF]),
    ),
    min_size=1,
    max_size=8,
)


def test_any_talk_keeps_to_what_always_holds(lexicon: Lexicon) -> None:
    @settings(max_examples=60)
    @given(st.booleans(), SAID)
    def holds(filed: bool, said: list[str]) -> None:
        begun = [FULL, "对"] if filed else []
        assert asyncio.run(_broken(lexicon, [*begun, *said])) == []

    holds()


async def _broken(lexicon: Lexicon, said: list[str]) -> list[str]:
    """Everything that did not hold, in words."""
    broken: list[str] = []
    async with staged(lexicon, BEGIN) as stage:
        stage.clock.move_to(BEGIN)
        seen = 0
        for words in said:
            stage.clock.advance(timedelta(seconds=20))
            before = await _withdrawn(stage)
            if words.startswith("群:"):
                await stage.staff(words.removeprefix("群:"), await _newest(stage))
                seen = len(await _log(stage))
                continue
            taken = await stage.enterprise("u1", words)
            log = await _log(stage)
            fresh, seen = log[seen:], len(log)
            broken += [taken.fault] if taken.fault else []
            broken += _swallowed(words, fresh) + _unheard_danger(words, fresh)
            if await _withdrawn(stage) > before and not (ENDS.search(words) or _is_yes(words)):
                broken.append(f"{words!r} withdrew a request")
        broken += _shown_numbers(await _log(stage))
        broken += await stage.engine.read(_misfiled)
    return broken


def _is_yes(words: str) -> bool:
    return YES_TO_IT.match(words) is not None


def _swallowed(words: str, fresh: list[Said]) -> list[str]:
    """An enterprise is answered, or the staff read what it said."""
    said = [one for one in fresh if not one.echo]
    return [] if said or not words.strip("\x00\ud800 ") else [f"{words!r} was swallowed"]


def _unheard_danger(words: str, fresh: list[Said]) -> list[str]:
    if words not in DANGER:
        return []
    told = [text_of(one.message) for one in fresh]
    first = any("119" in text for text in told)
    alarmed = any("【紧急】" in text for text in told)
    return [] if first and alarmed else [f"{words!r} raised no alarm"]


def _shown_numbers(log: list[Said]) -> list[str]:
    """No mobile number stands open in the room, but for what one member alone is shown."""
    open_to_all = (one for one in log if "room" in one.chat and not one.message.only)
    found = (NUMBER.search(text_of(one.message)) for one in open_to_all)
    return [f"{match[0]} stands open in the room" for match in found if match]


def _misfiled(connection: Connection) -> list[str]:
    """What is filed has a firm's name, a number that can be dialled and a readable wish."""
    broken = []
    rows = connection.execute(
        "SELECT contact.company, contact.phone, request.wish FROM request"
        " JOIN contact ON contact.id = request.contact WHERE request.number <> ''"
    )
    for company, phone, wish in rows:
        if re.search(r"[吗?？]|行不行|\d{7}", company):
            broken.append(f"filed for {company!r}")
        if stored_phone(phone) is None:
            broken.append(f"filed with the number {phone!r}")
        if wish and decode(wish) is None:
            broken.append(f"filed for {wish!r}")
    return broken


async def _log(stage: Stage) -> list[Said]:
    query = stage.engine.schema.of(Said).query(order="at")
    return list(await stage.engine.read(query.all))


async def _withdrawn(stage: Stage) -> int:
    count = "SELECT count(*) FROM request WHERE status = 'withdrawn'"
    return int(await stage.engine.read(lambda each: each.execute(count).fetchone()[0]))


async def _newest(stage: Stage) -> str:
    newest = "SELECT id FROM request WHERE number <> '' ORDER BY number DESC LIMIT 1"
    found = await stage.engine.read(lambda each: each.execute(newest).fetchone())
    return str(found[0]) if found else ""

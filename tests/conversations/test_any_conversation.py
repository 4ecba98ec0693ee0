"""Conversations that nobody wrote: answers of real people in any order, forged buttons, hostile
texts, and whatever an earlier release may have saved. Nothing raises, and people get through.
"""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.web.desk import Seat
from bot.channels.web.frames import row_json
from bot.desk.rows import row_of
from bot.intents.lexicon import Lexicon
from bot.replay.stage import Stage, staged
from core.conversations import Chat, ChatKind, Said
from core.dialogs.progress import Asked, Progress, ProgressState
from core.messages import Inbound, InboundKind, Press
from storage.connections import Connection
from storage.timelines import Timelines

BEGIN = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
TALKERS = 40
LEAST_FILED = 0.3
LEAST_RATED = 0.1

NEEDS = (
    "烘焙店的电子秤要检定", "我们想给质检员办一期内审员培训", "冷库的压力容器该年检了",
    "新出的洗手液想送检，测微生物", "企业标准想在网上公开", "ISO9001换证怎么办",
    "想请人来诊断一下，返工太多", "商标续展到期了", "两个事：叉车要年检，另外想查个标准还有效不",
    "天平校准", "这个能办吗", "<script>alert(1)</script>要校准压力表",
)  # fmt: skip
COMPANIES = ("武汉示例烘焙有限公司", "江夏区示例五金厂", "示例粮油合作社", "<b>示例</b>餐饮店")
CONTACTS = ("覃晓燕", "我姓欧阳", "叫我老周", "王经理", "<img src=x onerror=alert(1)>")
PHONES = ("13800001207", "027-83450016", "幺三八零零零零一二零七", "1380000", "138000012071")
TIMES = ("下周三上午", "月底前", "越快越好", "不急", "4月8号到10号", "五一以后", "昨天")
YES = ("对", "确认", "没问题，提交吧", "嗯嗯", "好的")
ASIDE = (
    "你们几点下班", "停车方便吗", "收费吗", "查进度", "转人工", "结束人工", "取消", "接着办",
    "上一步", "跳过", "谢谢", "今天好热", "我要投诉", "建议周六也开门", "不对", "5", "五星", "满意",
    "还行吧", "没解决", "隔壁厂电话多少", "<svg/onload=alert(1)>", "{number}", "%s%n", "\ud800",
    "\x00", "😀" * 50, "在吗",
)  # fmt: skip
CHOICES = ("1", "2", "5", "confirm", "x:y:z")
WAY = ("接单", "回复 您好，可以办", "预约 明天上午10点", "代企业确认", "开始", "结束 办好了")
MARKS = ("五星", "4", "⭐⭐⭐", "满意", "解决了", "还行吧", "6", "5台")
ANSWERS = {
    "detail": NEEDS, "category": ("1", "2", "计量检测"), "company": COMPANIES,
    "contact": CONTACTS, "phone": PHONES, "time": TIMES, "confirm": YES,
}  # fmt: skip


@dataclass
class Talker:
    """Somebody who mostly answers what is asked, and now and then says anything at all."""

    stage: Stage
    user: str
    dice: random.Random
    sent: int = 0
    faults: list[str] = field(default_factory=list)

    async def talk(self, turns: int) -> None:
        await self.say(self.dice.choice(NEEDS))
        for _ in range(turns):
            roll = self.dice.random()
            if roll < 0.15:
                await self.press()
            elif roll < 0.3:
                await self.say(self.dice.choice(ASIDE))
            else:
                await self.say(self.dice.choice(ANSWERS.get(await self.asked(), ASIDE)))

    async def asked(self) -> str:
        found = await self.stage.engine.read(
            lambda each: each.execute(
                "SELECT json_extract(asked, '$.key') FROM progress"
                " WHERE chat = ? AND state = 'open' AND dialog = 'intake'",
                [f"web:hy.{self.user}"],
            ).fetchone()
        )
        return str(found[0] or "").rpartition(".")[2] if found else ""

    async def say(self, text: str) -> None:
        taken = await self.stage.enterprise(self.user, text)
        self.faults += [taken.fault] if taken.fault else []

    async def press(self) -> None:
        """A button of any chat's log, one's own or another's, or one that never was."""
        self.sent += 1
        now = self.stage.clock.now()
        drawn = await self.stage.engine.read(every_button)
        forged = [(self.dice.randrange(40), choice) for choice in CHOICES]
        press = Press(*self.dice.choice(self.dice.choice((drawn or forged, forged))))
        words = self.dice.choice(("", "明天上午10点", "原因"))
        inbound = Inbound(
            "web", f"hy.{self.user}", self.user, f"p{self.user}{self.sent}", now, now,
            InboundKind.PRESS, words, press, station="hy",
        )  # fmt: skip
        taken = await self.stage.engine.receive(inbound)
        self.faults += [taken.fault] if taken.fault else []


def every_button(connection: Connection) -> list[tuple[int, str]]:
    """Place and id of every button that anybody was ever sent."""
    return connection.execute(
        "SELECT outbox.n, json_extract(each.value, '$.id')"
        " FROM outbox, json_each(outbox.message, '$.choices') AS each"
    ).fetchall()


def counts(connection: Connection) -> tuple[int, int]:
    filed = "SELECT count(DISTINCT chat) FROM request WHERE number <> ''"
    rated = "SELECT count(*) FROM rating WHERE items <> '{}'"
    return connection.execute(filed).fetchone()[0], connection.execute(rated).fetchone()[0]


async def serve_everybody(stage: Stage, dice: random.Random) -> list[str]:
    """The staff claim, answer, book, start and end what they can; people rate in their words."""
    found = await stage.engine.read(
        lambda each: each.execute(
            "SELECT id, substr(chat, 8) FROM request WHERE status = 'submitted'"
        ).fetchall()
    )
    faults = []
    for request, user in found:
        taken = [await stage.staff(said, request) for said in WAY]
        stage.clock.advance(timedelta(minutes=1))
        taken += [await stage.enterprise(user, mark) for mark in dice.sample(MARKS, 3)]
        faults += [one.fault for one in taken]
    return [fault for fault in faults if fault]


def test_people_who_mostly_answer_get_through_and_nothing_raises(lexicon: Lexicon) -> None:
    @settings(max_examples=3)
    @given(st.integers(0, 2**32))
    def get_through(seed: int) -> None:
        asyncio.run(_get_through(lexicon, random.Random(seed)))

    get_through()


async def _get_through(lexicon: Lexicon, dice: random.Random) -> None:
    async with staged(lexicon, BEGIN) as stage:
        stage.clock.move_to(BEGIN)
        talkers = [Talker(stage, f"u{number}", dice) for number in range(TALKERS)]
        for talker in talkers:
            await talker.talk(14)
        faults = [fault for talker in talkers for fault in talker.faults]
        faults += await serve_everybody(stage, dice)
        await stage.pass_time(BEGIN + timedelta(days=30))
        filed, rated = await stage.engine.read(counts)
        assert faults == []
        assert filed >= LEAST_FILED * TALKERS
        assert rated >= LEAST_RATED * TALKERS
        assert await stage.engine.read(failed_rows) == []
        assert await stage.engine.read(numbers_without_gap)
        for text in await texts(stage):
            assert "\ue000" not in text, "a number that was never drawn is shown"
            assert "{" not in text or "{number}" in text, f"a value is missing in {text!r}"


def failed_rows(connection: Connection) -> list[str]:
    inbox = connection.execute("SELECT fault FROM inbox WHERE state = 'failed'")
    due = connection.execute("SELECT fault FROM due WHERE fault <> ''")
    return [row[0] for row in (*inbox, *due)]


def numbers_without_gap(connection: Connection) -> bool:
    rows = connection.execute("SELECT number FROM request WHERE number <> '' ORDER BY number")
    drawn = [int(row[0].rpartition("-")[2]) for row in rows]
    return drawn == list(range(1, len(drawn) + 1))


async def texts(stage: Stage) -> list[str]:
    """Every text that a page is shown, as it goes out in JSON."""
    timelines = Timelines(stage.engine.schema)

    def query(connection: Connection) -> list[str]:
        shown = []
        for (chat,) in connection.execute("SELECT id FROM chat").fetchall():
            seat = Seat(chat.partition(":")[2], "specialist", "hy", staff="room" in chat)
            rows: list[Said] = timelines.after(connection, chat, "specialist", 0, 10_000)
            shown += [str(row_json(row_of(row, seat, {}, ()), seat)["text"]) for row in rows]
        return shown

    return await stage.engine.read(query)


KEYS = st.sampled_from(
    ["company", "contact", "phone", "confirm", "need.1.detail", "need.1.category", "need.2.detail",
     "need.1.time", "need.9.category", "need.1.guess", "need.1.off", "colour", "need.x.time", ""]
)  # fmt: skip
VALUES = st.sampled_from(
    ["", "yes", "metrology", "retired_category", "13800001207", "at|2026-03-05||am|||周四", "x|y",
     "<b>", "武汉示例厂", "a,b,c"]
)  # fmt: skip
SAVED = st.tuples(
    st.sampled_from(["intake", "guide", "rating", "room", "survey_of_1999", ""]),
    st.dictionaries(KEYS, VALUES, max_size=6),
    st.none() | st.builds(Asked, KEYS, st.lists(VALUES, max_size=3).map(tuple)),
    st.sampled_from(ProgressState),
)
SAYINGS = st.lists(
    st.sampled_from([*NEEDS, *COMPANIES, *PHONES, *TIMES, *YES, *ASIDE, "1", "2"]),
    min_size=1,
    max_size=5,
)


Saved = tuple[str, dict[str, str], Asked | None, ProgressState]


def test_whatever_was_saved_the_conversation_goes_on(lexicon: Lexicon) -> None:
    @settings(max_examples=25)
    @given(st.lists(SAVED, min_size=1, max_size=3), SAYINGS)
    def goes_on(saved: list[Saved], said: list[str]) -> None:
        assert asyncio.run(_go_on(lexicon, saved, said)) == []

    goes_on()


async def _go_on(lexicon: Lexicon, saved: list[Saved], said: list[str]) -> list[str]:
    async with staged(lexicon, BEGIN) as stage:
        stage.clock.move_to(BEGIN)
        tables = stage.engine.schema

        def unit(connection: Connection) -> None:
            chat = Chat("web:hy.u", "web", ChatKind.PRIVATE, "hy", "p.web.u", heard=1)
            tables.of(Chat).save(connection, chat)
            for number, (dialog, answers, asked, state) in enumerate(saved):
                progress = Progress(
                    f"old{number}", dialog, chat.id, chat.person, "", BEGIN, answers, asked, state,
                    BEGIN,
                )  # fmt: skip
                tables.of(Progress).save(connection, progress)

        await stage.engine.write(unit)
        taken = [await stage.enterprise("u", text) for text in said]
        return [one.fault for one in taken if one.fault]

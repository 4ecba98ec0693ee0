"""What is taught is kept in the commit of the decision, and its words go with the person's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.stage import STATION, Stage, staged
from core.conversations import Said
from core.lessons import Lesson, LessonKind, Spoke
from core.lexicon_changes import ChangeKind, ChangeOrigin, TermChange
from core.messages import Inbound, InboundKind, Press
from storage.connections import Connection
from storage.lexicon_changes import append
from storage.schema import schema

BEGIN = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
WHO = "武汉示例建材有限公司，何明，13700001111，不急"
UNSURE = "武汉示例建材有限公司，氨机房维护那个事想请你们帮忙看看"
GAUGE = "锅炉上的压力表要检"
CHAT = f"web:{STATION}.qin"


@asynccontextmanager
async def talk(lexicon: Lexicon, *said: str) -> AsyncIterator[Stage]:
    async with staged(lexicon, BEGIN) as stage:
        for text in said:
            await stage.enterprise("qin", text)
        yield stage


async def lessons(stage: Stage) -> tuple[Lesson, ...]:
    def read(connection: Connection) -> tuple[Lesson, ...]:
        found = schema().of(Lesson).query("station", order="at").all(connection, STATION)
        return tuple(found)

    return await stage.engine.read(read)


async def last_said(stage: Stage) -> Said:
    def read(connection: Connection) -> Said:
        rows = schema().of(Said).query("chat", order="-n").all(connection, CHAT)
        said: Said = next(row for row in rows if row.message.choices)
        return said

    return await stage.engine.read(read)


@pytest.mark.asyncio
async def test_a_correction_by_the_staff_is_a_lesson(lexicon: Lexicon) -> None:
    async with talk(lexicon, f"压力表6块要校准，{WHO}", "对") as stage:
        await stage.staff("接单 1")
        await stage.staff("改类别 1 特种设备")
        [lesson] = await lessons(stage)
        assert lesson.kind is LessonKind.STAFF
        assert (lesson.guess, lesson.chosen) == ("metrology", "special_equipment")
        assert lesson.words == "压力表6块要校准"
        assert Spoke("压力表", "metrology") in lesson.matched
        assert (lesson.by, lesson.chat, lesson.asked) == ("specialist", CHAT, False)


@pytest.mark.asyncio
async def test_a_correction_after_filing_is_a_lesson_in_words(lexicon: Lexicon) -> None:
    async with talk(lexicon, f"压力表6块要校准，{WHO}", "对") as stage:
        await stage.enterprise("qin", "不对，是压力容器要定期检验，不是压力表校准")
        [lesson] = await lessons(stage)
        assert lesson.kind is LessonKind.WORDS
        assert (lesson.guess, lesson.chosen) == ("metrology", "special_equipment")


@pytest.mark.asyncio
async def test_a_correction_before_filing_is_a_lesson_in_words(lexicon: Lexicon) -> None:
    async with talk(lexicon, "压力表6块要校准", "不对，类别改成教育培训") as stage:
        found = await lessons(stage)
        assert [(one.kind, one.guess, one.chosen) for one in found] == [
            (LessonKind.WORDS, "metrology", "training")
        ]


@pytest.mark.asyncio
@pytest.mark.parametrize("by_figure", [True, False])
async def test_a_choice_among_the_offered_is_a_lesson(lexicon: Lexicon, by_figure: bool) -> None:
    async with talk(lexicon, UNSURE) as stage:
        asked = await last_said(stage)
        choice = asked.message.choices[1]
        if by_figure:
            await stage.enterprise("qin", "2")
        else:
            now = stage.clock.now()
            press = Press(asked.n, choice.id)
            await stage.engine.receive(
                Inbound(
                    "web",
                    f"{STATION}.qin",
                    "qin",
                    "p1",
                    now,
                    now,
                    InboundKind.PRESS,
                    "",
                    press,
                    station=STATION,
                )
            )
        [lesson] = await lessons(stage)
        assert lesson.kind is LessonKind.CHOICE
        assert lesson.asked
        assert lesson.chosen == choice.does.rpartition(":")[2]
        assert lesson.guess == asked.message.choices[0].does.rpartition(":")[2]


@pytest.mark.asyncio
async def test_none_of_the_offered_is_a_lesson_and_so_are_the_other_words(lexicon: Lexicon) -> None:
    async with talk(lexicon, GAUGE, "都不是", "想报名参加计量员培训") as stage:
        refused, told = await lessons(stage)
        assert (refused.kind, refused.guess, refused.chosen) == (
            LessonKind.CHOICE, "metrology", "",
        )  # fmt: skip
        assert refused.words == GAUGE
        assert (told.kind, told.guess, told.chosen) == (LessonKind.WORDS, "metrology", "training")
        assert told.words.endswith("想报名参加计量员培训")


@pytest.mark.asyncio
async def test_a_question_that_is_passed_over_teaches_nothing(lexicon: Lexicon) -> None:
    async with talk(lexicon, UNSURE, "何明，13700001111") as stage:
        assert await lessons(stage) == ()


@pytest.mark.asyncio
async def test_the_version_in_force_is_kept_with_it(lexicon: Lexicon) -> None:
    async with talk(lexicon, "压力表6块要校准") as stage:
        change = TermChange(ChangeKind.ADD, "雷氏夹", "instrument")
        await stage.engine.write(lambda each: append(each, [change], ChangeOrigin("head"), BEGIN))
        await stage.enterprise("qin", "不对，类别改成教育培训")
        [lesson] = await lessons(stage)
        assert lesson.lexicon == 1


@pytest.mark.asyncio
async def test_whoever_has_their_own_erased_takes_the_words_of_lessons_along(
    lexicon: Lexicon,
) -> None:
    async with talk(lexicon, f"压力表6块要校准，{WHO}", "对") as stage:
        await stage.staff("改类别 1 特种设备")
        [before] = await lessons(stage)
        await stage.enterprise("qin", "删除我的信息")
        [after] = await lessons(stage)
        assert after == replace(before, words="", matched=())


def test_words_of_lessons_are_sealed(lexicon: Lexicon) -> None:
    del lexicon
    table = schema("k" * 40).of(Lesson)
    lesson = Lesson(
        "l", "hy", "r", "c", LessonKind.STAFF, "li", BEGIN, "跳桌要弄", "", "metrology",
        matched=(Spoke("跳桌", "metrology"),),
    )  # fmt: skip
    assert "跳桌" not in str(table.codec.row(lesson))
    assert table.codec.value(table.codec.row(lesson)) == lesson

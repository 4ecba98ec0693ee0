"""On the first working morning of a month each head reads, once and alone, what was taught."""

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.stage import HEAD, STATION, Stage, staged
from core.conversations import Said
from core.lessons import Lesson
from core.messages import text_of
from storage.connections import Connection
from storage.schema import schema
from storage.stations import web_room
from tests.lessons.teaching import JARGON, lessons
from tests.time.moments import at

BEGIN = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
IN_MARCH = at("2026-03-10 10:00")
WHO = "武汉示例建材有限公司，何明，13700001111，不急"


@asynccontextmanager
async def station(lexicon: Lexicon, taught: Iterable[Lesson]) -> AsyncIterator[Stage]:
    async with staged(lexicon, BEGIN) as stage:
        await stage.engine.sweep()
        await stage.engine.write(lambda each: save(each, taught))
        yield stage


def save(connection: Connection, taught: Iterable[Lesson]) -> None:
    for lesson in taught:
        schema().of(Lesson).save(connection, replace(lesson, station=STATION))


async def reports(stage: Stage) -> list[tuple[datetime, str, str]]:
    query = schema().of(Said).query("chat", order="n")
    rows = await stage.engine.read(lambda each: query.all(each, web_room(STATION)))
    return [
        (row.at, row.message.only, text_of(row.message))
        for row in rows
        if "更正小结" in text_of(row.message)
    ]


@pytest.mark.asyncio
async def test_the_head_reads_it_alone_and_once(lexicon: Lexicon) -> None:
    taught = (replace(one, at=IN_MARCH) for one in lessons(JARGON, "metrology", lexicon))
    async with station(lexicon, taught) as stage:
        await stage.pass_time(at("2026-04-30 20:00"))
        [(when, only, words)] = await reports(stage)
    assert (when, only) == (at("2026-04-01 09:00"), HEAD.id)
    assert "3月更正小结：更正和选择20次，提交0单，其中误分类0单。" in words
    assert "有1处词表改动可以采用" in words
    assert re.search(r"“试饼架”归入计量检测，留出的更正多对[3-9]条", words)
    assert "station lexicon review" in words


@pytest.mark.asyncio
async def test_it_tells_how_many_went_wrong(lexicon: Lexicon) -> None:
    async with station(lexicon, ()) as stage:
        for n in range(4):
            await stage.enterprise(f"e{n}", f"压力表6块要校准，{WHO}")
            await stage.enterprise(f"e{n}", "对")
        await stage.staff("接单 1")
        await stage.staff("改类别 1 特种设备")
        await stage.pass_time(at("2026-04-02 20:00"))
        [(_, _, words)] = await reports(stage)
    assert "更正和选择1次，提交4单，其中误分类1单（25.0%）。" in words
    assert "没有可以采用的词表改动" in words


@pytest.mark.asyncio
async def test_a_month_in_which_nothing_was_taught_is_not_spoken_of(lexicon: Lexicon) -> None:
    async with station(lexicon, ()) as stage:
        await stage.pass_time(at("2026-06-30 20:00"))
        assert await reports(stage) == []


@pytest.mark.asyncio
async def test_a_month_that_begins_with_a_holiday_is_told_on_the_first_working_day(
    lexicon: Lexicon,
) -> None:
    [lesson] = lessons(["跳桌要弄"], "metrology", lexicon)
    taught = [replace(lesson, at=at("2026-04-20 10:00"))]
    async with station(lexicon, taught) as stage:
        await stage.pass_time(at("2026-05-31 20:00"))
        [(when, _, words)] = await reports(stage)
    assert when == at("2026-05-06 09:00")
    assert words.startswith("4月更正小结")

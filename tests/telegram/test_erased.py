"""Whoever was erased is told so at Telegram, and is greeted anew."""

from datetime import timedelta

import pytest

from bot.cli.erasing import TOLD
from storage.connections import Connection
from storage.erasing.erasing import Erasing
from storage.erasing.finding import Subjects
from tests.telegram.house import House
from tests.telegram.messenger import Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, FIRST, files

OLD = "恒岩"


@pytest.mark.asyncio
async def test_an_erased_chat_is_told_and_begins_anew(
    house: House, telegram: Telegram, qin: Person
) -> None:
    await files(house, qin)
    engine = house.stage.engine

    def erased(connection: Connection) -> frozenset[str]:
        subject = Subjects(engine.schema).find(connection, [FIRST])
        Erasing(connection, engine.schema, subject).erase("站长", engine.clock.now(), TOLD)
        return frozenset(subject.chats)

    engine.wake(await engine.write(erased))
    told = await telegram.hears(qin, "都已删除")
    await house.pass_time(BEGIN + timedelta(days=3))
    await house.settles()

    await qin.writes("我的信息")
    nothing = await telegram.hears(qin, "还没有留下您的单位", after=told)
    assert "隐私说明" in nothing.text
    assert not any(OLD in one.message.lines[0].render() for one in await house.outbox(qin))

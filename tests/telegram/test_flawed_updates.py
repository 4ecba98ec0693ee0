"""An update whose taking meets a bug comes again; one that always does does not hold up others."""

import pytest
from structlog.testing import capture_logs

from bot.intents.lexicon import Lexicon
from storage.connections import Connection
from tests.telegram.house import House, housed
from tests.telegram.messenger import Telegram
from tests.telegram.scenes import BEGIN

pytestmark = pytest.mark.asyncio

FLAW = (
    "CREATE TRIGGER flaw BEFORE INSERT ON inbox WHEN NEW.text LIKE '%flawed%'"
    " BEGIN SELECT RAISE(ABORT, 'a bug of ours'); END"
)
MENDED = "DROP TRIGGER flaw"


async def changed(house: House, sql: str) -> None:
    def unit(connection: Connection) -> None:
        connection.execute(sql)

    await house.stage.engine.write(unit)


async def test_it_is_taken_once_the_bug_has_passed(lexicon: Lexicon, telegram: Telegram) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await changed(house, FLAW)
        with capture_logs() as said:
            await qin.writes("电梯年检 flawed")
            while not any(line["event"] == "an update was not taken" for line in said):
                await house.stage.engine.read(lambda _connection: None)
        await changed(house, MENDED)
        await telegram.hears(qin, "好的，我来登记")
        assert not any(line["event"] == "an update is given up" for line in said)


async def test_it_is_given_up_and_what_comes_after_it_is_taken(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await changed(house, FLAW)
        with capture_logs() as said:
            await qin.writes("叉车年检 flawed")
            await qin.writes("电梯年检")
            await telegram.hears(qin, "好的，我来登记")
        events = [line["event"] for line in said]
        assert events.count("an update was not taken") == 3
        assert events.count("an update is given up") == 1

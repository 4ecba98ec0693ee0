"""One message can be followed through the log: every line that its turn writes, or the delivery of
what was said in it, names the turn."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.intents.lexicon import load_lexicon
from bot.replay.stage import staged
from storage.connections import Connection
from storage.log_lines import of_turn
from tests.operations.house import behind_webhook, lines, rows
from tests.telegram.messenger import Telegram

BEGIN = datetime(2026, 3, 2, 2, tzinfo=UTC)
TURN_OF = "SELECT 'i' || id FROM inbox WHERE text = ?"
NEED = "电梯年检"


@pytest.mark.asyncio
async def test_a_message_is_followed_from_the_webhook_to_its_delivery(
    telegram: Telegram, tmp_path: Path
) -> None:
    qin = await telegram.user("覃晓燕")
    async with behind_webhook(telegram, tmp_path) as server:
        await qin.starts()
        await telegram.hears(qin, "您想办什么事")
        await qin.writes(NEED)
        await telegram.waits(qin, lambda seen: len(seen.of_bot()) > 1)
        await server.stop()

    [(turn,)] = rows(server, TURN_OF, NEED)
    own = [line for line in lines(server) if line.get("turn") == turn]
    assert [line["event"] for line in own] == ["turn taken", "delivery"]
    assert own[-1]["became"] == "sent"
    said = [line for line in lines(server) if line["event"] in {"turn taken", "delivery"}]
    assert all(line["turn"] for line in said)
    assert NEED not in server.log()


@pytest.mark.asyncio
async def test_a_unit_logs_for_whoever_asked_for_it() -> None:
    """The writer is another thread, and serves many."""

    def unit(_connection: Connection) -> None:
        structlog.get_logger().info("inside")

    async with staged(load_lexicon(), BEGIN) as stage:
        with capture_logs(processors=[merge_contextvars]) as logged:
            with of_turn("i7"):
                await stage.engine.write(unit)
            await stage.engine.write(unit)
    assert [line.get("turn") for line in logged if line["event"] == "inside"] == ["i7", None]


@pytest.mark.asyncio
async def test_what_fell_due_has_a_turn_of_its_own() -> None:
    async with staged(load_lexicon(), BEGIN) as stage:
        await stage.engine.sweep()
        due = await stage.engine.next_due()
        assert due is not None
        stage.clock.move_to(due)
        with capture_logs(processors=[merge_contextvars]) as logged:
            done = await stage.engine.sweep()
    own = [line["turn"] for line in logged if line["event"] == "due work"]
    assert len(own) == done > 0
    assert all(turn.startswith("d.") for turn in own)

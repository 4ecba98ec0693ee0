"""What those who watch over a server are told: does it live, can it work, its figures."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx
import pytest
import pytest_asyncio
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from bot.delivery.receipts import WORDS
from bot.health import Health
from bot.intents.lexicon import load_lexicon
from bot.measures import DELIVERED, FAILURES
from bot.replay.stage import Stage, staged
from core.conversations import OutboxState, Said
from core.messages import Line, Outbound
from core.outages import Outage
from storage.outages import begin
from tests.writing import read_only

BEGIN = datetime(2026, 3, 2, 2, tzinfo=UTC)
HERE, ELSEWHERE = ("127.0.0.1", 50000), ("203.0.113.7", 50000)


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged(load_lexicon(), BEGIN) as stage:
        yield stage


async def asked(health: Health, path: str, client: tuple[str, int] = HERE) -> httpx.Response:
    app = httpx.ASGITransport(Starlette(routes=health.routes()), client=client)
    async with httpx.AsyncClient(transport=app, base_url="http://station") as browser:
        return await browser.get(path)


async def figures(health: Health) -> dict[str, float]:
    """Each by its name with its labels' values."""
    shown = await asked(health, "/metrics")
    assert shown.status_code == 200
    return {
        " ".join((each.name, *each.labels.values())): each.value
        for family in text_string_to_metric_families(shown.text)
        for each in family.samples
    }


@pytest.mark.asyncio
async def test_a_server_that_can_work_says_so_until_it_ends(stage: Stage) -> None:
    health = Health(stage.engine)
    assert (await asked(health, "/healthz")).status_code == 200
    assert (await asked(health, "/readyz")).status_code == 200
    health.ending = True
    assert (await asked(health, "/readyz")).status_code == 503
    assert (await asked(health, "/healthz")).status_code == 200


@pytest.mark.asyncio
async def test_a_server_without_its_database_lives_and_is_not_ready(stage: Stage) -> None:
    await stage.engine.write(lambda each: each.execute("ALTER TABLE station RENAME TO gone"))
    health = Health(stage.engine)
    assert (await asked(health, "/readyz")).status_code == 503
    assert (await asked(health, "/healthz")).status_code == 200
    await stage.engine.write(lambda each: each.execute("ALTER TABLE gone RENAME TO station"))
    assert (await asked(health, "/readyz")).status_code == 200


@pytest.mark.asyncio
async def test_figures_are_told_on_this_machine_alone(stage: Stage) -> None:
    health = Health(stage.engine)
    assert (await asked(health, "/metrics", ELSEWHERE)).status_code == 404
    assert (await asked(health, "/metrics")).status_code == 200


@pytest.mark.asyncio
async def test_turns_are_counted_by_what_became_of_them(stage: Stage) -> None:
    health = Health(stage.engine)
    await stage.enterprise("qin", "电梯年检")
    await stage.enterprise("qin", "武汉示例厂 覃晓 13800001207")
    found = await figures(health)
    assert found["station_turns_total taken"] == found["station_turn_seconds_count"] == 2
    assert 0 < found["station_turn_seconds_sum"] < 60
    async with read_only(stage.engine):
        with pytest.raises(Exception, match="只读"):
            await stage.enterprise("qin", "确认")
    assert (await figures(health))["station_turns_total unavailable"] == 1


@pytest.mark.asyncio
async def test_what_waits_is_shown(stage: Stage) -> None:
    health = Health(stage.engine)
    early = await figures(health)
    assert early["station_outbox_pending telegram"] == early["station_due_lag_seconds"] == 0
    table = stage.engine.schema.of(Said)
    for n, state in enumerate((OutboxState.PENDING, OutboxState.PENDING, OutboxState.FAILED), 1):
        said = Said("telegram:7", n, BEGIN, "i1", Outbound("telegram:7", (Line("您好"),)), state)
        await stage.engine.write(partial(table.save, value=said))
    stage.clock.move_to(BEGIN + timedelta(minutes=2))
    found = await figures(health)
    assert found["station_outbox_pending telegram"] == 2
    assert found["station_outbox_age_seconds telegram"] == 120
    assert found["station_outbox_failed telegram"] == 1
    assert found["station_outbox_pending wechat"] == 0


@pytest.mark.asyncio
async def test_accounts_that_are_shut_out_are_shown_by_channel(stage: Stage) -> None:
    for account in ("telegram", "wecom:ww1.2", "wecom:ww1.3"):
        await stage.engine.write(partial(begin, outage=Outage(account, BEGIN)))
    found = await figures(Health(stage.engine))
    shown = {name: found[f"station_accounts_shut_out {name}"] for name in ("telegram", "wecom")}
    assert shown == {"telegram": 1, "wecom": 2}
    assert found["station_accounts_shut_out wecomrobot"] == 0


@pytest.mark.asyncio
async def test_deliveries_that_failed_are_counted_by_channel_and_reason(stage: Stage) -> None:
    health, measures = Health(stage.engine), stage.engine.measures
    for became in ("sent", "begun", "later", "refused", "refused", "shut", "waits"):
        measures.delivery("telegram", became)
    found = await figures(health)
    assert found["station_deliveries_total telegram"] == 1
    counted = "station_delivery_failures_total "
    assert {name: each for name, each in found.items() if name.startswith(counted)} == {
        f"{counted}later telegram": 1,
        f"{counted}refused telegram": 2,
        f"{counted}shut telegram": 1,
    }
    assert set(WORDS.values()) >= {*FAILURES, DELIVERED}


@pytest.mark.asyncio
async def test_what_is_late_is_shown_until_it_is_done(stage: Stage) -> None:
    health = Health(stage.engine)
    await stage.engine.sweep()
    due = await stage.engine.next_due()
    assert due is not None
    stage.clock.move_to(due + timedelta(seconds=30))
    assert (await figures(health))["station_due_lag_seconds"] == 30
    assert await stage.engine.sweep() > 0
    found = await figures(health)
    assert found["station_due_lag_seconds"] == 0
    assert found["station_due_done_total"] >= 1


@pytest.mark.asyncio
async def test_figures_name_nobody(stage: Stage) -> None:
    await stage.enterprise("qin", "电梯年检，武汉示例厂 覃晓 13800001207")
    shown = (await asked(Health(stage.engine), "/metrics")).text
    assert "13800001207" not in shown
    assert "示例" not in shown
    assert "qin" not in shown

"""The proof of the checker that finds nothing in the product: it sees that without the inbox a
message that was sent again is taken twice, and that what is acknowledged before its commit is lost.
"""

from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Final

import pytest

from tests.crash.chance import dice
from tests.crash.checker import findings
from tests.crash.ledger import Ledger
from tests.crash.nursery import standing_by
from tests.crash.runs import Run, running
from tests.crash.servers import Server, alive

pytestmark = [pytest.mark.crash, pytest.mark.timeout(240), pytest.mark.asyncio]

FORGETFUL: Final = "tests.crash.forgetful"
PREMATURE: Final = "tests.crash.premature"
MOST_KILLS: Final = 40


async def test_without_the_inbox_the_checker_finds_doubled_messages(tmp_path: Path) -> None:
    chance = dice()
    async with standing_by(FORGETFUL) as nursery:
        server = Server(tmp_path / "data", nursery)
        await forget(server)
        async with alive(server), running(server, chance) as run:
            sent_again = await killed_until_something_is_sent_again(run)
            await run.settle()
            ledger = await run.close()
    found = findings(ledger, [page.log for page in run.pages])
    print(f"\n{len(sent_again)} kept and sent again; {len(found)} findings, such as:")
    print(*found[:8], sep="\n")
    for id in sent_again:
        assert any(f"({id}) is in the inbox 2 times" in finding for finding in found)


async def test_what_is_acknowledged_before_its_commit_is_found_lost(tmp_path: Path) -> None:
    async with standing_by(PREMATURE) as nursery:
        server = Server(tmp_path / "data", nursery)
        async with alive(server), running(server, dice()) as run:
            lost = await killed_until_something_is_lost(run)
            # A page that was shown more than there is never comes to rest: nobody waits for it.
            await server.stop()
            ledger = Ledger(server.database)
    found = findings(ledger, [page.log for page in run.pages])
    print(f"\n{len(lost)} lost; {len(found)} findings, such as:", *found[:8], sep="\n")
    for id in lost:
        assert any(f"({id}) is in the inbox 0 times" in finding for finding in found)


async def killed_until_something_is_lost(run: Run) -> set[str]:
    """Kill as soon as a page is told that something is taken, until the file lacks it."""
    for _ in range(MOST_KILLS):
        known = len(taken(run))
        await run.until(lambda known=known: len(taken(run)) > known)  # type: ignore[misc]
        await run.server.kill()
        await run.until(lambda: not any(page.connected for page in run.pages))
        kept = {row["message"] for row in Ledger(run.server.database).inbox}
        lost = taken(run) - kept
        if lost:
            run.everybody_goes()
        await run.server.start()
        if lost:
            return lost
    raise AssertionError("no kill came between an acknowledgement and its commit")


def taken(run: Run) -> set[str]:
    """What the pages were told to be taken."""
    return {id for page in run.pages for id in page.log.taken}


async def forget(server: Server) -> None:
    """Make the database without the index that keeps a message from coming in twice."""
    await server.says("db", "upgrade")
    with closing(connect(server.database)) as connection:
        connection.execute("DROP INDEX inbox_once")


async def killed_until_something_is_sent_again(run: Run) -> tuple[str, ...]:
    """Kill and start again until a kill came after the commit of a message and before the page
    heard of it. Then everybody leaves, and only the pages go on."""
    for _ in range(MOST_KILLS):
        strike = await run.kill()
        if strike.unanswered:
            run.everybody_goes()
        await run.server.start()
        if strike.unanswered:
            return strike.unanswered
    raise AssertionError("no kill came between a commit and its answer")

"""What a turn costs below the conversation: its storage alone, beside the bare driver.

    python -m benchmarks.storage [--chats 160] [--rounds 3]

Whole intakes run once, and every turn's statements, message and decision are noted. The same turns
are then played again on copies of the database as it was before, in three ways:

- the storage part: the real turn, with its message read and its decision made beforehand;
- the statements alone through the store: its queue, its savepoints and its shared commits;
- the bare driver: a loop that says the same statements, a savepoint each turn and one commit for as
  many turns as are in flight.

All have every turn on disk (`synchronous=FULL`) before it counts as done.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import Figure, beside, print_table
from benchmarks.notes import Note, Noted, NotingFileStore
from benchmarks.product import inbound, log_to_nowhere, new_file, seat_of
from benchmarks.rates import Contestant, Load, Size, Turn, asked_size, interleaved, rate
from bot.clock import SystemClock
from bot.engine import Engine
from bot.event_loop import run
from bot.intents.lexicon import load_lexicon
from core.context import Context
from core.decision import Decision
from storage.connections import Connection
from storage.database import open_database, read
from storage.schema import schema
from storage.sqlite_store import open_store
from storage.store import Unit
from storage.turns import Arrival, Turns

IN_FLIGHT: Final = (1, 16, 64)
RECORDED_IN_FLIGHT: Final = 16
PART: Final = "storage part of a turn, data folder"
STATEMENTS: Final = "its statements alone, through the store"
BARE: Final = "the same statements, bare driver"
ASKED: Final = {BARE: 0.4}

TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was played, in the order of the commits; the database before it; the rows after it."""

    turns: Sequence[Noted]
    arrivals: Sequence[Arrival]
    before: Path
    rows: dict[str, int]


def figures(size: Size) -> list[Figure]:
    """The storage part and its statements, each beside the bare driver."""
    log_to_nowhere()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return run(_measured(Path(folder), size))


async def _measured(folder: Path, size: Size) -> list[Figure]:
    recorded = await _record(folder, size)
    contestants: dict[str, Contestant] = {
        PART: partial(_bear, recorded, lambda: _turns_of(recorded)),
        STATEMENTS: partial(_bear, recorded, lambda: _statements_of(recorded)),
        BARE: partial(_bear_bare, recorded),
    }
    found: list[Figure] = []
    for in_flight in IN_FLIGHT:
        rates = await interleaved(contestants, in_flight, size)
        for ours in (PART, STATEMENTS):
            found += beside(ours, in_flight, {name: rates[name] for name in (ours, BARE)}, ASKED)
    return found


async def _record(folder: Path, size: Size) -> Recorded:
    file, before = new_file(folder), folder / "before.db"
    shutil.copyfile(file.path, before)
    store = NotingFileStore(file.path)
    engine = Engine(store, schema(), load_lexicon(), SystemClock())
    arrivals: list[Arrival] = []
    await rate(_recording(engine, arrivals), Load(RECORDED_IN_FLIGHT, 0, size.chats))
    await engine.close()
    return Recorded(store.noted, arrivals, before, _rows(file.path))


def _recording(engine: Engine, arrivals: list[Arrival]) -> Turn:
    """A turn that leaves behind how it can be played without reading and deciding."""

    async def turn(chat: int, step: int) -> None:
        coming = engine.read_words(inbound(seat_of(chat, 1), chat, step))

        def decide(context: Context) -> Decision:
            decision = coming.decide(context)
            arrivals.append(replace(coming, decide=lambda _context: decision))
            return decision

        await engine.take(
            lambda connection: engine.turns.take(connection, replace(coming, decide=decide))
        )

    return turn


def _turns_of(recorded: Recorded) -> Sequence[Unit[Any]]:
    turns = Turns(schema())  # which remembers stations: a new one for each database
    return [partial(_take, turns, arrival) for arrival in recorded.arrivals]


def _take(turns: Turns, arrival: Arrival, connection: Connection) -> None:
    taken = turns.take(connection, arrival)
    assert not taken.fault, taken.fault


def _statements_of(recorded: Recorded) -> Sequence[Unit[Any]]:
    return [partial(_say_all, turn.notes) for turn in recorded.turns]


def _say_all(notes: Sequence[Note], connection: Connection) -> None:
    for note in notes:
        say = connection.executemany if note.many else connection.execute
        say(note.sql, note.parameters).fetchall()


async def _bear(
    recorded: Recorded, units_of: Callable[[], Sequence[Unit[Any]]], load: Load
) -> float:
    """Play units through the store of a data folder."""
    path, units = _fresh(recorded), units_of()
    store, waiting = open_store(path), iter(units)

    async def play() -> None:
        for unit in waiting:
            await store.run(unit)

    begun = time.perf_counter()
    await asyncio.gather(*(play() for _ in range(load.in_flight)))
    seconds = time.perf_counter() - begun
    await store.close()
    return _checked(recorded, path, seconds)


async def _bear_bare(recorded: Recorded, load: Load) -> float:
    """Play the statements as nobody could say them with less around them."""
    path = _fresh(recorded)
    seconds = await asyncio.to_thread(_say_bare, path, recorded.turns, load.in_flight)
    return _checked(recorded, path, seconds)


def _say_bare(path: Path, turns: Sequence[Noted], in_flight: int) -> float:
    waiting = iter(turns)
    with closing(open_database(path)) as connection:
        begun = time.perf_counter()
        while batch := list(islice(waiting, in_flight)):
            connection.execute("BEGIN IMMEDIATE")
            for turn in batch:
                connection.execute("SAVEPOINT unit")
                _say_all(turn.notes, connection)
                connection.execute("RELEASE unit")
            connection.execute("COMMIT")
        return time.perf_counter() - begun


def _fresh(recorded: Recorded) -> Path:
    path = recorded.before.with_name("played.db")
    shutil.copyfile(recorded.before, path)
    return path


def _checked(recorded: Recorded, path: Path, seconds: float) -> float:
    """Turns a second, if the database has become what the real turns had made of it."""
    assert _rows(path) == recorded.rows, "what was played is not what was recorded"
    return len(recorded.turns) / seconds


def _rows(path: Path) -> dict[str, int]:
    with read(path) as connection:
        names = [name for (name,) in connection.execute(TABLES)]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }


if __name__ == "__main__":
    print_table(figures(asked_size()))

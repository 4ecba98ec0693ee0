"""Where the time of a turn goes: the CPU of each part of it, printed and drawn as a picture.

One thread plays intakes into a data folder as the server's threads do together: 16 chats say their
next words, then all of it is committed. Each part is timed by the thread's own clock, so that what
else runs on the machine counts for little. The statements of these turns are then run once more by
the bare driver, on the folder as it was before.

    .venv/bin/python -m benchmarks.shares docs/performance/turn.svg
"""

import gc
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.bars import bars
from benchmarks.product import new_file, seat_of
from benchmarks.rates import WORDS
from bot.channels.web.desk import CHANNEL, Seat
from bot.channels.web.frames import Say, read_frame, row_json
from bot.channels.web.inbounds import inbound_of
from bot.desk.rows import row_of
from bot.intents.lexicon import Lexicon, load_lexicon
from bot.turn import arrival
from core.context import Context
from core.decision import Decision
from storage.connections import Cursor, Parameters, Statement
from storage.database import open_database
from storage.memory import Memory, Remembering
from storage.schema import schema
from storage.timelines import Timelines
from storage.turns import Turns

CHATS: Final = 160
AT_ONCE: Final = 16
TURNS: Final = CHATS * len(WORDS)
MICROSECONDS: Final = 1_000_000
PARTS: Final = ("frame", "reading", "deciding", "loading and storing", "commit", "reply")
ROUNDS: Final = 4


class Clock:
    """How long each part took, by the word of the intake; a part within another is its own."""

    def __init__(self) -> None:
        self._took: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
        self._within = 0.0

    @contextmanager
    def timing(self, part: str, step: int, turns: int = 1) -> Iterator[None]:
        before, self._within = self._within, 0.0
        begun = time.thread_time()
        yield
        whole = time.thread_time() - begun
        self._took[part, step].append((whole - self._within) / turns)
        self._within = before + whole

    def microseconds(self) -> Mapping[str, float]:
        """Of a turn, part by part: the mean of the words' medians."""
        return {
            part: MICROSECONDS
            * statistics.fmean(statistics.median(self._took[part, n]) for n in range(len(WORDS)))
            for part in PARTS
        }


class Noting:
    """A connection that can note what is asked of it."""

    def __init__(self, connection: Remembering) -> None:
        self.connection, self.memory = connection, Memory()
        self.noted: list[Statement] | None = None

    def execute(self, sql: str, parameters: Parameters = (), /) -> Cursor:
        if self.noted is not None:
            self.noted.append((sql, parameters))
        return self.connection.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Cursor:
        return self.connection.executemany(sql, parameters)


class Line:
    """One thread that takes turns, part by part."""

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        self.connection = Noting(open_database(path))
        self._lexicon, self._turns, self._timelines = lexicon, Turns(schema()), Timelines(schema())
        self._shown: dict[int, int] = {}

    def play(self, first: int, clock: Clock) -> None:
        """So many chats, from the first word to the last."""
        for group in range(first, first + CHATS, AT_ONCE):
            for step in range(len(WORDS)):
                self.connection.execute("BEGIN IMMEDIATE")
                self.connection.memory.notice_others(self.connection.connection)
                for chat in range(group, group + AT_ONCE):
                    self._turn(chat, step, clock)
                with clock.timing("commit", step, AT_ONCE):
                    self.connection.execute("COMMIT")

    def _turn(self, chat: int, step: int, clock: Clock) -> None:
        seat = seat_of(chat, 1)
        said = {"t": "say", "id": f"{chat}-{step}", "n": step, "text": WORDS[step]}
        raw = json.dumps(said, ensure_ascii=False)
        with clock.timing("frame", step):
            frame = read_frame(raw)
            assert isinstance(frame, Say)
            inbound = inbound_of(frame, seat, datetime.now(UTC))  # noqa: TID251
        with clock.timing("reading", step):
            coming = arrival(inbound, self._lexicon)

        def decide(context: Context) -> Decision:
            with clock.timing("deciding", step):
                return coming.decide(context)

        with clock.timing("loading and storing", step):
            self.connection.execute("SAVEPOINT unit")
            self._turns.take(self.connection, replace(coming, decide=decide))
            self.connection.execute("RELEASE unit")
        with clock.timing("reply", step):
            self._reply(chat, seat)

    def _reply(self, chat: int, seat: Seat) -> None:
        key, last = f"{CHANNEL}:{seat.chat}", self._shown.get(chat, 0)
        rows = self._timelines.after(self.connection, key, f"p.web.v{chat}", last, 20)
        self._shown[chat] = rows[-1].n
        json.dumps([row_json(row_of(row, seat, {}, ()), seat) for row in rows])


def bare(path: Path, statements: Sequence[Statement]) -> float:
    """What the driver alone takes for these, in microseconds a turn."""
    with closing(open_database(path)) as connection:
        begun = time.thread_time()
        for sql, parameters in statements:
            connection.execute(sql, parameters).fetchall()
        return (time.thread_time() - begun) / TURNS * MICROSECONDS


def measured(folder: Path) -> tuple[Mapping[str, float], float, float]:
    """The parts of a turn, the same statements bare, and how many they are."""
    path, before = new_file(folder).path, folder / "before.db"
    line = Line(path, load_lexicon())
    line.play(0, Clock())
    gc.collect()
    gc.freeze()  # as a server does when it begins
    clock = Clock()
    for n in range(1, ROUNDS):
        line.play(n * CHATS, clock)
    line.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(path, before)
    noted: list[Statement] = []
    line.connection.noted = noted
    line.play(ROUNDS * CHATS, Clock())
    line.connection.noted = None
    return clock.microseconds(), bare(before, noted), len(noted) / TURNS


def main() -> None:
    """Print the parts, and draw them into the file that is named."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        parts, alone, statements = measured(Path(folder))
    whole = sum(parts.values())
    for part, took in parts.items():
        print(f"{part:20} {took:6.0f} µs  {took / whole:4.0%}")
    kept = parts["loading and storing"] + parts["commit"]
    print(f"{'a turn':20} {whole:6.0f} µs, {statements:.1f} statements")
    print(f"{'statements, bare':20} {alone:6.0f} µs: {alone / kept:.2f} of what keeping takes")
    if len(sys.argv) > 1:
        title = f"CPU of a turn: {whole:.0f} µs, of which the bare statements {alone:.0f}"
        Path(sys.argv[1]).write_text(bars(parts, title), encoding="utf-8")


if __name__ == "__main__":
    main()

"""What the seeds of one command have in common: a PostgreSQL on a small disk, a Bot API server, and
a nursery whose forks may each have a time of day of its own."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.crash.nursery import Nursery, standing_by
from tests.postgres.laid_out import lay_out_template
from tests.postgres.server import SPARING, Postgres
from tests.soak.clocks import WallClock, found
from tests.soak.disks import Ballast, mounted
from tests.telegram.bot_api import serving

HASTY: Final = "tests.crash_cluster.hasty"
SIZE: Final = "400m"
NO_DISK: Final = "No disk can be mounted here: PostgreSQL's is never full."


@dataclass(frozen=True, slots=True)
class Ground:
    """`ballast` is None where no disk can be mounted."""

    folder: Path
    postgres: Postgres
    ballast: Ballast | None
    telegram: str
    nursery: Nursery


@asynccontextmanager
async def prepared(module: str = HASTY) -> AsyncIterator[Ground]:
    """The ground, gone with the block."""
    with open_folder() as folder, serving() as telegram:
        async with standing_by(module, its_own_time(folder / "clock")) as nursery:
            with on_a_small_disk(folder / "disk") as (postgres, ballast):
                await asyncio.to_thread(lay_out_template, postgres.address)
                yield Ground(folder, postgres, ballast, telegram, nursery)


@contextmanager
def open_folder() -> Iterator[Path]:
    """PostgreSQL runs as somebody else where we are root."""
    with TemporaryDirectory(prefix="cluster-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def its_own_time(file: Path) -> Mapping[str, str]:
    """What the environment of a process says whose time of day stands in a file of its own."""
    return WallClock(file).environment() if found() else {}


@contextmanager
def on_a_small_disk(folder: Path) -> Iterator[tuple[Postgres, Ballast | None]]:
    """A PostgreSQL that keeps what it has said to have kept."""
    with mounted(folder, SIZE) as is_mounted:
        if not is_mounted:
            print(NO_DISK)
        postgres = Postgres(folder, SPARING)
        postgres.start()
        try:
            yield postgres, Ballast(folder) if is_mounted else None
        finally:
            postgres.stop()

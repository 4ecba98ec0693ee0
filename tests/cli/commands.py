"""The command as people run it: a process of its own, with a data folder of its own."""

import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from typer.testing import CliRunner

from bot.cli import app
from bot.settings import PREFIX, Settings

ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = str(Path(sys.executable).with_name("station"))
STARTED: Final = "已启动："
KEY: Final = "a key that is long enough to seal things"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(frozen=True, slots=True)
class Station:
    """The command with its environment."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        return Settings(data_dir=self.folder, key=self.variables.get("STATION_KEY", ""), port=0)

    @property
    def log(self) -> Path:
        """Where a server's log goes."""
        return self.folder.with_suffix(".log")

    def run(self, *words: str, stdin: str = "", expect: int = 0) -> Ran:
        """Run it to its end within this process, which is quicker; `expect` is how it must end."""
        gone = {name: None for name in os.environ if PREFIX in name}
        runner = CliRunner(env={**gone, **self._own()})
        done = runner.invoke(app, words, input=stdin)
        fault = done.exception
        assert fault is None or isinstance(fault, SystemExit), traceback.format_exception(fault)
        assert done.exit_code == expect, done.output
        return Ran(done.exit_code, done.stdout, done.stderr)

    def run_alone(self, *words: str, stdin: str = "", expect: int = 0) -> Ran:
        """Run it to its end as a process of its own."""
        done = subprocess.run(
            [COMMAND, *words],
            cwd=ROOT,
            env=self.environment(),
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    def told(self, **variables: str) -> "Station":
        """The same with further variables."""
        return Station(self.folder, {**self.variables, **variables})

    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if PREFIX not in name}
        return {**inherited, **self._own()}

    def _own(self) -> dict[str, str]:
        plain = {"COLUMNS": "200", "STATION_DATA_DIR": str(self.folder), "PYTHONUTF8": "1"}
        return {**plain, "STATION_PORT": "0", **self.variables}


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that has said where it is."""

    process: "subprocess.Popen[str]"
    origin: str


@contextmanager
def serving(station: Station, *words: str) -> Iterator[Serving]:
    """A server on a port of the system's choice, killed at the end if it still runs."""
    command = [COMMAND, "serve", "--port", "0", *words]
    station.folder.parent.mkdir(exist_ok=True)
    with (
        station.log.open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=station.environment(),
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
        ) as process,
    ):
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert STARTED in line, station.log.read_text(encoding="utf-8")
            yield Serving(process, line.split(STARTED)[1].strip())
        finally:
            process.kill()

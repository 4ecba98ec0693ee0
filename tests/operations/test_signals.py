"""A signal comes at any moment, also in the midst of writing a line of the log."""

import fcntl
import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import monotonic
from typing import Final

import pytest

from tests.crash.servers import COMMAND, free_port

SMALLEST: Final = 4096
"""What a pipe holds at least."""
WRITING_TO_STDERR: Final = "1 0x2 "
"""How Linux tells that a process waits in write(2, …)."""
NOBODY_AT_TELEGRAM: Final = {
    "STATION_TELEGRAM_TOKEN": "5000000000:AAF-only-for-tests",
    "STATION_TELEGRAM_BASE_URL": "http://127.0.0.1:1/bot",
}
"""About which the server soon has a line to log."""
PATIENCE: Final = 60.0
LOOKS_EVERY: Final = 0.05


def full_pipe() -> tuple[int, int]:
    """A pipe into which nothing more can be written until somebody reads."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, SMALLEST)
    os.write(writing, b"\n" * SMALLEST)
    return reading, writing


def begun(folder: Path, log: int) -> Popen[bytes]:
    return Popen(
        (COMMAND, "serve", "--sample", "--port", str(free_port())),
        env=os.environ | NOBODY_AT_TELEGRAM | {"STATION_DATA_DIR": str(folder)},
        stdin=DEVNULL, stdout=DEVNULL, stderr=log,
    )  # fmt: skip


def is_writing(process: Popen[bytes]) -> None:
    """Wait until it waits for somebody to read its log."""
    call, ends = Path(f"/proc/{process.pid}/syscall"), monotonic() + PATIENCE
    while not call.read_text(encoding="ascii").startswith(WRITING_TO_STDERR):
        assert monotonic() < ends, "it has written nothing"
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOKS_EVERY)


@pytest.mark.timeout(2 * PATIENCE)
def test_whoever_is_asked_to_end_while_a_line_is_written_ends(tmp_path: Path) -> None:
    reading, writing = full_pipe()
    with begun(tmp_path, writing) as process, os.fdopen(reading, "rb") as log:
        os.close(writing)
        try:
            is_writing(process)
            process.send_signal(signal.SIGTERM)
            said = log.read()
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
    assert "the server takes leave" in said.decode()

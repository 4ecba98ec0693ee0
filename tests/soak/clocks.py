"""The machine's clock, put ahead and back under a running server by libfaketime.

Only what the server takes for the time of day moves; how long something lasts does not.
"""

import os
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

from tests.debian import can_install, install

PLACES: Final = ("lib/*/faketime", "lib/faketime", "lib64/faketime", "local/lib/faketime")
LIBRARY: Final = "libfaketimeMT.so.1"
DEBIAN: Final = "libfaketime"
MISSING: Final = "no libfaketime was found. Install it (Debian: apt-get install libfaketime)."


def found() -> Path | None:
    """The library, if it is installed."""
    every = (path for place in PLACES for path in Path("/usr").glob(f"{place}/{LIBRARY}"))
    return next(every, None)


class WallClock:
    """How far the server's clock is off, as a file that the library reads at each question."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.put(timedelta())

    def put(self, off: timedelta) -> None:
        """Let the server's clock differ from this machine's by so much."""
        draft = self._file.with_suffix(".new")
        draft.write_text(f"{off.total_seconds():+.0f}\n", encoding="ascii")
        draft.replace(self._file)

    def environment(self) -> Mapping[str, str]:
        """What a process has to be started with."""
        library = found()
        assert library is not None, MISSING
        return {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }


def main() -> int:
    """Install it where that is possible; say that it is missing where it is not."""
    if found() is None and can_install():
        print("Installing libfaketime for the tests that move the clock …", flush=True)
        install(DEBIAN)
    if found() is None:
        print(f"\n*** LEFT OUT: the tests that move the clock; {MISSING}\n", flush=True)
        return 1 if os.environ.get("CI") == "true" else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())

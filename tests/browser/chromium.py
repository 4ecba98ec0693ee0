"""Which Chromium the tests drive, and how a machine comes by one.

Playwright's own download is a build of its own from a host of its own; the system's Chromium is
patched with the system and is there already on most machines.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.debian import can_install, install

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OTHER_PLACES: Final = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
# The sandbox refuses root, as in a container; the rest keeps Chromium from calling its maker.
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Without a Chinese font a screenshot shows boxes.
DEBIAN: Final = ("chromium", "fonts-noto-cjk")
MISSING: Final = (
    "no Chromium was found. Install one (Debian: apt-get install chromium fonts-noto-cjk), "
    "or name it in STATION_CHROMIUM."
)


def found() -> Path | None:
    """The Chromium named in STATION_CHROMIUM (empty: none at all), else an installed one."""
    if (named := os.environ.get("STATION_CHROMIUM")) is not None:
        return Path(named) if named else None
    on_path = (Path(where) for name in NAMES if (where := shutil.which(name)))
    return next(on_path, None) or next((place for place in OTHER_PLACES if place.exists()), None)


def has_chinese_font() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return sys.platform == "darwin"
    return bool(subprocess.run([lister, ":lang=zh-cn"], capture_output=True, check=False).stdout)


def main(words: list[str]) -> int:
    """Install what is missing where that is possible; say what is missing where it is not."""
    complete = found() is not None and has_chinese_font()
    if not complete and can_install() and "--left-out" not in words:
        print("Installing Chromium and a Chinese font for the tests in the browser …", flush=True)
        install(*DEBIAN)
    if found() is None:
        print(f"\n*** LEFT OUT: the tests in the browser; {MISSING}\n", flush=True)
        return 1 if os.environ.get("CI") == "true" else 0
    if not has_chinese_font():
        print("\n*** No Chinese font was found: screenshots will show boxes.\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

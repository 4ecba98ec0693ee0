"""Bringing what the tests need beyond Python from Debian's own packages, where that is possible."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def can_install() -> bool:
    apt = sys.platform == "linux" and Path("/etc/debian_version").exists()
    return apt and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Install packages; what apt-get says of a failure goes to standard error."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (("update",), ("install", "--yes", "--no-install-recommends", *packages)):
        done = subprocess.run(
            ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            sys.stderr.buffer.write(done.stdout)

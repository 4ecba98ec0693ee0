"""A contestant in a process of its own, spoken to over pipes: a load goes in, turns a second come
out."""

import asyncio
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final

from benchmarks.rates import Contestant, Load

ROOT: Final = Path(__file__).parents[2]
PYTHON: Final = ROOT / ".venv-peers" / "bin" / "python"
MISSING: Final = "The peers of the benchmarks are not installed: `make peers` installs them."


@contextmanager
def elsewhere(module: str, *words: str, python: Path = PYTHON) -> Iterator[Contestant]:
    """What this module plays, told these words, as long as the block lasts; a peer has an
    environment of its own."""
    assert python.exists(), MISSING
    with subprocess.Popen(
        (python, "-m", module, *words),
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip

        def ask(load: Load) -> float:
            assert process.stdin is not None
            assert process.stdout is not None
            print(json.dumps(asdict(load)), file=process.stdin, flush=True)
            answer = process.stdout.readline()
            assert answer, f"{module} ended: its error is above"
            return float(answer)

        async def bear(load: Load) -> float:
            return await asyncio.to_thread(ask, load)

        yield bear

"""The product with a fault: a message is acknowledged, and only then is its turn committed."""

import time
from typing import Any, Final

from storage import writer
from storage.turns import Taken
from tests.crash.spares import stand_by

BETWEEN: Final = 1.0
"""Seconds: long enough for a page to hear it, and for a kill to follow."""


def settle_before_commit(self: writer.Writer, batch: Any) -> list[Any]:
    outcomes = [self._run_one(work) for work in batch]
    turns = [pair for pair in zip(batch, outcomes, strict=True) if isinstance(pair[1], Taken)]
    if turns:
        writer._settle_all(*map(list, zip(*turns, strict=True)))
        time.sleep(BETWEEN)
    self._connection.execute("COMMIT")
    return outcomes


def settle_unsettled(work: Any, outcome: Any) -> None:
    if not work.future.done():
        SETTLE(work, outcome)


SETTLE: Final = writer._settle

if __name__ == "__main__":
    writer.Writer._run_all = settle_before_commit  # type: ignore[method-assign]
    writer._settle = settle_unsettled
    stand_by()

"""The product with a fault: what was decided is acknowledged, and only then committed."""

import time
from typing import Any, Final

from storage import writer
from tests.crash.spares import stand_by

BETWEEN: Final = 0.3
"""Seconds: long enough for a kill to fall into."""


def settle_before_commit(self: writer.Writer, batch: Any) -> list[Any]:
    outcomes = [self._run_one(work) for work in batch]
    writer._settle_all(batch, outcomes)
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

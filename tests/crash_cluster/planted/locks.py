"""The product with a fault: units take no lock of their station, and each statement sees whatever
others have committed by then."""

from storage.postgres import store
from tests.crash_cluster.hasty import stand_by_for_short

if __name__ == "__main__":
    store.WRITES = "BEGIN ISOLATION LEVEL READ COMMITTED"  # type: ignore[misc]
    store.LOCK = "SELECT {key}"  # type: ignore[misc]
    store.UNLOCK = "COMMIT; SELECT {key}"  # type: ignore[misc]
    stand_by_for_short()

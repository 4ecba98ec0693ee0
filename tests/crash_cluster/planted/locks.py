"""The product with a fault: units wait for no other of their station, and each statement sees
whatever others have committed by then."""

from contextlib import nullcontext

from storage.postgres import store
from tests.crash_cluster.hasty import stand_by_for_short

UNSAFE = "BEGIN ISOLATION LEVEL READ COMMITTED"


def unordered(_store: store.PostgresStore, _order: str) -> nullcontext[None]:
    return nullcontext()


if __name__ == "__main__":
    store.BESIDE_OTHERS = store.ALONE = UNSAFE  # type: ignore[misc]
    store.LOCK = "SELECT {key}"  # type: ignore[misc]
    store.UNLOCK = "COMMIT; SELECT {key}"  # type: ignore[misc]
    store.PostgresStore._behind = unordered  # type: ignore[assignment,method-assign]
    stand_by_for_short()

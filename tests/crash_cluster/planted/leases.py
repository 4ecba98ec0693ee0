"""The product with a fault: a courier forgets the lease as soon as it has it, so that it holds
nobody off from what is being sent."""

from datetime import timedelta

from tests.crash_cluster import hasty

if __name__ == "__main__":
    hasty.LEASE = timedelta(0)  # type: ignore[misc]
    hasty.stand_by_for_short()

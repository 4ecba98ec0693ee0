"""Locks that all servers on one database know, by a name."""

from hashlib import blake2b


def lock_of(name: str) -> int:
    """The number of a lock; two names with one number only wait for each other."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)

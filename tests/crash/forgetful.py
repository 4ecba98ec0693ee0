"""The product without its memory of messages: a second delivery is taken for a first one.

It exists to show that the checker sees what the inbox protects from. The unique index must be gone
as well, or the second insert would fail.
"""

from storage import turns
from tests.crash.spares import stand_by

KEEP_AGAIN = turns.KEEP.replace(" ON CONFLICT (chat, message) DO NOTHING", "")

if __name__ == "__main__":
    turns.KEEP = KEEP_AGAIN  # type: ignore[misc]
    stand_by()

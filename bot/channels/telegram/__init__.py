"""Telegram: what its Bot API sends is read, what is said is put into its words."""

import os

# PTB is about to give waits as lengths of time, and warns of whoever has not asked for it.
os.environ.setdefault("PTB_TIMEDELTA", "1")

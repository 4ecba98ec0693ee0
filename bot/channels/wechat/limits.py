"""How much an Official Account may send.

No figure is published for the length of a text; over 2048 bytes it is refused (45002), and a
passive reply of that size is shown as a failure.
"""

from datetime import timedelta
from typing import Final

from core.rates import Rate
from storage.rate_clocks import Clock

CHANNEL: Final = "wechat"
TEXT_BYTES: Final = 2000
MOST_ITEMS: Final = 10
"""As many as a menu message of a phone's height holds."""
SHARED: Final = Clock(CHANNEL, Rate(timedelta(milliseconds=20), 50))
"""Calls are counted by the day (45009); this only keeps a burst of ours from looking like one."""

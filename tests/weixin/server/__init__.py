"""WeChat's and WeCom's servers and people, as far as the product meets them.

It keeps the documented rules by itself and knows nothing of the product: tokens, windows and
quotas, error codes, sealed callbacks with their repetitions, cards and their codes. One server
holds many worlds: each has accounts and people of its own, and a clock that a test moves.
"""

from tests.weixin.server.errors import Misused, Refusal
from tests.weixin.server.serving import Server, serving
from tests.weixin.server.shown import Shown
from tests.weixin.server.world import World

__all__ = ["Misused", "Refusal", "Server", "Shown", "World", "serving"]

"""What a page in WeChat's browser proves itself by ("JS-SDK: wx.config")."""

import hashlib
from typing import Final

SIGNED: Final = "jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url}"


def jssdk_signature(ticket: str, nonce: str, timestamp: int, url: str) -> str:
    """The signature for the page at `url`, which counts as it stands in the address bar, without
    what follows `#`."""
    url = url.partition("#")[0]
    words = SIGNED.format(ticket=ticket, nonce=nonce, timestamp=timestamp, url=url)
    return hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest()

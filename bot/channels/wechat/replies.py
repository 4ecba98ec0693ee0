"""The XML that answers a push at once (Official Account: passive user reply).

It is put together here and not by the library, whose reply is broken by `]]>` in its text. A test
holds it to what the library writes otherwise.
"""

from collections.abc import Mapping
from datetime import datetime

from bot.weixin.xml import Value, cleaned, written


def text_reply(to: str, from_: str, at: datetime, content: str) -> str:
    """`to` is the person's openid, `from_` the account's original id. An empty text would be shown
    as a failure of the account: it is refused by `ValueError`."""
    words = cleaned(content)
    if not words.strip():
        raise ValueError("a reply needs words")
    return _reply(to, from_, at, {"MsgType": "text", "Content": words})


def image_reply(to: str, from_: str, at: datetime, media_id: str) -> str:
    """`media_id` is that of a picture that was uploaded."""
    if not media_id:
        raise ValueError("a reply needs a picture")
    return _reply(to, from_, at, {"MsgType": "image", "Image": {"MediaId": media_id}})


def _reply(to: str, from_: str, at: datetime, content: Mapping[str, Value]) -> str:
    moment = int(at.timestamp())
    return written({"ToUserName": to, "FromUserName": from_, "CreateTime": moment, **content})

"""The XML that answers a push at once (Official Account: passive user reply).

It is put together here and not by the library, whose reply is broken by `]]>` in its text. A test
holds it to what the library writes otherwise.
"""

from datetime import datetime

from bot.weixin.xml import cleaned, written


def text_reply(to: str, from_: str, at: datetime, content: str) -> str:
    """`to` is the person's openid, `from_` the account's original id. An empty text would be shown
    as a failure of the account: it is refused by `ValueError`."""
    words = cleaned(content)
    if not words.strip():
        raise ValueError("a reply needs words")
    return written(
        {
            "ToUserName": to,
            "FromUserName": from_,
            "CreateTime": int(at.timestamp()),
            "MsgType": "text",
            "Content": words,
        }
    )

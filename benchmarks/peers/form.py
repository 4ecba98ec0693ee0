"""The form that the peers ask: what they say, and the updates that they get.

Nothing but the standard library, since each peer may live in an environment of its own.
"""

import json
from typing import Any, Final

QUESTIONS: Final = ("单位全称？", "怎么称呼？", "电话？", "什么时候？", "以上对吗？")
DONE: Final = "登记好了"
TOKEN: Final = "1:bench"
ME: Final = {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
NOW: Final = 1_760_000_000


def update_json(number: int, chat: int, text: str) -> str:
    """An update as Telegram sends it."""
    sender = {"id": chat, "is_bot": False, "first_name": "u", "language_code": "zh-hans"}
    message = {
        "message_id": number,
        "date": NOW,
        "chat": {"id": chat, "type": "private", "first_name": "u"},
        "from": sender,
        "text": text,
    }
    return json.dumps({"update_id": number, "message": message}, ensure_ascii=False)


def answer_json(chat: int, text: str) -> str:
    """What Telegram answers to a message that was sent."""
    private = {"id": chat, "type": "private"}
    sent: dict[str, Any] = {"message_id": 1, "date": NOW, "chat": private, "text": text}
    return json.dumps({"ok": True, "result": sent})

"""werobot opens and seals what it is given: JSON in, JSON out, in the judges' environment.

It knows nothing of the product, which has the library that it is compared with.
"""

import json
import sys
from typing import Any

from werobot.crypto import MessageCrypt  # type: ignore[import-not-found]


def said(task: dict[str, Any]) -> Any:
    crypt = MessageCrypt(task["token"], task["key"], task["receive_id"])
    if "content" in task:
        return crypt.encrypt_message(task["content"], task["timestamp"], task["nonce"])
    stamp = (task["timestamp"], task["nonce"], task["signature"])
    return crypt.decrypt_message(*stamp, task["sealed"]).decode()


if __name__ == "__main__":
    json.dump([said(task) for task in json.load(sys.stdin)], sys.stdout)

"""How long a text may be at Telegram, in units of UTF-16 after parsing.

Bot API: sendMessage.text, sendPhoto.caption and answerCallbackQuery.text.
"""

from typing import Final

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
ALERT_LIMIT: Final = 200

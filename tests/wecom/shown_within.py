"""What WeCom shows whole: the lengths that its documentation names, held against what we send.

Sending app messages: text, markdown, template_card (button_interaction).
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.channels.wecom.button_cards import ButtonCard, question_cards, request_card
from bot.channels.wecom.places import task_id
from bot.channels.wecom.rendering import Text, rendered
from bot.messengers.splitting import UTF16
from core.messages import Card, Outbound

CHATID: Final = "roomOfTests"
TASK: Final = re.compile(r"[0-9A-Za-z_@-]{1,128}")
KEY_BYTES: Final = 1024
MESSAGE_BYTES: Final = 2048


def fits(message: Outbound, n: int, about: Card | None, names: Mapping[str, str]) -> None:
    """A message keeps to every length, in a group and in a member's own chat."""
    for piece in rendered(message, about, names):
        if isinstance(piece, Text):
            assert 0 < len(piece.content.encode()) <= MESSAGE_BYTES
    if message.card:
        card_fits(request_card(message.card, message.choices, task_id(n, CHATID)))
    for card in question_cards(message, about, n, CHATID):
        card_fits(card)


def card_fits(card: ButtonCard) -> None:
    """A card with buttons shows all that it holds."""
    shown = card.json()
    assert 0 < UTF16.of(shown["main_title"]["title"]) <= 26
    assert UTF16.of(shown["main_title"]["desc"]) <= 30
    assert UTF16.of(shown["sub_title_text"]) <= 112
    assert TASK.fullmatch(shown["task_id"])
    assert len(shown["horizontal_content_list"]) <= 6
    assert all(map(row_fits, shown["horizontal_content_list"]))
    assert 0 < len(shown["button_list"]) <= 6
    assert all(map(button_fits, shown["button_list"]))
    assert UTF16.of(shown.get("replace_text", "")) <= 10


def row_fits(row: Mapping[str, Any]) -> bool:
    return 0 < UTF16.of(row["keyname"]) <= 5 and 0 < UTF16.of(row["value"]) <= 26


def button_fits(button: Mapping[str, Any]) -> bool:
    return 0 < UTF16.of(button["text"]) <= 10 and 0 < len(button["key"].encode()) <= KEY_BYTES

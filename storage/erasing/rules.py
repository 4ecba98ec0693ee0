"""What becomes of each table's rows that are somebody's. What no rule names stays: ids, times,
states, numbers, stars, and the events, of which only the wished time quotes a person.

`whose` names the sets of ids by which rows are theirs; in a text of several columns one is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from core.erasures import MARK

Value = str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """`whose` gives for a column the kind of ids that are looked for in it; `becomes` what the
    others hold afterwards. Rows without any `becomes` go whole."""

    table: str
    whose: Mapping[str, str]
    becomes: Mapping[str, Value] = field(default_factory=dict)


SAID: Final[Mapping[str, Value]] = {
    "text": "", "press": None, "attachment": None, "fault": "", "heard": "[]",
}  # fmt: skip
UNKNOWN: Final[Mapping[str, Value]] = {
    "company": MARK, "name": "", "phone": "", "phone_digest": "", "phone_end_digest": "",
}  # fmt: skip

RULES: Final = (
    Rule("inbox", {"chat": "chats", "thread": "requests"}, SAID),
    Rule("outbox", {"chat": "chats", "thread": "requests"}, {"echo": "", "fault": ""}),
    Rule("outbox", {"chat": "chats"}, {"key": ""}),
    Rule("progress", {"chat": "chats", "subject": "requests"}, {"answers": "{}", "asked": None}),
    Rule("words", {"request": "requests", "person": "persons", "id": "words"}, {"text": MARK}),
    Rule("contact", {"id": "contacts"}, UNKNOWN),
    Rule("request", {"id": "requests"}, {"wish": ""}),
    Rule("lesson", {"chat": "chats", "request": "requests"}, {"words": "", "matched": "[]"}),
    Rule("due", {"chat": "chats", "object": "requests"}, {"fault": ""}),
    Rule("person", {"id": "persons"}, {"name": ""}),
    Rule("chat_out", {"chat": "chats"}, {"address": "", "unreachable": "应本人要求已删除"}),
    Rule("picture", {"chat": "chats", "person": "persons", "request": "requests"}),
    Rule("identity", {"person": "persons"}),
    Rule("contact_window", {"place": "places"}),
    Rule("consent", {"place": "places"}),
    Rule("rate_clock", {"name": "places"}),
    Rule("focus", {"chat": "chats"}),
    Rule("card_post", {"chat": "chats"}),
    Rule("card_code", {"chat": "chats"}),
    Rule("topic", {"chat": "chats"}),
    Rule("seen", {"chat": "chats", "person": "persons"}),
    Rule("chat_link", {"chat": "chats"}),
    Rule("link_code", {"chat": "chats"}),
    Rule("link_tries", {"chat": "chats"}),
)

"""Template cards: what makes one whole, who sees which state of it, and the codes that change it.

A card's code comes with its sending and a fresh one with each press; each is good for one update
within 72 hours (update_template_card).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from tests.weixin.server.errors import Json, Refusal

if TYPE_CHECKING:
    from tests.weixin.server.corp.corporation import App

LIFE: Final = timedelta(hours=72)
TASK: Final = re.compile(r"[0-9A-Za-z_\-@]{1,128}")
BUTTONS: Final = 6
LINES: Final = 6
JUMPS: Final = 3
KEY_BYTES: Final = 1024
ACTIVE: Final = frozenset({"button_interaction", "vote_interaction", "multiple_interaction"})
KINDS: Final = frozenset({"text_notice", "news_notice", *ACTIVE})


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card as one member sees it. `replaced` is what stands instead of its buttons."""

    app: "App"
    task_id: str
    kind: str
    title: str
    text: str
    buttons: tuple[tuple[str, str], ...]
    replaced: str
    raw: Json


@dataclass(slots=True)
class Code:
    card: "Card"
    until: datetime
    used: bool = False


@dataclass(slots=True)
class Card:
    """`views` are the states that members see, by user id."""

    app: "App"
    task_id: str
    views: dict[str, Json] = field(default_factory=dict)

    def new_code(self, userid: str) -> str:
        world = self.app.world
        code = f"code-{world.number}-{world.count()}-{userid}"
        self.app.codes[code] = Code(self, world.now + LIFE)
        return code

    def seen_by(self, userid: str) -> CardShown | None:
        view = self.views.get(userid)
        if view is None:
            return None
        pairs = ((one["key"], one["text"]) for one in view.get("button_list", ()))
        replaced = view.get("replace_text", "")
        title, kind = view.get("main_title", {}).get("title", ""), view["card_type"]
        text = "\n".join(_words(view))
        return CardShown(self.app, self.task_id, kind, title, text, tuple(pairs), replaced, view)

    def greys(self, userids: Iterable[str], words: str) -> None:
        for userid in userids:
            self.views[userid] = {**self.views[userid], "replace_text": words}

    def becomes(self, userids: Iterable[str], view: Json) -> None:
        for userid in userids:
            self.views[userid] = view


def _words(part: Any) -> list[str]:
    """All that one can read on a card."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, Mapping):
        unread = {"card_type", "task_id", "key", "url", "question_key", "id", "icon_url"}
        return [word for name in part if name not in unread for word in _words(part[name])]
    if isinstance(part, list):
        return [word for one in part for word in _words(one)]
    return []


def checked(card: object, *, fresh: bool = True) -> Json:
    """The card, if it is whole. One that replaces another keeps its task."""
    if not isinstance(card, dict) or card.get("card_type") not in KINDS:
        raise Refusal(40058)
    kind = card["card_type"]
    title = card.get("main_title", {}).get("title", "")
    if kind == "text_notice":
        _notice(card, title)
    elif kind == "button_interaction":
        if not title:
            raise Refusal(40058)
        _buttons(card.get("button_list"))
    if fresh and (kind in ACTIVE or "action_menu" in card):
        _task(card.get("task_id"))
    if (
        len(card.get("horizontal_content_list", ())) > LINES
        or len(card.get("jump_list", ())) > JUMPS
    ):
        raise Refusal(40058)
    if not all(one.get("keyname") for one in card.get("horizontal_content_list", ())):
        raise Refusal(40058)
    return card


def _notice(card: Json, title: str) -> None:
    action = card.get("card_action") or {}
    if not (title or card.get("sub_title_text")) or action.get("type") not in {1, 2}:
        raise Refusal(40058)
    if action["type"] == 1 and not action.get("url"):
        raise Refusal(40058)


def _buttons(buttons: object) -> None:
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= BUTTONS:
        raise Refusal(40058)
    for button in buttons:
        if not button.get("text") or not 0 < len(str(button.get("key", "")).encode()) <= KEY_BYTES:
            raise Refusal(40058)
    if len({button["key"] for button in buttons}) < len(buttons):
        raise Refusal(40058)


def _task(task_id: object) -> None:
    if not isinstance(task_id, str) or not TASK.fullmatch(task_id):
        raise Refusal(42014)


def spent(app: "App", code: str, now: datetime) -> Card:
    """The card of a code that is good, which is then used up."""
    found = app.codes.get(code)
    if found is None or found.used or now >= found.until:
        raise Refusal(72024)
    found.used = True
    return found.card

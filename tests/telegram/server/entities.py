"""Formatted text: what people see of it, and the entities that Telegram says it has.

Offsets and lengths count UTF-16 units, as everywhere in the Bot API.
"""

import re
from html.parser import HTMLParser
from typing import Final

from tests.telegram.server.calls import Json

TYPES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
FOUND: Final = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z]\w{2,31}")),
    ("url", re.compile(r"\bhttps?://[^\s<>\"，。；、）]+")),
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[tuple[str, int, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, units(self.text), dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            return
        opened, offset, attributes = self._open.pop()
        if length := units(self.text) - offset:
            entity: Json = {"type": TYPES.get(opened, opened), "offset": offset, "length": length}
            if opened == "a":
                entity["url"] = attributes.get("href") or ""
            if opened == "tg-emoji":
                entity["custom_emoji_id"] = attributes.get("emoji-id") or ""
            self.entities.append(entity)


def of_html(text: str) -> tuple[str, list[Json]]:
    """The text without its tags, and its entities; the tags are known to be sound."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.text, reader.entities


def found_in(text: str) -> list[Json]:
    """What Telegram marks by itself: commands, mentions, links."""
    return [
        {"type": kind, "offset": units(text[: hit.start()]), "length": units(hit.group())}
        for kind, pattern in FOUND
        for hit in pattern.finditer(text)
    ]


def shown(text: str, parse_mode: str | None, given: list[Json] | None) -> tuple[str, list[Json]]:
    """Text and entities as the message will have them; given entities leave no parse mode."""
    entities = list(given or ())
    if not entities and (parse_mode or "").upper() == "HTML":
        text, entities = of_html(text)
    shift = units(text) - units(text.lstrip())
    text = text.strip()
    kept = [_within(each, shift, units(text)) for each in entities]
    marked = [each for each in kept if each["length"] > 0]
    spans = {(each["offset"], each["length"]) for each in marked}
    own = [each for each in found_in(text) if (each["offset"], each["length"]) not in spans]
    return text, sorted(marked + own, key=lambda each: (each["offset"], -each["length"]))


def _within(entity: Json, shift: int, end: int) -> Json:
    start = max(0, entity["offset"] - shift)
    stop = min(end, entity["offset"] - shift + entity["length"])
    return entity | {"offset": start, "length": stop - start}

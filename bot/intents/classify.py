"""Classification of JSON lines: one line in, one line out, in order, whatever stands in it."""

import json
from collections.abc import Iterable, Iterator

from bot.intents.lexicon import Lexicon
from bot.intents.long_texts import Readable, readable
from bot.intents.normal import normalise
from bot.intents.understand import Understanding, understand

_NO_OBJECT = '这一行不是 JSON 对象，应为 {"id": …, "text": …}'
_NO_TEXT = "这一行没有文字，text 应为一段文字"


def classify_lines(lines: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """A line that cannot be read gets an `error` and the verdict on an empty text."""
    for line in lines:
        yield json.dumps(_classify(line, lexicon), ensure_ascii=False)


def _classify(line: str, lexicon: Lexicon) -> dict[str, object]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        return _verdict(None, "", lexicon) | {"error": _NO_OBJECT}
    text = given.get("text")
    if not isinstance(text, str):
        return _verdict(given.get("id"), "", lexicon) | {"error": _NO_TEXT}
    return _verdict(given.get("id"), text, lexicon)


def _verdict(identifier: object, text: str, lexicon: Lexicon) -> dict[str, object]:
    ends = readable(text)
    meant = understand(normalise(ends.text), lexicon)
    item = meant.item
    return {
        "id": identifier,
        "intent": meant.intent,
        "category": meant.category,
        "ranked": list(meant.ranked),
        "confidence": meant.confidence,
        "ask": meant.ask,
        "matched": _words(meant, ends),
        "flow": meant.flow,
        "item": {"clause": item.clause, "name": item.name} if item else None,
    } | ({"left_out": ends.left_out} if ends.left_out else {})


def _words(meant: Understanding, ends: Readable) -> list[dict[str, object]]:
    return [
        {
            "word": ends.text[word.start : word.end],
            "start": ends.original(word.start),
            "end": ends.original(word.end),
        }
        for word in meant.matched
    ]

"""Classification of JSON lines: one line in, one line out, in order, whatever stands in it."""

import json
from collections.abc import Iterable, Iterator

from bot.intents.hearing import Heard, heard, meant_by
from bot.intents.lexicon import Lexicon
from bot.intents.understand import Understanding

_NO_OBJECT = '这一行不是 JSON 对象，应为 {"id": …, "text": …}'
_NO_TEXT = "这一行没有文字，text 应为一段文字"


def classify_lines(lines: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """A line that cannot be read gets an `error` and the verdict on an empty text."""
    for line in lines:
        yield json.dumps(_classify(line, lexicon), ensure_ascii=False)


def _classify(line: str, lexicon: Lexicon) -> dict[str, object]:
    try:
        given = json.loads(line)
        json.dumps(given, allow_nan=False)  # NaN and 1e999 are read, and can be no answer's id
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        return _verdict(None, "", lexicon) | {"error": _NO_OBJECT}
    text = given.get("text")
    if not isinstance(text, str):
        return _verdict(given.get("id"), "", lexicon) | {"error": _NO_TEXT}
    return _verdict(given.get("id"), text, lexicon)


def _verdict(identifier: object, text: str, lexicon: Lexicon) -> dict[str, object]:
    message = heard(text)
    meant, left_out = meant_by(message, lexicon), message.ends.left_out
    item = meant.item
    return {
        "id": identifier,
        "intent": meant.intent,
        "category": meant.category,
        "ranked": list(meant.ranked),
        "confidence": meant.confidence,
        "ask": meant.ask,
        "matched": _words(meant, message),
        "flow": meant.flow,
        "item": {"clause": item.clause, "name": item.name} if item else None,
    } | ({"left_out": left_out} if left_out else {})


def _words(meant: Understanding, message: Heard) -> list[dict[str, object]]:
    return [
        {
            "word": message.text[word.start : word.end],
            "start": message.original(word.start),
            "end": message.original(word.end),
        }
        for word in meant.matched
    ]

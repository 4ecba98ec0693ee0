"""What might be said, drawn: markup, emoji of several parts, halves of characters, what nobody
sees, and texts that are longer than a message."""

from typing import Final

from hypothesis import strategies as st

from bot.messengers.splitting import is_blank, sendable
from core.messages import Card, Choice, Delivery, Line, Outbound

FAMILY: Final = "👨‍👩‍👧‍👦"
BITS: Final = st.sampled_from(
    ["<b>", "</b>", "&amp;", "&", "<", ">", "&#60;", "。", "！”", "\n", "\n\n", " ", "\u3000", "，",
     FAMILY, "🇨🇳", "👍🏽", "❤️", "e\u0301", "计量检测", "\u200b", "\ud83d", "\ude00", "\x00", "\r\n"]
)  # fmt: skip
WORDS: Final = st.text(st.characters(), max_size=40) | st.lists(BITS, max_size=20).map("".join)
LONG: Final = WORDS | st.builds(
    lambda words, times, end: words * times + end, WORDS, st.integers(1, 1500), WORDS
)
IDS: Final = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=10)
CHOICES: Final = st.lists(st.builds(Choice, IDS, WORDS, st.just("")), max_size=120).map(tuple)
CARDS: Final = st.builds(
    lambda title, rows, state, urgent: Card(
        "r7", Line("{title}", {"title": title}),
        tuple((label, Line("{words}", {"words": words})) for label, words in rows), state, urgent,
    ),
    WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=4), WORDS, st.booleans(),
)  # fmt: skip
OUTBOUNDS: Final = st.builds(
    lambda text, choices, card, image, source, delivery: Outbound(
        "telegram:1", (Line("{said}", {"said": text}),), choices, card, image,
        source=source, delivery=delivery,
    ),
    LONG, CHOICES, st.none() | CARDS, st.sampled_from(["", "p/1"]),
    st.sampled_from(["", "li", "stranger"]), st.sampled_from(Delivery),
)  # fmt: skip


def seen(text: str) -> str:
    """The characters of a text that are no spaces and show something."""
    return "".join(one for one in sendable(text) if not is_blank(one))

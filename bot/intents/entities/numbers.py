"""Numbers as people write and speak them: 12, 十二, 两, 幺五七."""

from typing import Final

SPOKEN_DIGITS: Final = {
    "零": "0", "〇": "0", "洞": "0",
    "一": "1", "幺": "1", "壹": "1", "腰": "1", "妖": "1", "吆": "1",
    "二": "2", "两": "2", "俩": "2", "贰": "2",
    "三": "3", "仨": "3", "叁": "3",
    "四": "4", "肆": "4", "五": "5", "伍": "5", "六": "6", "陆": "6",
    "七": "7", "拐": "7", "柒": "7", "八": "8", "捌": "8", "九": "9", "勾": "9", "玖": "9",
}  # fmt: skip
SPOKEN_CLASS: Final = "".join(SPOKEN_DIGITS)

COUNTS: Final = {
    "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
TEN: Final = "十"
NUMBER: Final = (
    r"(?:\d{1,3}|[一二两俩三四五六七八九]?十[一二三四五六七八九]?|[一二两俩三四五六七八九])"
)


def count_of(text: str) -> int:
    """Read what `NUMBER` matches."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition(TEN)
    whole = COUNTS.get(tens, 1) * 10 if ten else 0
    return whole + COUNTS.get(ones, 0)

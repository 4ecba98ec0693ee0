"""Today, said by its hours alone: 五点前回我电话, 下午能来吗, 下班前."""

import re
from datetime import date
from typing import Final

from bot.intents.entities.days.values import Days, rule
from core.wishes import WishKind


def _this_day(_: re.Match[str], today: date) -> Days:
    return Days(today, today, open=True, vague=True)


def _before_closing(_: re.Match[str], today: date) -> Days:
    return Days(today, today, WishKind.BY, period=True)


_BY_NUMBER: Final = "0123456789一二两三四五六七八九十"
_CLOCK: Final = (
    r"(?:十[一二]?|[一二两三四五六七八九]|1\d|2[0-4]|0?[1-9])"
    r"(?:点(?!要|建|意|问|都|也|事|儿)半?钟?|:[0-5]\d)"
)
_PART: Final = "早上|上午|中午|下午|傍晚|晚上"
_ASKED: Final = (
    r"(?:(?:[派送取拿]|过?来|上门)(?![的了过电])|到(?:[吗么不,。!?]|现场|场|厂|$)|回(?:我|个|电|话|复)"
    r"|打(?:我|给我|电话|过来)|联系我)"
)
_HOURS_ALONE: Final = (
    r"(?<![今明后早当每周天日号上有是在到0-9:.])"
    rf"(?=(?:(?:{_PART})(?:{_CLOCK})?|{_CLOCK})(?:[到至~-]{_CLOCK})?"
    r"(?:之前|以前|前|以后|之后|后|左右)?(?:就|能不能|能|可以|可不可以|请|麻烦|给我|帮我|再)*"
    rf"{_ASKED})"
)
"""Only where something is asked for then: 你们8点开门 is no wish."""

RULES: Final = (
    rule("下收", r"(?:下班|收工)(?:之|以)?前", _before_closing),
    rule("下晚傍中早上" + _BY_NUMBER, _HOURS_ALONE, _this_day),
)

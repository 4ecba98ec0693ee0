"""Request numbers as people write them: whole, or the last part alone within a year."""

import re
from typing import Final

FORM: Final = "{code}-{year}-{value:04d}"
SHORT: Final = "#"
WHOLE: Final = re.compile(r"[A-Z][A-Z0-9]{0,7}-\d{4}-\d{4,}")
PART: Final = re.compile(r"#?(\d{1,6})")


def mention(text: str) -> str:
    """A number as it is looked up: whole in capitals, or "#7"; empty for what is no number."""
    text = text.strip().upper()
    if WHOLE.fullmatch(text):
        return text
    part = PART.fullmatch(text)
    return f"{SHORT}{int(part[1])}" if part else ""


def whole_number(mentioned: str, code: str, year: int) -> str:
    """The whole number that a mention stands for at a station in a year."""
    if not mentioned.startswith(SHORT):
        return mentioned
    return FORM.format(code=code, year=year, value=int(mentioned.removeprefix(SHORT)))

"""Of several needs one is no longer wanted: "查标准那个不用了，只报检定"."""

import re
from typing import Final

from bot.dialogs.intake.listening import Hearing, Listening
from bot.dialogs.intake.narrowing import DOING, NOT_WANTED, takes_part_out
from bot.dialogs.intake.parts import EMPTY_LETTERS, NTH, Part, is_pointed_to

ALL_OF_IT: Final = re.compile(r"都|全部|全都|所有|整个")
OFF: Final = "1"


def hear_call_off(listening: Listening) -> Hearing:
    """The need whose own clause says that it is not wanted; never the last one that is left."""
    plain, needs = listening.reading.plain, listening.needs
    if len(needs) == 1 or ALL_OF_IT.search(plain) or not NOT_WANTED.search(plain):
        return Hearing()
    off = {part.need for part in listening.parts if part.need and _is_called_off(listening, part)}
    if len(off) != 1:
        return Hearing()
    return Hearing({f"need.{off.pop()}.off": OFF})


def _is_called_off(listening: Listening, part: Part) -> bool:
    """Whether a clause says that its need is not wanted: one that is named beside what is to be
    done with it, for 检 alone stands in the words of any need."""
    plain = listening.reading.plain
    off = NOT_WANTED.search(plain, part.start, part.end)
    if off is None:
        return False
    if not part.named or NTH.search(plain, part.start, part.end):
        return True
    detail = listening.answers.get(f"need.{part.need}.detail", "")
    if takes_part_out(plain[part.start : part.end], detail):
        return False
    said = plain[part.start : off.start()] + plain[off.end() : part.end]
    shared = set(said) & set(detail) - EMPTY_LETTERS - DOING
    return bool(shared) or is_pointed_to(
        listening.reading, (part.start, part.end), listening.answers, part.need
    )

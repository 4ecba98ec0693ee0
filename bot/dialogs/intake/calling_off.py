"""Of several needs one is no longer wanted: "查标准那个不用了，只报检定"."""

import re
from typing import Final

from bot.dialogs.intake.listening import Hearing, Listening
from bot.dialogs.intake.parts import parts
from bot.dialogs.intake.steps import needs_in

NOT_WANTED: Final = re.compile(r"不用了|不要了|不办了|不弄了|不报了|不做了|取消|算了|先不|就不")
ALL_OF_IT: Final = re.compile(r"都|全部|全都|所有|整个")
OFF: Final = "1"


def hear_call_off(listening: Listening) -> Hearing:
    """The need whose own clause says that it is not wanted; never the last one that is left."""
    plain, needs = listening.reading.plain, needs_in(listening.answers)
    if len(needs) == 1 or ALL_OF_IT.search(plain) or not NOT_WANTED.search(plain):
        return Hearing()
    off = {
        part.need
        for part in parts(listening.reading, listening.answers)
        if part.need and NOT_WANTED.search(plain, part.start, part.end)
    }
    if len(off) != 1:
        return Hearing()
    return Hearing({f"need.{off.pop()}.off": OFF})

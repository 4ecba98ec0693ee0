"""When the station is open, as it is told."""

from typing import Final

from core.context import Context
from core.messages import Line
from core.shanghai import moment_words

CLOSED: Final = Line("现在是休息时间，{next}上班，到时第一时间处理。")


def closed_note(context: Context) -> tuple[Line, ...]:
    """Out of hours: that it is, and when somebody is there again."""
    calendar = context.station.calendar
    if calendar.is_open(context.now):
        return ()
    opening = moment_words(calendar.next_opening(context.now))
    return (Line(CLOSED.template, {"next": opening}),)

"""The monthly word to the head: what corrections have taught, and what waits to be taken over."""

from collections.abc import Iterator
from typing import Final

from bot.due.saying import heads_of
from core.categories import Category, row_of
from core.decision import NOTHING, Decision
from core.due import Due
from core.due_context import DueContext
from core.lessons import TaughtMonth, Waiting
from core.messages import Audience, Line, Outbound
from core.shanghai import day_of, first_of_month

TITLE: Final = (
    "{month}月更正小结：更正和选择{lessons}次，提交{filed}单，其中误分类{misrouted}单{rate}。"
)
RATE: Final = "（{percent:.1f}%）"
WAITING: Final = "有{count}处词表改动可以采用，金标都不变差："
GAINED: Final = "“{term}”归入{category}，留出的更正多对{more}条"
LOST: Final = "“{term}”不再指向{category}，留出的更正多对{more}条"
HOW: Final = (
    "请管理员运行 station lexicon review 查看并采用；哪个词引错了看 station lexicon misroutes。"
)
NONE_WAITS: Final = "没有可以采用的词表改动。哪个词引错了，请管理员看 station lexicon misroutes。"
MOST_LISTED: Final = 5


def report(due: Due, known: DueContext) -> Decision:
    """Tell each head alone, if anything was taught or waits."""
    taught = known.taught
    if taught is None or not (taught.lessons or taught.waiting):
        return NOTHING
    month = first_of_month(day_of(due.due_at), -1).month
    context, lines = known.context, tuple(_lines(month, taught))
    return Decision(
        says=tuple(
            Outbound(room, lines, audience=Audience.REMINDER, only=head)
            for head in heads_of(context)
            for room in context.station.rooms
        )
    )


def _lines(month: int, taught: TaughtMonth) -> Iterator[Line]:
    rate = RATE.format(percent=100 * taught.misrouted / taught.filed) if taught.filed else ""
    values = {
        "month": str(month),
        "lessons": str(taught.lessons),
        "filed": str(taught.filed),
        "misrouted": str(taught.misrouted),
        "rate": rate,
    }
    yield Line(TITLE, values)
    if not taught.waiting:
        yield Line(NONE_WAITS)
        return
    yield Line(WAITING, {"count": str(len(taught.waiting))})
    yield from map(_waiting, taught.waiting[:MOST_LISTED])
    yield Line(HOW)


def _waiting(one: Waiting) -> Line:
    return Line(
        LOST if one.dropped else GAINED,
        {
            "term": one.term,
            "category": row_of(Category(one.category)).short,
            "more": str(one.more_right),
        },
    )

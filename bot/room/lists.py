"""What waits to be done, and what a search finds: masked, oldest first, for whoever asked."""

from collections.abc import Iterable
from typing import Final

from bot.dialogs.intake.steps import short_of
from bot.room.talk import RoomTalk, saying
from core.context import Dossier, Listing
from core.decision import Decision
from core.masking import mask_name, scrub
from core.messages import Choice, Line

TITLES: Final = {
    Listing.MINE: "您的待办共{count}张，等得最久的在前：",
    Listing.ALL: "全部待办共{count}张，等得最久的在前：",
    Listing.SEARCH: "查到{count}张：",
}
NOTHING: Final = {
    Listing.MINE: Line("您手上没有待办，辛苦了。"),
    Listing.ALL: Line("现在没有待办。"),
    Listing.SEARCH: Line("没有查到。可以按单号、单位名称或电话后四位查。"),
}
ROW: Final = "{name}｜{state}｜{age}｜{owner}\n{company} {contact}：{detail}"
MORE: Final = "还有{count}张没有列出，请用“查”缩小范围。"
HOW_TO_SEARCH: Final = Line("请在“查”后面写单号、单位名称或电话后四位，例如“查 0007”。")
RECEPTION: Final = "人工接待"
UNCLAIMED: Final = "无人接单"
GONE: Final = "已离站人员"
HOURS: Final = "{hours}小时{minutes}分"
WHOLE_HOURS: Final = "{hours}小时"
MINUTES: Final = "{minutes}分钟"
SHOWN: Final = 20
DETAIL_LETTERS: Final = 24
SEE_ALL: Final = Choice("all", "全部待办", f"list:{Listing.ALL}")
SEE_MINE: Final = Choice("mine", "我的待办", f"list:{Listing.MINE}")


def show(talk: RoomTalk, listing: Listing, term: str = "") -> Decision:
    """The list, or that there is nothing in it."""
    found = talk.context.listed
    if listing is Listing.SEARCH and not term:
        return talk.tell(HOW_TO_SEARCH)
    other = {Listing.MINE: (SEE_ALL,), Listing.ALL: (SEE_MINE,)}.get(listing, ())
    if not found:
        return talk.tell(NOTHING[listing], choices=other)
    title = saying(TITLES[listing], count=str(len(found)))
    more = len(found) - SHOWN
    rest = (saying(MORE, count=str(more)),) if more > 0 else ()
    return talk.tell(title, *rows(talk, found[:SHOWN]), *rest, choices=other)


def rows(talk: RoomTalk, dossiers: Iterable[Dossier]) -> tuple[Line, ...]:
    """A line for each request, nothing in it that the room may not see."""
    return tuple(_row(talk, dossier) for dossier in dossiers)


def _row(talk: RoomTalk, dossier: Dossier) -> Line:
    request, contact = dossier.request, dossier.contact
    label = short_of(request.category)
    return saying(
        ROW,
        name=f"{request.number or RECEPTION} {label}",
        state=request.status.label,
        age=age_words(talk, dossier),
        owner=_owner(talk, request.owner),
        company=contact.company if contact else "",
        contact=mask_name(contact.name) if contact else "",
        detail=_brief(dossier.detail),
    )


def _brief(detail: str) -> str:
    whole = scrub(detail)
    return whole if len(whole) <= DETAIL_LETTERS else f"{whole[:DETAIL_LETTERS]}…"


def _owner(talk: RoomTalk, owner: str) -> str:
    return talk.names.get(owner, GONE) if owner else UNCLAIMED


def age_words(talk: RoomTalk, dossier: Dossier) -> str:
    """How long the enterprise has waited, in working time."""
    context, request = talk.context, dossier.request
    calendar = context.station.calendar
    minutes = max(0, calendar.working_minutes_between(request.requested_at, context.now))
    hours, left = divmod(minutes, 60)
    form = (HOURS if left else WHOLE_HOURS) if hours else MINUTES
    return form.format(hours=hours, minutes=left)

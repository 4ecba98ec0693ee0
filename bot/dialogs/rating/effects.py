"""What follows from marks: the rows to keep, the move of the request, the case of a bad rating."""

from dataclasses import replace
from typing import Final

from bot.acting import Told, perform
from bot.cards import case_choices
from core.bad_ratings import (
    BadRatingCase,
    case_owner,
    newly_bad,
    open_again,
    open_case,
    turned_bad,
)
from core.context import Context, Dossier
from core.conversations import Heard
from core.decision import NOTHING, Decision
from core.due import DueKind
from core.messages import Audience, Line, Outbound
from core.people import Actor, Role
from core.rating import Rating, RatingEvent, RatingEventType, RatingStatus, bad_items
from core.rating_items import (
    ITEMS,
    MOST_STARS,
    OPINION,
    STAR_ITEMS,
    Level,
    Mark,
    Solved,
    mark_words,
)
from core.rating_rows import case_changes, rating_changes
from core.ratings import Rated
from core.refusals import Refused
from core.requests.actions import Action
from core.requests.command import Facts, Values
from core.shanghai import moment_words

FIRST, OVERALL = 1, 10

SUM: Final = "企业已评价：{items}项共{stars}星（满分{most}星）。"
CHANGED_SUM: Final = "企业改了评价，现在是{items}项共{stars}星（满分{most}星）。"
NO_STARS: Final = Line("企业已评价。")
BAD: Final = "{number}收到差评（{items}），由您处理。请在{contact}前回访、{fix}前整改。"
FURTHER: Final = "{number}又有差评（{items}），请一并处理。"
HOW_TO_CLOSE: Final = (
    "回访、整改后请点按钮记下；处理好后点“办结并答复”，"
    "或发“办结差评 {number} 处理说明”，说明会告知企业。"
)
NOBODY: Final = "{number}的企业对服务不满意，但没有可以处理的人，请在设置里填写上级联系人。"
ITEM_AND_MARK: Final = "{item} {mark}"
TOLD_TYPES: Final = (RatingEventType.GIVEN, RatingEventType.CHANGED)


def followed(context: Context, before: Rating, rated: Rated) -> tuple[Dossier | None, Decision]:
    """Keep what was given and do what it calls for; the request's dossier afterwards."""
    after, dossier = rated.rating, dossier_of(context, rated.rating)
    if not rated.events:
        return dossier, NOTHING
    rows = rating_changes(before, after, context.station.calendar)
    decision = Decision(
        saves=(after, *rated.events, *rows.saves),
        heard=heard_in(after, rated.events),
        calls_off=rows.calls_off,
    )
    decision += _case(context, before, after)
    if before.status is RatingStatus.SUBMITTED and before.items != after.items:
        decision += to_rooms(context, after.request, _sum(after, CHANGED_SUM))
    if before.status is after.status or after.status is not RatingStatus.SUBMITTED:
        return dossier, decision
    dossier, evaluated = _evaluated(context, dossier, rated)
    return dossier, decision + evaluated


def dossier_of(context: Context, rating: Rating) -> Dossier | None:
    """The request that was served, while it still stands in the cycle that is rated."""
    return next(
        (
            dossier
            for dossier in context.dossiers
            if (dossier.request.id, dossier.request.cycle) == (rating.request, rating.cycle)
        ),
        None,
    )


def number_of(context: Context, rating: Rating) -> str:
    """What the request is called, whatever cycle it is in by now."""
    found = (dossier.request for dossier in context.dossiers)
    return next((one.number for one in found if one.id == rating.request), "")


def attempted(
    context: Context, dossier: Dossier, action: Action, by: Actor, told: Told
) -> tuple[Dossier, Decision]:
    """Move the request if the table lets it; otherwise it stays as it is."""
    try:
        return perform(context, dossier, action, by, told)
    except Refused:
        return dossier, NOTHING


def heard_in(rating: Rating, events: tuple[RatingEvent, ...]) -> tuple[Heard, ...]:
    """The marks of these events in the words of the record: item 1 and item 10 are the rating,
    the others are items of it."""
    given = (event for event in events if event.type in TOLD_TYPES and event.item != OPINION)
    return tuple(_heard(rating, event.item) for event in given)


def _heard(rating: Rating, number: int) -> Heard:
    mark, request = rating.items[number], {"request": rating.request}
    if number == FIRST:
        return Heard("rating", {**request, "score": str(mark)})
    if isinstance(mark, Level):
        return Heard("rating", {**request, "overall": mark.label})
    value = mark.label if isinstance(mark, Solved) else str(mark)
    return Heard("rating_item", {**request, "item": str(number), "value": value})


def _evaluated(
    context: Context, dossier: Dossier | None, rated: Rated
) -> tuple[Dossier | None, Decision]:
    """T27, in the name of whoever rated; the room hears the sum and no single mark."""
    rating = rated.rating
    if dossier is None:
        return None, NOTHING
    by = rated.events[-1].by or rating.person
    roles, circle = frozenset({Role.ENTERPRISE}), context.circle.persons
    rater = Actor(by, roles, rating.station, circle=circle)
    told = Told(values=Values(rating=rating.id), facts=Facts(rating_complete=True))
    after, moved = attempted(context, dossier, Action.RATE, rater, told)
    if after is dossier:
        return dossier, NOTHING
    return after, moved + to_rooms(context, rating.request, _sum(rating, SUM))


def _sum(rating: Rating, template: str) -> Line:
    stars = [
        mark
        for number, mark in rating.items.items()
        if number in STAR_ITEMS and isinstance(mark, int)
    ]
    if not stars:
        return NO_STARS
    values = {"items": len(stars), "stars": sum(stars), "most": MOST_STARS * len(stars)}
    return Line(template, {name: str(value) for name, value in values.items()})


def to_rooms(context: Context, request: str, line: Line, only: str = "") -> Decision:
    """A line in the request's thread, for all of the staff or for one person."""
    return Decision(
        says=tuple(
            Outbound(
                room, (line,), thread=request, audience=Audience.NOTICE, only=only, about=request
            )
            for room in context.station.rooms
        )
    )


def _case(context: Context, before: Rating, after: Rating) -> Decision:
    """A bad rating has one case, which learns of every further bad mark; once it was closed, the
    next bad mark opens it again."""
    known = _known_case(context, after)
    if known is not None and known.is_open:
        return _further(context, known, after)
    new = newly_bad(before, after)
    if not new or (known is None and not turned_bad(before, after)):
        return NOTHING
    owner = _owner(context, after)
    case = (
        open_again(known, after, owner, context.now)
        if known
        else open_case(after, owner, context.now)
    )
    rows = case_changes(None, case, context.station.calendar)
    told = _told(context, after, case, new)
    return Decision(saves=(case, *rows.saves), calls_off=rows.calls_off) + told


def _known_case(context: Context, rating: Rating) -> BadRatingCase | None:
    found = (file.case for file in context.cases if isinstance(file.case, BadRatingCase))
    return next((case for case in found if case.id == rating.id), None)


def _owner(context: Context, rating: Rating) -> str:
    station = context.station
    heads = [one.id for one in station.staff.values() if Role.HEAD in one.roles]
    return case_owner(heads, station.settings.escalation_contact, rating.rated)


def _further(context: Context, case: BadRatingCase, rating: Rating) -> Decision:
    """What comes to an open case is told to its owner as well."""
    new = tuple(item for item in bad_items(rating) if item not in case.items)
    if not new:
        return NOTHING
    grown = replace(case, items=tuple(sorted({*case.items, *new})))
    line = Line(FURTHER, {"number": number_of(context, rating), "items": _marks(rating, new)})
    return Decision(saves=(grown,)) + _to_owner(context, rating, case, line)


def _told(context: Context, rating: Rating, case: BadRatingCase, new: tuple[int, ...]) -> Decision:
    number = number_of(context, rating)
    values = {"number": number, "items": _marks(rating, new), **_deadlines(context, case)}
    how = Line(HOW_TO_CLOSE, {"number": number})
    return _to_owner(context, rating, case, Line(BAD, values), how)


def _to_owner(context: Context, rating: Rating, case: BadRatingCase, *lines: Line) -> Decision:
    """Tell the case's owner alone; where there is nobody, tell the room that somebody is needed."""
    if not case.owner:
        number = number_of(context, rating)
        return to_rooms(context, rating.request, Line(NOBODY, {"number": number}))
    return Decision(
        says=tuple(
            Outbound(room, lines, case_choices(case), audience=Audience.NOTICE, only=case.owner)
            for room in context.station.rooms
        )
    )


def _marks(rating: Rating, items: tuple[int, ...]) -> str:
    return "、".join(_item_and_mark(item, rating.items[item]) for item in items)


def _deadlines(context: Context, case: BadRatingCase) -> dict[str, str]:
    rows = case_changes(None, case, context.station.calendar).saves
    named = {DueKind.BAD_RATING_CONTACT: "contact", DueKind.BAD_RATING_FIX: "fix"}
    return {named[due.kind]: moment_words(due.due_at) for due in rows}


def _item_and_mark(number: int, mark: Mark) -> str:
    item = next(item for item in ITEMS if item.number == number)
    return ITEM_AND_MARK.format(item=item.short, mark=mark_words(mark))

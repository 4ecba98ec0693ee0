"""What falls due for a rating and for the case of a bad one: asking, closing, calling back."""

from dataclasses import replace
from typing import Final

from bot.acting import Told
from bot.dialogs.rating.effects import attempted, dossier_of, followed, number_of, to_rooms
from bot.dialogs.rating.questions import DIALOG, until_of
from bot.dialogs.rating.saying import ask_now
from bot.due.saying import name_of, to_persons
from core.bad_ratings import BadRatingCase, CaseState
from core.context import Context
from core.decision import NOTHING, Decision
from core.due import Due, DueKind, DueState, key_of
from core.due_context import DueContext
from core.messages import Line
from core.people import SYSTEM
from core.rating import Rating, RatingStatus, next_question, still_asks
from core.rating_items import OPINION, applicable
from core.ratings import close
from core.requests.actions import Action
from core.requests.command import Facts
from core.requests.status import Status
from core.shanghai import day_of

INVITATION: Final = (
    "{number}已经办完，想请您评一评这次服务。一共{count}项，点一下就好，随时可以停。"
)
REMINDER: Final = "{number}的评价还没有完成，{until}前都可以评，方便时点一下就好。"
NOT_RETURNED: Final = Line("评价期满，企业没有评价。")
CASES: Final[dict[DueKind, str]] = {
    DueKind.BAD_RATING_CONTACT: "{you}，{number}的差评还没有回访企业，回访已到期。",
    DueKind.BAD_RATING_FIX: "{you}，{number}的差评还没有整改完成，整改已到期。",
    DueKind.BAD_RATING_PLAN: "{you}，{number}的差评整改计划已到期。",
}
RATEABLE: Final = frozenset({Status.ENDED, Status.EVALUATED, Status.CLOSED})
CLOSABLE: Final = frozenset({Status.ENDED, Status.EVALUATED})


def invite(due: Due, known: DueContext) -> Decision:
    """Ask for the first item, unless the enterprise has begun by itself."""
    rating = _to_ask(known)
    if rating is None or rating.status is not RatingStatus.INVITED:
        return NOTHING
    items = [item for item in applicable(rating.technician_served) if item.number != OPINION]
    values = {"number": number_of(known.context, rating), "count": str(len(items))}
    return ask_now(known.context, rating, Line(INVITATION, values))


def remind(due: Due, known: DueContext) -> Decision:
    """Ask again where it stopped; whoever was asked or answered today is left in peace."""
    rating = _to_ask(known)
    if rating is None or _talked_today(known.context, rating):
        return NOTHING
    values = {"number": number_of(known.context, rating), "until": until_of(rating)}
    return ask_now(known.context, rating, Line(REMINDER, values))


def close_window(due: Due, known: DueContext) -> Decision:
    """A partial rating counts as it stands, an untouched one was not returned; then the request
    closes, if nothing about it is open (T28, T29). If something is, it is tried again."""
    context, rating = known.context, known.rating
    if rating is None:
        return NOTHING
    dossier, decision = followed(context, rating, close(rating, context.now))
    if dossier is None or dossier.request.status not in CLOSABLE:
        return _quietly(context, rating, decision)
    facts = Facts(
        rating_over=True, complaint_open=known.complaint_open, bad_rating_open=_bad(known)
    )
    after, closed = attempted(context, dossier, Action.EXPIRE, SYSTEM, Told(facts=facts))
    if rating.status is RatingStatus.INVITED:
        decision += to_rooms(context, rating.request, NOT_RETURNED)
    if after is dossier:
        decision += Decision(saves=(_tried_again(due, context),))
    return _quietly(context, rating, decision + closed)


def chase(due: Due, known: DueContext) -> Decision:
    """Remind the owner of a bad rating's case of what is late, alone."""
    case, context = known.case, known.context
    if case is None or not case.is_open or not case.owner or _is_done(due.kind, case):
        return NOTHING
    number = known.dossier.request.number if known.dossier else ""
    line = Line(CASES[due.kind], {"you": name_of(context, case.owner), "number": number})
    return Decision(says=to_persons(context, case.request, line, (case.owner,)))


def _to_ask(known: DueContext) -> Rating | None:
    """The rating, while it asks for something and nobody else has the word in the chat."""
    rating, context = known.rating, known.context
    if rating is None or not rating.chat or not still_asks(rating) or not rating.is_open:
        return None
    dossier = dossier_of(context, rating)
    over = context.now >= rating.closes_at or next_question(rating) is None
    served = dossier is not None and dossier.request.status in RATEABLE
    return rating if served and not over and context.chat.handed_over_at is None else None


def _talked_today(context: Context, rating: Rating) -> bool:
    return any(
        progress.dialog == DIALOG
        and progress.subject == rating.id
        and progress.touched_at is not None
        and day_of(progress.touched_at) == day_of(context.now)
        for progress in context.progresses
    )


def _bad(known: DueContext) -> bool:
    return known.case is not None and known.case.is_open


def _is_done(kind: DueKind, case: BadRatingCase) -> bool:
    if kind is DueKind.BAD_RATING_CONTACT:
        return case.state is not CaseState.OPENED
    return case.fixed_at is not None


def _tried_again(due: Due, context: Context) -> Due:
    """The same once more on the next working day."""
    calendar = context.station.calendar
    at = calendar.next_working_morning(calendar.add_working_days(context.now, 1))
    return replace(
        due,
        key=key_of(due.about, due.kind, due.rung, at),
        due_at=at,
        sends_at=at,
        state=DueState.OPEN,
    )


def _quietly(context: Context, rating: Rating, decision: Decision) -> Decision:
    """A window closes at its minute, by night too: the enterprise is not told, and the room at
    night only by its cards."""
    quiet = context.station.calendar.quiet(context.now)
    heard = (
        message
        for message in decision.says
        if message.chat != rating.chat and (message.card is not None or not quiet)
    )
    return replace(decision, says=tuple(heard))

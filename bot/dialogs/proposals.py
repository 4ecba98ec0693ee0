"""Agreeing with the station: what it proposed (a time, an extension, an end), and another time.

A time once agreed moves only with both sides, so another one is proposed, never written down.
"""

import re
from dataclasses import replace
from datetime import datetime, time
from typing import Final

from bot.acting import Told, perform
from bot.announcements import TIME_CHOICES, YES_OR_NO, bound
from bot.dialogs import once
from bot.dialogs.intake.moving import POSTPONES, moves_the_day
from bot.dialogs.naming import meant, named
from bot.dialogs.relay import answered_there, to_room
from bot.dialogs.talk import Talk
from bot.intents.entities.wishes import change_of_hours
from core.context import Dossier
from core.decision import Decision
from core.intents import Act
from core.messages import InboundKind, Line
from core.requests.act import Values, may
from core.requests.actions import Action
from core.requests.request import Proposal, ProposalKind, Side
from core.shanghai import day_of, moment, moment_words
from core.wishes import DayPart, Wish, WishKind

DIALOG: Final = "another_time"
AGREED: Final = Line("好的，已确认{what}。")
ANOTHER: Final = Line("好的，已提议把{number}约在{when}，对方确认了告诉您。")
REJECTED: Final = Line("好的，已告诉对方您不同意。")
WHEN: Final = Line("您哪天方便？比如“下周二上午10点”。")
WHEN_OR_NOT: Final = Line("好的，我跟对方说。改到哪天方便？整件事都不办了请说“撤回”。")
STANDS: Final = Line("好的，不改了，还是{when}。")
NOT_PROPOSED: Final = Line("好的，刚才提的时间不算了。")
WAITS: Final = Line("{number}有一项等您确认：{what}。您看可以吗？")
OVER: Final = Line("{when}已经过了，麻烦换个时间，比如“下周二上午10点”。")
MORNING, AFTERNOON = "09:00", "14:00"
"""When a part of a day is proposed without a clock time, its beginning stands for it."""

TIMED: Final = frozenset({ProposalKind.APPOINTMENT, ProposalKind.RESCHEDULE})
MOVED_TO: Final = re.compile(
    r"(?:[改换挪推移调放约]|延后|推迟|提前)[到成在至]|还是|要不|(?:不行|不方便|[来去]不了|太早|太晚|没空)了?[,。\s]"
)
"""What stands before it is the time that does not suit."""
DAY: Final = re.compile(r"[昨前今明后]天|\d[月号日]|周|星期|礼拜|月[底初中]|[上下]个?月")
AS_IT_WAS: Final = re.compile(
    r"不[改换]了|不用[改换]|别[改换]|还是(?:原来|之前|老时间|那天|按原)|照旧|按原来|原来(?:那天|的?时间)|^\W*算了\W*$"
)
AGREES: Final = re.compile(r"可以|(?<![不])行(?![不吗])|好的?|没问题|来得及|中|ok")


def hear(talk: Talk) -> Decision | None:
    """Agree, propose another time or refuse in plain words; None where nothing of it is said."""
    return _taken_back(talk) or _about_time(talk) or _about_proposal(talk)


def _taken_back(talk: Talk) -> Decision | None:
    """“算了不改了”: the time that the enterprise itself proposed; what was agreed stands."""
    able = tuple(one for one in talk.open_dossiers if _is_own_proposal(one))
    dossier = meant(talk, able)
    if dossier is None or not AS_IT_WAS.search(talk.reading.plain):
        return None
    told = Told(note=talk.inbound.text)
    _, moved = perform(talk.context, dossier, Action.REJECT, talk.actor, told)
    at = dossier.request.appointment
    line = Line(STANDS.template, {"when": moment_words(at)}) if at else NOT_PROPOSED
    return moved + talk.say((line,))


def _is_own_proposal(dossier: Dossier) -> bool:
    proposal = dossier.request.proposal
    return proposal is not None and proposal.by is Side.ENTERPRISE and proposal.kind in TIMED


def _about_time(talk: Talk) -> Decision | None:
    dossier = _timed(talk)
    if dossier is None or _corrects_somebody(talk):
        return None
    wish = _another_time(talk, dossier)
    if wish is not None and (_is_asked_for(talk, dossier) or _moves_it(talk)):
        return reschedule(talk, dossier, wish)
    return ask_when(talk, dossier) if POSTPONES.search(talk.reading.plain) else None


def _timed(talk: Talk) -> Dossier | None:
    """The request whose time is agreed, or being agreed, and can be moved."""
    asked = once.answered(talk, DIALOG)
    able = [one for one in talk.open_dossiers if _has_time(one) and _may_move(talk, one)]
    spoken_of = named(talk, tuple(able)) if len(talk.open_dossiers) > 1 else ()
    if len(talk.open_dossiers) > 1 and not spoken_of and named(talk, talk.open_dossiers):
        return None  # another request is spoken of, which has no time to move
    waiting = [one for one in able if _is_put_to_enterprise(one)]
    put = [one for one in able if one.request.id == asked]
    return next(iter(spoken_of or put or waiting or able), None)


def _has_time(dossier: Dossier) -> bool:
    proposal = dossier.request.proposal
    timed = proposal is not None and proposal.kind in TIMED
    return timed or dossier.request.appointment is not None


def _may_move(talk: Talk, dossier: Dossier) -> bool:
    return may(dossier.request, Action.RESCHEDULE, talk.actor, talk.context.now) is None


def _is_put_to_enterprise(dossier: Dossier) -> bool:
    proposal = dossier.request.proposal
    return proposal is not None and Side.ENTERPRISE in proposal.waits_for


def _is_asked_for(talk: Talk, dossier: Dossier) -> bool:
    """Whether a mere day is an answer: to “when?”, or to a time that waits for agreement."""
    return once.answered(talk, DIALOG) == dossier.request.id or _is_put_to_enterprise(dossier)


def _moves_it(talk: Talk) -> bool:
    reading = talk.reading
    said_so = reading.does(Act.CORRECT) or POSTPONES.search(reading.plain) is not None
    return said_so or moves_the_day(reading)


def _corrects_somebody(talk: Talk) -> bool:
    """Whom to call is corrected, not the time."""
    reading = talk.reading
    named = reading.phones or reading.companies or reading.contacts
    return bool(named) and reading.does(Act.CORRECT)


def _about_proposal(talk: Talk) -> Decision | None:
    dossier = meant(talk, tuple(one for one in talk.open_dossiers if _is_put_to_enterprise(one)))
    proposal = dossier.request.proposal if dossier else None
    if dossier is None or proposal is None or _corrects_somebody(talk):
        return None
    agrees = talk.reading.does(Act.AFFIRM, Act.ACKNOWLEDGE) or _names_its_time(talk, proposal)
    denies = talk.reading.does(Act.DENY, Act.CORRECT) and not talk.reading.does(Act.AFFIRM)
    if (agrees or denies) and not _was_seen_here(talk, dossier, proposal):
        return put(talk, dossier, proposal)
    if agrees and proposal.value and proposal.value <= talk.context.now:
        over = Line(OVER.template, {"when": moment_words(proposal.value)})
        return once.put(talk, DIALOG, dossier.request.id) + talk.say((over,))
    if denies:
        timed = proposal.kind in TIMED
        return ask_when(talk, dossier) if timed else reject(talk, dossier)
    return confirm(talk, dossier) + to_room(talk, dossier.request.id) if agrees else None


def _was_seen_here(talk: Talk, dossier: Dossier, proposal: Proposal) -> bool:
    """A mere yes answers what was put in this chat; what was put in another one, linked with it,
    only where the message names it or it was shown right before."""
    if not talk.is_linked(dossier) or once.answered(talk, DIALOG) == dossier.request.id:
        return True
    return bool(named(talk, (dossier,))) or _names_its_time(talk, proposal)


def put_to(dossiers: tuple[Dossier, ...]) -> Dossier | None:
    """The first of these that waits for the enterprise's word."""
    return next((one for one in dossiers if _is_put_to_enterprise(one)), None)


def put(talk: Talk, dossier: Dossier, proposal: Proposal, *before: Line) -> Decision:
    """Put what stands to be agreed, as it stands."""
    what = proposal.kind.label
    if proposal.value:
        what = f"{what}：{moment_words(proposal.value)}"
    line = Line(WAITS.template, {"number": dossier.request.number, "what": what})
    choices = bound(TIME_CHOICES if proposal.kind in TIMED else YES_OR_NO, dossier.request)
    return once.put(talk, DIALOG, dossier.request.id) + talk.say((*before, line), choices)


def _names_its_time(talk: Talk, proposal: Proposal) -> bool:
    """“10点可以” says yes to ten o'clock."""
    wish = _last_day(talk) or _hours_of(talk, proposal.value)
    same = wish is not None and wish.time is not None and _moment(wish) == proposal.value
    return same and AGREES.search(talk.reading.plain) is not None


def ask_when(talk: Talk, dossier: Dossier) -> Decision:
    """Ask for a time that suits; the owner reads what was said."""
    line = WHEN_OR_NOT if "取消" in talk.reading.plain else WHEN
    asked = once.put(talk, DIALOG, dossier.request.id) + talk.say((line,))
    return _relayed(talk, dossier) + asked


def confirm(talk: Talk, dossier: Dossier) -> Decision:
    """Agree to what was proposed."""
    proposal = dossier.request.proposal
    _, moved = perform(talk.context, dossier, Action.CONFIRM, talk.actor)
    what = proposal.kind.label if proposal else ""
    if proposal and proposal.value:
        what = f"{what}：{moment_words(proposal.value)}"
    return moved + talk.say((Line(AGREED.template, {"what": what}),))


def reject(talk: Talk, dossier: Dossier) -> Decision:
    """Refuse, with the words as the reason."""
    told = Told(note=talk.inbound.text or "不同意")
    _, moved = perform(talk.context, dossier, Action.REJECT, talk.actor, told)
    return moved + talk.say((REJECTED,))


def propose(talk: Talk, dossier: Dossier) -> Decision:
    """Propose the time that is named, or ask for one."""
    wish = _another_time(talk, dossier)
    return ask_when(talk, dossier) if wish is None else reschedule(talk, dossier, wish)


def reschedule(talk: Talk, dossier: Dossier, wish: Wish) -> Decision:
    """Propose another time to the station."""
    at = _moment(wish)
    if at is None:
        return ask_when(talk, dossier)
    if at <= talk.context.now:
        over = Line(OVER.template, {"when": moment_words(at)})
        return once.put(talk, DIALOG, dossier.request.id) + talk.say((over,))
    told = Told(values=Values(time=at))
    _, moved = perform(talk.context, dossier, Action.RESCHEDULE, talk.actor, told)
    values = {"number": dossier.request.number, "when": moment_words(at)}
    noted = talk.heard("slot_changed", request=dossier.request.id, slot="appointment")
    said = talk.say((Line(ANOTHER.template, values), *answered_there(talk, dossier)))
    return _relayed(talk, dossier) + moved + said + noted


def _relayed(talk: Talk, dossier: Dossier) -> Decision:
    """What was typed is shown to the staff; a mere press says nothing by itself."""
    if talk.inbound.kind is InboundKind.PRESS:
        return Decision()
    return to_room(talk, dossier.request.id)


def _another_time(talk: Talk, dossier: Dossier) -> Wish | None:
    """A time that is not the one on the table; hours alone are of the day on the table."""
    request = dossier.request
    on_table = request.proposal.value if request.proposal else request.appointment
    wish = _last_day(talk) or _hours_of(talk, on_table)
    if wish is None or _moment(wish) == on_table:
        return None
    same_day = on_table is not None and day_of(on_table) == wish.date
    agrees = talk.reading.does(Act.AFFIRM) and same_day and not wish.time
    return None if agrees else wish


def _last_day(talk: Talk) -> Wish | None:
    dated = [found.wish for found in talk.reading.wishes if found.wish.date]
    return dated[-1] if dated else None


def _hours_of(talk: Talk, on_table: datetime | None) -> Wish | None:
    plain = talk.reading.plain
    if on_table is None or DAY.search(plain):
        return None  # another day was named, if in words that are no day to come
    turns = list(MOVED_TO.finditer(plain))
    after = plain[turns[-1].end() :] if turns else plain
    same_day = Wish(after, WishKind.AT, day_of(on_table))
    found = change_of_hours(after, after, same_day)
    return replace(found.wish, date=same_day.date) if found else None


def _moment(wish: Wish) -> datetime | None:
    if wish.date is None:
        return None
    default = AFTERNOON if wish.part is DayPart.PM else MORNING
    return moment(wish.date, time.fromisoformat(wish.time or default))

"""The timers as a table: after how long, to whom, and whether the night holds it.

What a rung counts in comes from the station's settings alone. Quiet hours hold what the system
starts by itself; what it merely does (returning a request, closing a window) it does at its time.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.due import About, Audience, Due, DueKind, key_of
from core.settings import StationSettings
from core.shanghai import day_of, first_of_month, moment
from core.working_time import Calendar

At = Callable[[datetime, Calendar], datetime | None]
Count = Callable[[StationSettings], int]

AN_INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder. `label` is what the head sees of it; `at` gives None where the
    settings leave the rung out."""

    name: str
    label: str
    to: tuple[Audience, ...]
    at: At


@dataclass(frozen=True, slots=True)
class Timer:
    """`repeats`: when it was done, it begins anew, once for each day. `vain_when_late`: a rung
    already past when its cause happens is left out, since it would remind of what is over."""

    kind: DueKind
    rungs: tuple[Rung, ...]
    held: bool = True
    repeats: bool = False
    vain_when_late: bool = False


def at_once(base: datetime, calendar: Calendar) -> datetime:
    del calendar
    return base


def on_opening(base: datetime, calendar: Calendar) -> datetime:
    return calendar.next_opening(base)


def on_the_eve(base: datetime, calendar: Calendar) -> datetime:
    return calendar.eve_of(base)


def at_next_brief(base: datetime, calendar: Calendar) -> datetime:
    return calendar.next_clock(base + AN_INSTANT, calendar.settings.brief_clock)


def at_next_month(base: datetime, calendar: Calendar) -> datetime:
    """The first working morning of a month, in time for the day's brief."""
    clock, first = calendar.settings.brief_clock, first_of_month(day_of(base))
    this_month = calendar.next_clock(moment(first), clock)
    if this_month > base:
        return this_month
    return calendar.next_clock(moment(first_of_month(first, 1)), clock)


def minutes(count: Count) -> At:
    return lambda base, calendar: calendar.add_working_minutes(base, count(calendar.settings))


def days(count: Count) -> At:
    return lambda base, calendar: calendar.add_working_days(base, count(calendar.settings))


def reminder(n: int) -> At:
    """The n-th rating reminder, counted from 0."""

    def at(base: datetime, calendar: Calendar) -> datetime | None:
        after = calendar.settings.rating_reminder_days[n : n + 1]
        return calendar.add_working_days(base, after[0]) if after else None

    return at


def rating_window(ended_at: datetime, calendar: Calendar) -> datetime:
    """When rating closes: after the window's days, yet never before the last reminder has had its
    time. Counted in days alone, the reminder would at times fall on or after the closing."""
    settings = calendar.settings
    reminded = calendar.add_working_days(ended_at, settings.rating_reminder_days[-1])
    grace = calendar.add_working_days(loud(reminded, calendar), settings.rating_grace_days)
    return max(ended_at + timedelta(days=settings.rating_window_days), grace)


ENTERPRISE: Final = (Audience.ENTERPRISE,)
GROUP: Final = (Audience.GROUP,)
OWNER: Final = (Audience.OWNER,)
HEAD: Final = (Audience.HEAD,)
BOTH_SIDES: Final = (Audience.ENTERPRISE, Audience.OWNER)
OWNER_AND_HEAD: Final = (Audience.OWNER, Audience.HEAD)
CASE_OWNER: Final = (Audience.CASE_OWNER,)
SYSTEM: Final = (Audience.SYSTEM,)

UNCLAIMED: Final = (
    Rung("group", "无人接单，提醒工作群", GROUP, minutes(lambda its: its.unclaimed_group_minutes)),
    Rung("head", "无人接单，提醒站长", HEAD, minutes(lambda its: its.unclaimed_head_minutes)),
    Rung(
        "contact",
        "无人接单，提醒上级联系人",
        (Audience.ESCALATION_CONTACT,),
        minutes(lambda its: its.unclaimed_contact_minutes),
    ),
)
OVERDUE: Final = (
    Rung("owner", "逾期提醒", OWNER, days(lambda its: its.overdue_days)),
    Rung("report", "逾期报告站长", OWNER_AND_HEAD, days(lambda its: its.overdue_report_days)),
)
REMINDERS: Final = (
    Rung("first", "第一次评价提醒", ENTERPRISE, reminder(0)),
    Rung("second", "第二次评价提醒", ENTERPRISE, reminder(1)),
)


def _single(label: str, to: tuple[Audience, ...], at: At) -> tuple[Rung, ...]:
    return (Rung("only", label, to, at),)


TIMERS: Final = (
    Timer(DueKind.UNCLAIMED, UNCLAIMED),
    Timer(
        DueKind.SILENT,
        _single("接单后没有答复，退回工作群", SYSTEM, minutes(lambda its: its.silent_minutes)),
        held=False,
    ),
    Timer(
        DueKind.REPLY_DUE,
        _single("首次答复到期", OWNER_AND_HEAD, days(lambda its: its.reply_days)),
    ),
    Timer(
        DueKind.UNSEEN,
        _single("答复没有送达", OWNER, minutes(lambda its: its.unseen_minutes)),
    ),
    Timer(DueKind.REACHED, _single("答复终于送达", SYSTEM, at_once), held=False),
    Timer(
        DueKind.APPOINTMENT_EVE,
        _single("预约前一天提醒", BOTH_SIDES, on_the_eve),
        vain_when_late=True,
    ),
    Timer(
        DueKind.FOLLOW_UP,
        _single("服务中跟进", BOTH_SIDES, days(lambda its: its.follow_up_days)),
        repeats=True,
    ),
    Timer(
        DueKind.HALF_TIME,
        _single("服务过半跟进", BOTH_SIDES, on_opening),
        vain_when_late=True,
    ),
    Timer(
        DueKind.DUE_SOON,
        _single("即将到期", OWNER, days(lambda its: -its.due_soon_days)),
        vain_when_late=True,
    ),
    Timer(DueKind.OVERDUE, OVERDUE),
    Timer(DueKind.SUSPENSION_OVER, _single("挂起到期", OWNER, on_opening)),
    Timer(
        DueKind.IDLE_DRAFT,
        _single("需求没有填完", ENTERPRISE, minutes(lambda its: its.draft_minutes)),
    ),
    Timer(
        DueKind.HANDOVER_END,
        _single("人工接待结束", SYSTEM, minutes(lambda its: its.handover_minutes)),
    ),
    Timer(DueKind.RATING_INVITATION, _single("邀请评价", ENTERPRISE, at_once)),
    Timer(DueKind.RATING_REMINDER, REMINDERS),
    Timer(DueKind.RATING_CLOSE, _single("评价期满", SYSTEM, rating_window), held=False),
    Timer(
        DueKind.BAD_RATING_CONTACT,
        _single("差评回访到期", CASE_OWNER, days(lambda its: its.bad_contact_days)),
    ),
    Timer(
        DueKind.BAD_RATING_FIX,
        _single("差评整改到期", CASE_OWNER, days(lambda its: its.bad_fix_days)),
    ),
    Timer(
        DueKind.BAD_RATING_PLAN,
        _single("复杂差评整改到期", CASE_OWNER, days(lambda its: its.bad_fix_complex_days)),
    ),
    # The brief has a time of its own, before the day's other messages.
    Timer(DueKind.DAILY_BRIEF, _single("每日简报", GROUP, at_next_brief), held=False, repeats=True),
    Timer(DueKind.LESSONS_REPORT, _single("每月更正小结", HEAD, at_next_month), repeats=True),
)
_TIMERS: Final = {timer.kind: timer for timer in TIMERS}
_RUNGS: Final = {(timer.kind, rung.name): rung for timer in TIMERS for rung in timer.rungs}


def timer_of(kind: DueKind) -> Timer:
    return _TIMERS[kind]


def rung_of(due: Due) -> Rung:
    return _RUNGS[due.kind, due.rung]


def loud(at: datetime, calendar: Calendar) -> datetime:
    """The moment itself, or the next working morning where it lies in quiet hours."""
    return calendar.next_working_morning(at) if calendar.quiet(at) else at


def send_at(kind: DueKind, at: datetime, calendar: Calendar) -> datetime:
    """When something of this kind that is due goes out; also asked again when it is late."""
    return loud(at, calendar) if _TIMERS[kind].held else at


def start(
    kind: DueKind,
    about: About,
    base: datetime,
    calendar: Calendar,
    since: datetime | None = None,
) -> tuple[Due, ...]:
    """All rungs of a timer, counted from `base`. `since` names the cause where that is another
    moment: a timer begun anew for the same cause then keeps its keys and happens once at most."""
    timer = _TIMERS[kind]
    counted = ((rung, rung.at(base, calendar)) for rung in timer.rungs)
    return tuple(
        Due(
            key=key_of(about, kind, rung.name, _cause(timer, since or base, due_at)),
            object=about.object,
            station=about.station,
            chat=about.chat,
            kind=kind,
            rung=rung.name,
            base_at=base,
            due_at=due_at,
            sends_at=send_at(kind, due_at, calendar),
        )
        for rung, due_at in counted
        if due_at is not None
    )


def again(due: Due, done_at: datetime, calendar: Calendar) -> tuple[Due, ...]:
    """What follows when a row was done: the next turn of a timer that repeats."""
    if not _TIMERS[due.kind].repeats:
        return ()
    return start(due.kind, due.about, done_at, calendar)


def recounted(due: Due, calendar: Calendar) -> Due | None:
    """The row as another calendar counts it; None where its settings leave the rung out."""
    due_at = rung_of(due).at(due.base_at, calendar)
    if due_at is None:
        return None
    return replace(due, due_at=due_at, sends_at=send_at(due.kind, due_at, calendar))


def _cause(timer: Timer, since: datetime, due_at: datetime) -> datetime:
    return moment(day_of(due_at)) if timer.repeats else since

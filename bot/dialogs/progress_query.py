"""Where a request stands, told to whoever asked for it."""

import re
from typing import Final

from bot.acting import Told, perform
from bot.dialogs import proposals
from bot.dialogs.intake.steps import DETAIL_LETTERS, label_of
from bot.dialogs.naming import meant, numbered, unknown_number
from bot.dialogs.talk import Talk
from core.context import Context, Dossier
from core.decision import Decision
from core.intents import Act, Meaning
from core.messages import Line
from core.requests.act import may
from core.requests.actions import Action
from core.requests.status import Group, Status
from core.shanghai import moment_words

ONE: Final = Line("{number} {category}（{detail}）：{state}")
NONE: Final = Line("目前没有查到您在办的事。要办什么直接说就行。")
BEING_FILLED_IN: Final = Line("这件事还没提交，填完确认了才会交给专员。")
DRAFT_ONLY: Final = Line("您有一件事还没提交，说“接着办”就可以继续。")
NO_SUCH: Final = Line("没有查到您名下的单号{number}，请核对一下；发“进度”可以看您在办的事。")
URGED: Final = Line("已替您催办，负责的同事会尽快回复您。")
MOST: Final = 5
PLACE: Final = re.compile(r"第([一二三四五1-5])[单个件张]")
PLACES: Final = "一二三四五12345"

STATES: Final[dict[Status, str]] = {
    Status.SUBMITTED: "已登记，等待专员接单",
    Status.RECEIVED: "{owner}正在处理",
    Status.SELF_PLANNED: "{owner}已和您约在{appointment}",
    Status.MATCHING: "正在为您匹配服务机构",
    Status.NEGOTIATING: "正在和机构商定",
    Status.AGREED: "已商定，等待开始",
    Status.REMATCHING: "服务中心正在为您重新匹配机构",
    Status.IN_SERVICE: "正在服务",
    Status.SUSPENDED: "暂时挂起，预计{expected}恢复",
    Status.ENDED: "服务已结束，等您评价",
    Status.EVALUATED: "已评价，谢谢",
    Status.CLOSED: "已办结",
    Status.ARCHIVED: "已办结归档",
    Status.WITHDRAWN: "已撤回",
    Status.UNMET: "未能找到合适的机构",
    Status.REFERRED: "已转介其他部门",
    Status.MERGED: "已并入您的另一张单",
}


def tell(talk: Talk) -> Decision:
    """List what is open, else what was done last; an impatient word also urges."""
    unknown = unknown_number(talk)
    if unknown:
        return no_such(talk, unknown)
    lines, decision = lines_for(talk), Decision()
    urges = talk.reading.means(Meaning.URGE) or talk.reading.does(Act.URGE)
    urged = meant(talk, talk.open_dossiers) if urges else None
    if urged is not None:
        decision = urge(talk, urged)
        lines = (*lines, URGED)
    asked = _shown(talk)
    about = asked[0].request.id if asked else ""
    return decision + _said(talk, lines, asked) + talk.heard("progress_asked", request=about)


def _said(talk: Talk, lines: tuple[Line, ...], asked: tuple[Dossier, ...]) -> Decision:
    """The lines, and what waits for a word that was asked for in another chat alone."""
    waits = proposals.put_to(tuple(one for one in asked if talk.is_linked(one)))
    if waits is None or waits.request.proposal is None:
        return talk.say(lines)
    return proposals.put(talk, waits, waits.request.proposal, *lines)


def no_such(talk: Talk, number: str) -> Decision:
    """Say that a number is none of this person's."""
    return talk.say((Line(NO_SUCH.template, {"number": number}),))


def lines_for(talk: Talk) -> tuple[Line, ...]:
    """A line for each request worth telling."""
    shown = _shown(talk)
    if not shown:
        if talk.intake is not None:
            return (BEING_FILLED_IN,)
        return (DRAFT_ONLY,) if talk.dropped_intake is not None else (NONE,)
    return tuple(line_of(talk.context, dossier) for dossier in shown)


def line_of(context: Context, dossier: Dossier) -> Line:
    """One request with its state in plain words."""
    request = dossier.request
    owner = context.station.staff.get(request.owner)
    at, until = request.appointment, request.expected_at
    state = STATES[request.status].format(
        owner=owner.name if owner else "专员",
        appointment=moment_words(at) if at else "",
        expected=moment_words(until) if until else "近期",
    )
    values = {
        "number": request.number,
        "category": label_of(request.category),
        "detail": dossier.detail[:DETAIL_LETTERS],
        "state": state,
    }
    return Line(ONE.template, values)


def urge(talk: Talk, dossier: Dossier) -> Decision:
    """Pass the impatience on, where the request's state allows."""
    if may(dossier.request, Action.URGE, talk.actor, talk.context.now):
        return Decision()
    told = Told(note=talk.inbound.text)
    return perform(talk.context, dossier, Action.URGE, talk.actor, told)[1]


def _counted(talk: Talk) -> tuple[Dossier, ...]:
    """The one that is named by its place ("第一单"), the oldest first."""
    named = PLACE.search(talk.reading.plain)
    filed = [one for one in reversed(talk.context.dossiers) if one.request.number]
    place = PLACES.index(named[1]) % MOST if named else len(filed)
    return (filed[place],) if place < len(filed) else ()


def _shown(talk: Talk) -> tuple[Dossier, ...]:
    if counted := _counted(talk):
        return counted
    given = numbered(talk)
    if by_number := tuple(one for one in talk.context.dossiers if one.request.number in given):
        return by_number
    if talk.open_dossiers:
        return talk.open_dossiers[:MOST]
    done = [one for one in talk.context.dossiers if one.request.status in STATES]
    ended = [one for one in done if one.request.status.group is not Group.CANCELLED]
    return tuple((ended or done)[:1])

"""Moving a request by a member's word or button: what is lacking is asked, the rest is done."""

import re
from dataclasses import replace
from typing import Final

from bot.acting import Told, perform
from bot.room import waiting
from bot.room.reception import followed
from bot.room.registering import register
from bot.room.talk import RoomTalk, saying
from bot.room.telling import EXAMPLES, Given, read_told
from bot.room.waiting import Waiting
from core.bad_ratings import BadRatingCase
from core.context import Context, Dossier
from core.decision import Decision
from core.feedback import Feedback, FeedbackKind
from core.messages import Line
from core.people import Actor
from core.requests.act import may
from core.requests.actions import TOLD, Action
from core.requests.actions import Told as Lacking
from core.requests.command import Command, Facts
from core.requests.compound import claims_first, to_absorb
from core.requests.reopening import reopen_open
from core.requests.request import ServiceRequest

HOW_TO_TELL: Final = "{question}在这张单下面回复就行，也可以写成“{example}”；不办了请回“取消”。"
HOW_TO_TELL_PLAINLY: Final = "{question}在这张单下面回复就行；不办了请回“取消”。"
BY_PHONE: Final = Line("这张单没有线上对话，已记下；请打电话告知企业。")
DAY_OFF: Final = Line("提醒：这个时间不在开放时间内。")
NOT_TOLD: Final = "“{words}”没有转告企业；要告诉企业，请用“回复”再发一次。"
NO_NEWS: Final = re.compile(r"(?:您看)?(?:可以|好|行)?[吗吧么?？。！!]*$")
TIMES_ALONE: Final = frozenset({Action.BOOK, Action.RESCHEDULE, Action.CONFIRM})
"""Of these the enterprise is told a time and no words."""
HOW_TO_WRITE: Final = "{question}请写成“{example}”。"
TOLD_OUTSIDE: Final = frozenset({Action.REPLY, Action.ANSWER})
"""Its words go to the enterprise as they stand, so bare words before everybody never count."""
OUTWARD: Final = frozenset({Action.REPLY, Action.ANSWER, Action.BOOK, Action.RESCHEDULE})


def move(talk: RoomTalk, dossier: Dossier, action: Action, wanted: Waiting) -> Decision:
    """Do it, or ask for what is lacking, or raise `Refused`."""
    if action is Action.REGISTER:
        return waiting.settle(talk) + register(talk, dossier, wanted.said)
    _refuse_early(talk, dossier, action)
    given = read_told(talk, dossier, action, wanted.said)
    lacking = _lacking(talk, action, given)
    if lacking is not None:
        questions = _questions(talk, dossier, action, lacking, given)
        if _must_be_written(talk, action):
            return waiting.settle(talk) + talk.tell(*questions)
        return waiting.ask(talk, wanted, *questions)
    return waiting.settle(talk) + _done(talk, dossier, action, wanted, given)


def _must_be_written(talk: RoomTalk, action: Action) -> bool:
    return action in TOLD_OUTSIDE and not talk.thread


def lacks(talk: RoomTalk, dossier: Dossier, action: Action, said: str) -> bool:
    """Whether the words leave open what only a reading can tell (a time, a person, a number)."""
    given = read_told(talk, dossier, action, said)
    lacking = _lacking(talk, action, given)
    return lacking is not None and given.problem is None


def _refuse_early(talk: RoomTalk, dossier: Dossier, action: Action) -> None:
    """Say no before asking for anything."""
    first = Action.CLAIM if claims_first(dossier.request, action, talk.actor) else action
    facts = facts_of(talk.context, dossier)
    refused = may(dossier.request, first, talk.actor, talk.context.now, facts)
    if refused:
        raise refused


def _lacking(talk: RoomTalk, action: Action, given: Given) -> Lacking | None:
    command = Command(action, talk.actor, talk.context.now, given.left, given.told())
    return next((told for told in action.asks if not command.tells(told)), None)


def _questions(
    talk: RoomTalk, dossier: Dossier, action: Action, lacking: Lacking, given: Given
) -> tuple[Line, ...]:
    question = TOLD[lacking].question
    if given.problem:
        return (given.problem,)
    example = EXAMPLES.get(action)
    if example is None:
        return (saying(HOW_TO_TELL_PLAINLY, question=question),)
    short = dossier.request.number.rpartition("-")[2].lstrip("0")
    shown = " ".join(example.format(number="" if talk.thread else short).split())
    how = HOW_TO_WRITE if _must_be_written(talk, action) else HOW_TO_TELL
    return (saying(how, question=question, example=shown),)


def _done(
    talk: RoomTalk, dossier: Dossier, action: Action, wanted: Waiting, given: Given
) -> Decision:
    context, decision = talk.context, Decision(saves=given.saves)
    if claims_first(dossier.request, action, talk.actor):
        dossier, claimed = perform(context, dossier, Action.CLAIM, talk.actor)
        decision += claimed
    values = given.told()
    if wanted.on_behalf:
        values["on_behalf"] = True
    if wanted.courtesy:
        values["courtesy"] = True
    facts = facts_of(context, dossier, given)
    told = Told(given.left, values, facts)
    after, moved = perform(context, dossier, action, talk.actor, told)
    decision += moved + followed(talk, after, action)
    if action is Action.MERGE and facts.other:
        decision += _absorbed(talk, dossier, facts.other)
    return decision + _remarks(talk, after, action, wanted, given)


def _absorbed(talk: RoomTalk, dossier: Dossier, other: ServiceRequest) -> Decision:
    """The request that stays takes over the earlier time of the one that was merged into it."""
    values = to_absorb(dossier.request, other)
    if values is None:
        return Decision()
    kept = talk.found(other.id) or Dossier(other)
    return perform(talk.context, kept, Action.ABSORB, talk.actor, Told(values=values))[1]


def _remarks(
    talk: RoomTalk, after: Dossier, action: Action, wanted: Waiting, given: Given
) -> Decision:
    at = given.values.get("time")
    remarks: list[Line] = []
    if action in OUTWARD and not after.request.chat:
        remarks.append(BY_PHONE)
    if action in (Action.BOOK, Action.RESCHEDULE) and at:
        remarks += [] if talk.context.station.calendar.is_open(at) else [DAY_OFF]
    if after.request.chat and not wanted.on_behalf:
        remarks += _kept_back(action, given)
    return talk.tell(*remarks) if remarks else Decision()


def _kept_back(action: Action, given: Given) -> tuple[Line, ...]:
    """A proposal tells the enterprise its time alone: say so of the words beside it."""
    words = NO_NEWS.sub("", given.left)
    return (saying(NOT_TOLD, words=words),) if action in TIMES_ALONE and words else ()


def facts_of(context: Context, dossier: Dossier, given: Given | None = None) -> Facts:
    """What lies outside the request and yet decides."""
    request = dossier.request
    about = [file.case for file in context.cases if _is_about(file.case, request.id)]
    values = given.values if given else {}
    facts = Facts(
        complaint_open=any(isinstance(case, Feedback) for case in about),
        bad_rating_open=any(isinstance(case, BadRatingCase) for case in about),
        reopen_open=reopen_open(request, context.now, context.station.calendar),
        assignee=_assignee(context, values.get("owner", "")),
    )
    other = next((one for one in context.found if one.request.id == values.get("request")), None)
    if other is None:
        return facts
    return replace(facts, other=other.request, same_enterprise=_same_enterprise(dossier, other))


def _is_about(case: Feedback | BadRatingCase, request: str) -> bool:
    weighs = isinstance(case, BadRatingCase) or case.kind is FeedbackKind.COMPLAINT
    return weighs and case.is_open and case.request == request


def _assignee(context: Context, person: str) -> Actor | None:
    found = context.station.staff.get(person)
    if found is None:
        return None
    return Actor(found.id, frozenset(found.roles), found.station, found.on_duty, found.trained)


def _same_enterprise(one: Dossier, other: Dossier) -> bool:
    same_person = one.request.person == other.request.person != ""
    firms = [dossier.contact.company for dossier in (one, other) if dossier.contact]
    return same_person or (len(firms) == 2 and firms[0] == firms[1])

"""A complaint as it is talked about: what it is, what else belongs to it, taking it back.

One matter has one number: what is complained of further on the same day goes into the complaint
that is open.
"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.channel_names import name_of
from bot.dialogs import feedback
from bot.dialogs.belonging import answers_something, rather_answers
from bot.dialogs.intake.details import is_introduced
from bot.dialogs.intake.listening import NEEDING
from bot.dialogs.talk import Talk, saving
from bot.intents.reading import Reading
from core.decision import Decision
from core.feedback import Feedback, FeedbackKind, more, take_back
from core.intents import Act, Meaning
from core.messages import Audience, InboundKind, Line, Outbound
from core.parties import WordsKind
from core.shanghai import day_of

WHAT: Final = Line("请说说是什么事，我一并转过去。")
ADDED: Final = Line("已补充到投诉{number}，{whom}会一起处理。")
STANDING: Final = Line("投诉{number}已经交给{whom}，正在处理，有结果会在这里告诉您。")
STANDING_THERE: Final = Line(
    "投诉{number}已经交给{whom}，正在处理，有结果会在提出投诉的{channel}聊天里告诉您。"
)
TAKEN_BACK: Final = Line("好的，投诉{number}已经撤回。")
TAKEN_BACK_THERE: Final = Line("投诉{number}在您关联的{channel}聊天里撤回了。")
NONE_OPEN: Final = Line("好的，目前没有在办的投诉。")
UNSAID: Final = "（还没有说是什么事，已请对方说明）"
FURTHER: Final = Line("投诉{number}补充：{words}")
RECALLED: Final = Line("投诉{number}已由对方撤回：{words}")

BARE: Final = re.compile(
    r"\s*(?:你好[,!]?)?我?(?:要|想|来)*(?:投诉|举报)(?:你们|一下|吧|啊)*[\s!.。,~]*"
)
TAKES_BACK: Final = re.compile(
    r"不(?:想|要|用|再|打算)*(?:投诉|举报)了(?!.{0,4}不行)|^\s*不(?:想|要|用)*投诉[\s!.。,]*$"
    r"|(?:撤销|撤回|取消|收回|撤掉)(?:这个|那个|我的|刚才的|了|这次|上次的|的)*投诉"
    r"|投诉的?(?:这|那)?(?:个|件)?事.{0,2}(?:算了|不提了)|投诉(?:我|就|先|想|要|给我|帮我)*(?:撤销|撤回|取消|撤了|撤掉|收回|不要了|算了)"
)
CALMED: Final = (Meaning.HELP, Meaning.PROGRESS, Meaning.GREETING, Meaning.THANKS, Meaning.HUMAN)
ANOTHER: Final = re.compile(r"(?:另外|还|再)(?:要|想|得)?(?:投诉|举报)|另(?:外)?一件|别的事")
ALSO: Final = re.compile(r"也|一起|一并|都|加上")
BLAME: Final = re.compile(
    r"不满意|态度|太[慢差冲凶拖]|拖[着了拉]|就是.{1,4}拖|骂|凶|敷衍|不耐烦|推脱|爱理不理|骗|乱收|收[钱礼]|红包"
    r"|不要.{0,6}了?[,，]?换|换(?:个|一个|掉)?(?:人|别人|专员)|别让.{0,6}(?:来|知道)|不想.{0,4}(?:他|她|再)"
)
WITH_IT: Final = re.compile(r"证据|录音|截图|照片为证|别让.{0,8}知道|不要告诉|保密|匿名|别说是我")
PATIENCE: Final = timedelta(minutes=10)
"""How long after the question what it is about any words are taken for the answer."""


def may_complain(reading: Reading) -> bool:
    """Whether a message may turn out to be a complaint, seen from the message alone."""
    return reading.means(Meaning.COMPLAINT, Meaning.REPORT) or "投诉" in reading.plain


def hear(talk: Talk) -> Decision | None:
    """Take a complaint, take it further, take it back, say where it stands; None for all else."""
    mine = _own(talk)
    if TAKES_BACK.search(talk.reading.plain):
        return _taken_back(talk, mine[0]) if mine else talk.say((NONE_OPEN,))
    if mine and "投诉" in talk.reading.plain and talk.reading.means(Meaning.PROGRESS, Meaning.URGE):
        return talk.say(tuple(_stands(talk, one) for one in mine))
    if not _complains(talk):
        return None
    return take(talk)


def _stands(talk: Talk, complaint: Feedback) -> Line:
    here = complaint.chat == talk.context.chat.id
    line = feedback.receipt(talk, STANDING if here else STANDING_THERE, complaint)
    channel = name_of(complaint.chat.partition(":")[0])
    return line if here else replace(line, values={**line.values, "channel": channel})


def take(talk: Talk) -> Decision:
    """Register a complaint, or put it to the one that is open since today."""
    standing = _of_today(talk)
    if BARE.fullmatch(talk.reading.plain):
        return _asked_what(talk, standing)
    if standing is not None and not _is_another(talk, standing):
        return _further(talk, standing)
    return feedback.take(talk, FeedbackKind.COMPLAINT)


def _own(talk: Talk) -> list[Feedback]:
    """The open complaints of whoever writes, newest first."""
    return [one for one in talk.context.complaints if talk.actor.speaks_for(one.person)]


def _just_made(talk: Talk) -> Feedback | None:
    """The newest complaint of this chat, where it was made a moment ago."""
    here = (one for one in _own(talk) if one.chat == talk.context.chat.id)
    newest = next(here, None)
    recent = newest is not None and talk.context.now - newest.opened_at <= PATIENCE
    return newest if recent else None


def _of_today(talk: Talk) -> Feedback | None:
    newest = next(iter(_own(talk)), None)
    same_day = newest is not None and day_of(newest.opened_at) == day_of(talk.context.now)
    return newest if same_day else None


def _is_another(talk: Talk, standing: Feedback) -> bool:
    """Whether it is said to be another matter, or accuses somebody who is not accused yet."""
    accused = set(feedback.concerned(talk, FeedbackKind.COMPLAINT, None))
    plain, known = talk.reading.plain, set(standing.concerned)
    beside = bool(known) and not accused <= known and ALSO.search(plain) is None
    return beside or ANOTHER.search(plain) is not None


def _complains(talk: Talk) -> bool:
    if talk.reading.means(Meaning.COMPLAINT, Meaning.REPORT):
        return not rather_answers(talk)
    if blames_staff(talk) or _belongs_to_it(talk):
        return True
    newest = _just_made(talk)
    return newest is not None and not newest.said and _says_what(talk)


def blames_staff(talk: Talk) -> bool:
    """Whether somebody of the staff is named and blamed: that is never passed on to that person."""
    plain = talk.reading.plain
    named = any(one.name and one.name in plain for one in talk.context.station.staff.values())
    return named and BLAME.search(plain) is not None


def _belongs_to_it(talk: Talk) -> bool:
    """Whether it goes with the complaint just made: a proof, a plea for silence, who complains."""
    if _just_made(talk) is None:
        return False
    who = is_introduced(talk.reading) and not talk.reading.means(*NEEDING)
    alone = talk.intake is None and not talk.open_dossiers
    return WITH_IT.search(talk.reading.plain) is not None or (who and alone)


def concerns(talk: Talk) -> bool:
    """Whether a message must go to whoever judges, although a person has the word in the chat."""
    plain = talk.reading.plain
    said = talk.reading.means(Meaning.COMPLAINT, Meaning.REPORT) or "投诉" in plain
    return said or blames_staff(talk) or _belongs_to_it(talk)


def _says_what(talk: Talk) -> bool:
    """Whether words after “请说说是什么事” can be its answer."""
    reading = talk.reading
    if talk.inbound.kind not in (InboundKind.TEXT, InboundKind.VOICE) or not reading.plain.strip():
        return False
    aside = reading.means(*CALMED) or reading.does(Act.NEW_NEED, Act.ACKNOWLEDGE)
    return not aside and not (talk.intake is not None and answers_something(talk))


def _asked_what(talk: Talk, standing: Feedback | None) -> Decision:
    """The mere wish to complain: it has its number, and is asked what it is about."""
    noted = talk.heard(FeedbackKind.COMPLAINT, request=standing.request if standing else "")
    if standing is not None:
        return talk.say((feedback.receipt(talk, STANDING, standing), WHAT)) + noted
    new = feedback.opened(talk, FeedbackKind.COMPLAINT, "")
    lines = (feedback.receipt(talk, feedback.COMPLAINT_TAKEN, new), WHAT)
    told = feedback.tell(talk.context, new, UNSAID)
    return saving(new) + talk.say(lines) + told + noted


def _further(talk: Talk, standing: Feedback) -> Decision:
    """Further words of the same matter, which may be about further persons."""
    kind = FeedbackKind.COMPLAINT
    words = replace(feedback.words_of(talk, kind, None), request=standing.request)
    after = more(standing, words.id, feedback.concerned(talk, kind, None))
    lines = [feedback.receipt(talk, ADDED, after)]
    if talk.reading.means(Meaning.REPORT):
        lines.append(feedback.REPORTABLE)
    told = feedback.tell(talk.context, after, talk.inbound.text, FURTHER)
    noted = talk.heard(kind, request=after.request)
    return saving(words, after) + talk.say(lines) + told + noted


def _taken_back(talk: Talk, standing: Feedback) -> Decision:
    context, kind = talk.context, FeedbackKind.COMPLAINT
    said = feedback.words_of(talk, kind, None)
    words = replace(said, kind=WordsKind.NOTE, request=standing.request)
    after = take_back(standing, talk.actor, context.now, words.id)
    told = feedback.tell(context, after, talk.inbound.text, RECALLED, closes=False)
    if standing.chat in context.circle.chats:
        values = {"number": standing.number, "channel": name_of(context.chat.channel)}
        line = Line(TAKEN_BACK_THERE.template, values)
        told += Decision(says=(Outbound(standing.chat, (line,), audience=Audience.NOTICE),))
    return saving(words, after) + talk.say((feedback.receipt(talk, TAKEN_BACK, after),)) + told

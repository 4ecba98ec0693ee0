"""Which of several open things a message belongs to: the question, a request in work, or none."""

import re
from typing import Final

from bot.dialogs.intake.calling_off import hear_call_off
from bot.dialogs.intake.confirming import says_yes
from bot.dialogs.intake.listening import NEEDING, SURE, Listening
from bot.dialogs.intake.narrowing import takes_part_out
from bot.dialogs.naming import shared, sharing
from bot.dialogs.talk import Talk
from bot.dialogs.withdrawal import is_merely_moved
from bot.intents.grammar.words import ASIDE
from bot.intents.reading import Reading
from core.context import Dossier
from core.dialogs.progress import Progress, ProgressState
from core.intents import Act, Meaning

NO_ANSWER: Final = re.compile(r"投诉|举报|转人工|人工客服|真人|提个?(?:意见|建议)")
"""Words that answer no question, whatever else a message holds."""
BRIEF: Final = 12
BEFORE: Final = re.compile(
    r"[节年]前|上个月|上周|上礼拜|上星期|上回|上次|之前|前几天|前些天|昨天|前天|那天|先前|刚才"
)
LEAVING: Final = re.compile(
    r"先走了|先忙|(?:今天|现在)?先(?:这样(?!定|办|报)|到这)|有事先|(?:回头|晚点|等会儿?|待会儿?|一会儿?|下午|明天)再[说聊填弄办来发补报写]"
    r"|(?:明天|后天|下午|晚点|晚上|回头|待会儿?|一会儿?)我?(?:先|去|再)*+(?:问|查|找|翻|核实|确认)[^,。;!?]{0,4}(?:发|报|告诉|补|给)"
    r"|等我?(?:先|去|再)?(?:问|查|找|翻|确认|商量|核实)|我(?:先|去|再)+(?:问|查|找|翻|商量|核对)(?:一?下|哈|问)(?!你|您|站)"
)
THAT_ONE: Final = re.compile(
    r"(?P<thing>[\u4e00-\u9fffa-z0-9]{2,8}?)(?:的)?那(?:个|件|单|张|边|事|批)"
)
CALLS_OFF: Final = re.compile(
    r"^\W*(?:那|就|先|暂时|还是)*+(?:不[报办弄搞]了|取消[了吧]+|撤了吧?)(?=[,。!;\s]|$)"
    r"|(?:^|[,。!;\s])[这那](?:一?[个件张])?(?:单子?|事情?)(?:就|先)*+(?:不[报办弄搞]了|取消|撤)"
)
"""The matter itself is dropped, first of all or by its name, whatever reason stands beside it."""
UNLESS: Final = re.compile(r"如果|要是|的话|的还要|但|不过|[?？吗]")
DIAL: Final = re.compile(r"(?:^|[,。;!\s])(?:就|直接|可以)*+打我的?(?:手机|电话|座机)?号?码?\W*\d")
"""“打我手机139…就行” gives a number, and calls for nobody."""
ASKS: Final = re.compile(r"[?？吗么呢]|([一-龥])不\1")
ASKED_ASIDE: Final = re.compile(ASIDE)
LEFT_BEHIND: Final = re.compile(
    r"(?:证书|报告|发票|结果|材料|文件|原件|样品).{0,12}(?:寄|发|拿|取|出|到|好)"
)


def rather_answers(talk: Talk) -> bool:
    """Whether an open question is answered in words that merely sound like something else."""
    reading, progress = talk.reading, talk.intake
    if progress is None or NO_ANSWER.search(reading.plain):
        return False
    if reading.does(Act.BACK, Act.CORRECT):
        return True
    key = progress.asked.key.rpartition(".")[2] if progress.asked else ""
    answers = {
        "time": reading.wishes,
        "phone": reading.phones,
        "company": reading.companies,
        "contact": reading.contacts,
    }
    doubtful = reading.meant.confidence < SURE
    given = (
        answers.get(key)
        or DIAL.search(reading.plain)
        or (key == "confirm" and _is_brief_yes(reading))
    )
    return bool(given) or (doubtful and answers_something(talk))


def _is_brief_yes(reading: Reading) -> bool:
    return len(reading.plain) <= BRIEF and says_yes(reading)


def answers_something(talk: Talk) -> bool:
    return names_something(talk.reading) or talk.reading.does(Act.AFFIRM)


def names_something(reading: Reading) -> bool:
    """Whether a number, a firm, a person or a time is given."""
    return bool(reading.phones or reading.companies or reading.contacts or reading.wishes)


def speaks_of(talk: Talk, dropped: Progress) -> bool:
    """Whether a need is named as one of before, and is of the kind that was dropped."""
    reading = talk.reading
    if not reading.means(*NEEDING) or not BEFORE.search(reading.plain):
        return False
    return str(reading.meant.category) == dropped.answers.get("need.1.category")


def spoken_of(talk: Talk) -> Dossier | None:
    """The request in work that a message names by its thing ("天平那个"), while a new need is
    taken in that is not of that thing."""
    named = THAT_ONE.search(talk.reading.plain)
    if named is None or talk.intake is None:
        return None
    asked = " ".join(value for key, value in talk.intake.answers.items() if key.endswith("detail"))
    if shared(named["thing"], asked):
        return None
    return next(iter(sharing(named["thing"], talk.open_dossiers)), None)


def is_new(talk: Talk) -> bool:
    """Whether a need is another one than those in work, of which one might merely be speaking."""
    reading = talk.reading
    if not talk.open_here or reading.does(Act.NEW_NEED):
        return True
    if reading.does(Act.AFFIRM, Act.ACKNOWLEDGE):
        return False
    known = {one.request.category for one in talk.open_here}
    meant = reading.meant
    return meant.category not in known and meant.confidence >= SURE


def drops(talk: Talk, progress: Progress) -> bool:
    """Whether all that is being taken in is dropped, not merely one need of several or a part."""
    if hear_call_off(Listening(talk.reading, progress.answers, progress.asked)).answers:
        return False
    reading = talk.reading
    details = (value for key, value in progress.answers.items() if key.endswith(".detail"))
    if any(takes_part_out(reading.plain, detail) for detail in details):
        return False
    if CALLS_OFF.search(reading.plain) and not UNLESS.search(reading.plain):
        return True
    if reading.does(Act.CORRECT) or reading.phones or reading.companies:
        return False
    if ASKED_ASIDE.search(reading.plain) or is_merely_moved(reading):
        return False
    return reading.means(Meaning.CANCEL, Meaning.WITHDRAW) or reading.does(Act.CANCEL, Act.WITHDRAW)


def leaves(talk: Talk) -> bool:
    """Whether somebody merely goes away for a while, answering nothing."""
    reading = talk.reading
    says_more = names_something(reading) or reading.meant.topics or says_yes(reading)
    if ASKS.search(reading.plain):
        return False
    return LEAVING.search(reading.plain) is not None and not says_more


def asked_later(talk: Talk, progress: Progress) -> bool:
    """Whether another question was put after this one."""
    first = talk.context.progresses[0]
    return first.id != progress.id and first.state is ProgressState.OPEN

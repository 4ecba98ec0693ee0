"""What the first reply says about privacy, and what nobody is told about others (clause 5.3)."""

import re
from dataclasses import replace
from typing import Final

from bot.dialogs import feedback
from bot.dialogs.talk import Talk
from core.context import Context
from core.conversations import Chat
from core.decision import Decision
from core.feedback import FeedbackKind
from core.intents import Meaning
from core.messages import Line

NOTICE: Final = Line(
    "【隐私说明】您留下的单位、姓名和电话只用于办理质量服务，未经您同意不会提供给别的机构或企业；"
    "随时可以说“我的信息”查看，或要求删除。"
)
OTHERS: Final = Line(
    "抱歉，其他企业的情况和联系方式要保密，不能告诉您。您自己有什么事要办，直接说就行。"
)


MINE: Final = Line(
    "我这里留的是：\n单位：{company}\n联系人：{name}\n电话：{phone}\n办过{count}件事。"
)
NOTHING_KEPT: Final = Line("我这里还没有留下您的单位、姓名和电话。")
RIGHTS: Final = Line(
    "哪里不对直接说，比如“电话改成……”；要求删除请说“删除我的信息”，站长会处理并答复。"
)
ERASURE: Final = Line(
    "要求删除已登记，编号{number}，站长会在规定期限内处理并答复。依法要留档的服务记录会隐去个人信息。"
)
CONSENT_WITHDRAWN: Final = Line(
    "撤回授权已登记，编号{number}。您的信息不会再提供给别的机构，站长会答复您；已登记的事照常办理。"
)
CONSENT: Final = re.compile(r"(?:撤[回销]|取消|收回).{0,4}(?:授权|同意)")
ERASE: Final = re.compile(r"删|注销|清除|抹掉")
MINE_ERASED: Final = re.compile(
    r"(?:删|注销|清除|抹掉).{0,6}(?:我|电话|号码|信息|数据|资料)"
    r"|(?:我的|电话|号码|信息|资料).{0,4}(?:删|注销|清除|抹掉)"
)
"""“把我的电话删了” asks for what is kept to go, and takes back no request."""


def own_data(talk: Talk) -> Decision:
    """What is kept of the person who asks, and how to have it corrected or erased."""
    if CONSENT.search(talk.reading.plain):
        return feedback.take(talk, FeedbackKind.SUGGESTION, CONSENT_WITHDRAWN)
    if ERASE.search(talk.reading.plain):
        return feedback.take(talk, FeedbackKind.SUGGESTION, ERASURE)
    known = talk.context.contact
    if known is None:
        return talk.say((NOTHING_KEPT, RIGHTS)) + talk.heard("help")
    values = {"company": known.company, "name": known.name, "phone": known.phone}
    filed = sum(bool(one.request.number) for one in talk.context.dossiers)
    line = Line(MINE.template, {**values, "count": str(filed)})
    return talk.say((line, RIGHTS)) + talk.heard("help")


def is_asked(talk: Talk) -> bool:
    """Whether somebody asks about what is kept of them."""
    reading = talk.reading
    return reading.means(Meaning.MY_DATA) or MINE_ERASED.search(reading.plain) is not None


def refuse(talk: Talk) -> Decision:
    """Say nothing about anybody else."""
    return talk.say((OTHERS,)) + talk.heard("privacy_request")


def with_notice(context: Context, decision: Decision) -> Decision:
    """The first reply carries the privacy notice."""
    mine = [said for said in decision.says if said.chat == context.chat.id]
    if context.chat.told_privacy_at is not None or not mine:
        return decision
    said = replace(mine[0], lines=(*mine[0].lines, NOTICE))
    says = tuple(said if one is mine[0] else one for one in decision.says)
    saved = [value for value in decision.saves if isinstance(value, Chat)]
    chat = replace(saved[-1] if saved else context.chat, told_privacy_at=context.now)
    return replace(decision, says=says, saves=(*decision.saves, chat))

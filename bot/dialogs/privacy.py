"""What the first reply says about privacy, and what nobody is told about others (clause 5.3)."""

import re
from dataclasses import replace
from typing import Final

from bot.dialogs import feedback, linking
from bot.dialogs.intake.steps import INTAKE
from bot.dialogs.talk import Talk, saving
from core.context import Context
from core.conversations import Chat
from core.decision import Decision
from core.dialogs.progress import Progress
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
NOT_SAID: Final = "还没说"
NOTHING_KEPT: Final = Line("我这里还没有留下您的单位、姓名和电话。")
RIGHTS: Final = Line(
    "哪里不对直接说，比如“电话改成……”；要求删除请说“删除我的信息”，站长会处理并答复。"
)
ERASURE: Final = Line(
    "要求删除已登记，编号{number}，站长会处理并答复您。没提交的内容已经清空；依法要留档的记录由站长说明。"
)
ERASURE_APART: Final = Line(f"{ERASURE.template}和其他聊天的关联也已解除。")
HOW_TO_ERASE: Final = Line(
    "请核实是本人，再请管理员在服务器上运行“station erase {number}”，删完这里就办结了。"
)
CONSENT_WITHDRAWN: Final = Line("撤回授权已登记，编号{number}，站长会答复您；已登记的事照常办理。")
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
        erased = _drafts_emptied(talk) + linking.parted(talk.context)
        erased += Decision(forgets=(talk.context.chat.id,))
        return feedback.take(talk, FeedbackKind.SUGGESTION, _erasure(talk), HOW_TO_ERASE) + erased
    values, linked = _kept(talk), linking.circle_line(talk.context)
    if not any(values.values()):
        return talk.say((NOTHING_KEPT, *linked, RIGHTS)) + talk.heard("help")
    values = {key: value or NOT_SAID for key, value in values.items()}
    own = (one for one in talk.context.dossiers if not talk.is_linked(one))
    filed = sum(bool(one.request.number) for one in own)
    line = Line(MINE.template, {**values, "count": str(filed)})
    return talk.say((line, *linked, RIGHTS)) + talk.heard("help")


def _erasure(talk: Talk) -> Line:
    return ERASURE_APART if talk.context.circle.others else ERASURE


def _kept(talk: Talk) -> dict[str, str]:
    """Who the person is, as was told last: in what is being filled in, else in what was filed."""
    known, draft = talk.context.contact, talk.intake or talk.dropped_intake
    answers = draft.answers if draft else {}
    return {
        "company": answers.get("company") or (known.company if known else ""),
        "name": answers.get("contact") or (known.name if known else ""),
        "phone": answers.get("phone") or (known.phone if known else ""),
    }


def _drafts_emptied(talk: Talk) -> Decision:
    """What was never filed is nobody's record, and goes at once."""
    open_one = talk.intake.id if talk.intake else ""
    drafts = (one for one in talk.context.progresses if one.dialog == INTAKE.key)
    return emptied(saving(*(one for one in drafts if one.id != open_one)))


def emptied(decision: Decision) -> Decision:
    """The same decision, with the answers of every conversation that it keeps left out."""
    saves = tuple(
        replace(one, answers={}) if isinstance(one, Progress) else one for one in decision.saves
    )
    return replace(decision, saves=saves)


def is_asked(talk: Talk) -> bool:
    """Whether somebody asks about what is kept of them."""
    reading = talk.reading
    return reading.means(Meaning.MY_DATA) or MINE_ERASED.search(reading.plain) is not None


def refuse(talk: Talk) -> Decision:
    """Say nothing about anybody else."""
    return talk.say((OTHERS,)) + talk.heard("privacy_request")


def with_notice(context: Context, decision: Decision) -> Decision:
    """The first reply carries the privacy notice."""
    mine = any(said.chat == context.chat.id for said in decision.says)
    if context.chat.told_privacy_at is not None or not mine:
        return decision
    noticed = decision.answering(
        context.chat.id, lambda own: replace(own, lines=(*own.lines, NOTICE))
    )
    saved = [value for value in decision.saves if isinstance(value, Chat)]
    chat = replace(saved[-1] if saved else context.chat, told_privacy_at=context.now)
    return replace(noticed, saves=(*decision.saves, chat))

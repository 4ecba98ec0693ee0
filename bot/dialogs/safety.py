"""Danger first: whom to call at once, before anything is registered, and the staff told of it."""

import re
from typing import Final

from bot.dialogs.handover import offered
from bot.dialogs.talk import Talk
from core.context import Dossier
from core.decision import Decision
from core.masking import scrub
from core.messages import Audience, Line, Outbound

_SAFETY: Final = (
    "请先保证安全：停用设备、撤离人员；有人受伤或被困请立刻拨打119、120，电梯困人可拨96333。"
)
FIRST: Final = Line(f"{_SAFETY}安全后我来帮您登记。")
FIRST_OF_ALL: Final = Line(f"{_SAFETY}已通知工作人员马上联系您。")
OUT: Final = Line("好的，人安全就好。")
_HELPERS: Final = r"(?:119|120|110|96333|火?警|消防|救护车|救援|维保)"
_ADVERBS: Final = r"(?:已经?|刚|都|全|也|先|就|现在|安全)*"
PEOPLE_ARE_OUT: Final = re.compile(
    rf"(?:\W*(?:我们?)?{_ADVERBS}(?:[打报叫拨]了?{_HELPERS}(?:电话)?了?|{_HELPERS}[的人员队车]*{_ADVERBS}[来到]场?了"
    rf"|(?:现场|厂里|车间|里面)?的?(?:人员?|工人|员工|师傅|大家)们?{_ADVERBS}"
    r"(?:撤|疏散|救?出来|没事|安全)(?:离|出来|出去|走|空|光)?了?))++[\s\W了啊呀的]*"
)
"""What was done as told, and nothing else: “已经打119了，人都撤了”."""
ALARM: Final = Line("【紧急】企业报告险情，请马上接手联系：{words}")


def alarm(talk: Talk, dossier: Dossier) -> Decision:
    """Tell every room of the station at once, with the card to take the talk over: a filing may
    never come."""
    line = Line(ALARM.template, {"words": scrub(talk.inbound.text)})
    thread = dossier.request.id
    says = tuple(
        Outbound(room, (line,), thread=thread, audience=Audience.ANSWER, about=thread)
        for room in talk.context.station.rooms
    )
    return Decision(says=says) + offered(talk.context, dossier)

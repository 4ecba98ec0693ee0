"""Danger first: whom to call at once, before anything is registered, and the staff told of it."""

from typing import Final

from bot.dialogs.handover import offered
from bot.dialogs.talk import Talk
from core.context import Dossier
from core.decision import Decision
from core.masking import scrub
from core.messages import Audience, Line, Outbound

FIRST: Final = Line(
    "请先保证安全：停用设备、撤离人员；有人受伤或被困请立刻拨打119、120，电梯困人可拨96333。"
    "安全后我来帮您登记。"
)
ALARM: Final = Line("【紧急】企业报告险情，请马上接手联系：{words}")


def alarm(talk: Talk, dossier: Dossier) -> Decision:
    """Tell every room of the station at once, with the card to take the talk over: a filing may
    never come."""
    line = Line(ALARM.template, {"words": scrub(talk.reading.text)})
    thread = dossier.request.id
    says = tuple(
        Outbound(room, (line,), thread=thread, audience=Audience.ANSWER, about=thread)
        for room in talk.context.station.rooms
    )
    return Decision(says=says) + offered(talk.context, dossier)

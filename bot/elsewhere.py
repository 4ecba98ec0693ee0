"""What a request's own chat is told of what was done to it in a chat linked with it.

Whoever did it is answered where they did it, and the staff hear it like every word of the
enterprise; the chat that the request was filed in is told by the messenger, never by the person.
"""

from collections.abc import Mapping
from typing import Final

from bot.channel_names import name_of
from core.context import Context
from core.messages import Audience, Line, Outbound
from core.requests.events import EventType
from core.requests.request import ServiceRequest

CHANGED: Final = "{number}在您关联的{channel}聊天里有新变化，说“进度”可以查看。"
ELSEWHERE: Final[dict[EventType, str]] = {
    EventType.FILED: "{number}在您关联的{channel}聊天里重新提交了。",
    EventType.CORRECTED: "{number}的{corrected}在您关联的{channel}聊天里更正了。",
    EventType.CATEGORY_CHANGED: "{number}的类别在您关联的{channel}聊天里改为“{category}”。",
    EventType.URGED: "{number}在您关联的{channel}聊天里催办过了。",
    EventType.WITHDRAWN: "{number}在您关联的{channel}聊天里撤回了。",
    EventType.APPOINTMENT_PROPOSED: "您关联的{channel}聊天提议{proposed}办理{number}，等对方确认。",
    EventType.APPOINTED: "您关联的{channel}聊天已确认：{appointment}办理{number}。",
    EventType.RESCHEDULE_PROPOSED: "您关联的{channel}聊天提议{number}改到{proposed}，等对方确认。",
    EventType.RESCHEDULED: "您关联的{channel}聊天已确认：{number}改到{appointment}。",
    EventType.PROPOSAL_REJECTED: "{number}在您关联的{channel}聊天里没有同意{because}",
    EventType.PROPOSAL_TAKEN_BACK: "{number}提议的时间在您关联的{channel}聊天里收回了。",
    EventType.EXTENDED: "您关联的{channel}聊天已同意：{number}延期到{due}。",
    EventType.TERMINATED: "您关联的{channel}聊天已同意：{number}终止服务。",
    EventType.EVALUATED: "{number}在您关联的{channel}聊天里评价了，谢谢。",
    EventType.REOPENED: "{number}在您关联的{channel}聊天里要求重开，我们接着处理。",
}


def is_done_elsewhere(context: Context, request: ServiceRequest, person: str) -> bool:
    """Whether this person acts on a request out of a chat linked with the request's own."""
    return person == context.person.id and request.chat in context.circle.chats


def told_of(
    context: Context, request: ServiceRequest, event: EventType, values: Mapping[str, str]
) -> Outbound:
    """What the request's own chat is told; `values` are those of every announcement."""
    template = ELSEWHERE.get(event, CHANGED)
    line = Line(template, {**values, "channel": name_of(context.chat.channel)})
    return Outbound(request.chat, (line,), audience=Audience.NOTICE, about=request.id)

"""Linking chats of one enterprise: a code told in one of them and said in the other.

Nobody is linked by name. Both sides are told, by the messenger and never by the person.
"""

from typing import Final

from bot.channel_names import name_of
from bot.dialogs import once
from bot.dialogs.intake import course
from bot.dialogs.talk import Talk, saving
from bot.intents.linking import asks_to_link, asks_to_part, code_in
from bot.intents.reading import Reading
from core.context import Context
from core.conversations import Chat
from core.decision import NOTHING, Decision
from core.intents import Act
from core.links import (
    CODE_LIFE,
    MOST_CHATS,
    WASTED,
    LinkCode,
    Linking,
    Standing,
    joined,
    left,
    standing,
    tried,
    used,
)
from core.messages import Audience, Choice, Line, Outbound

DIALOG: Final = "unlink"
LEAVE: Final = "leave"

CODE: Final = Line(
    "关联码：{code}\n{minutes}分钟内在另一个聊天里发“关联 {code}”就连上了："
    "换一台手机、另一个渠道或同事的聊天都可以。关联后各个聊天都能看进度、补充和评价。码只能用一次，请只给自己人。"
)
LINKED: Final = Line(
    "已和给您码的{channel}聊天关联，两边看到的进度是一样的，补充、约时间、评价在哪边都行；"
    "还没提交的内容各填各的。码不是自己人给的，请马上说“解除关联”。"
)
JOINED: Final = Line(
    "您的{channel}聊天已和这里关联，两边看到的进度是一样的。不是您或同事操作的，请说“解除关联”。"
)
SURE: Final = Line(
    "解除后，这里看不到其他聊天里办的事，那边也看不到这里的；各自提交过的照常办理。"
    "要解除关联吗？回“是的”或点按钮确认。"
)
LEFT: Final = Line("已解除关联，这里提交过的事照常办理。想重新关联，说“关联”就行。")
STAYS: Final = Line("好的，还是关联着。")
GONE: Final = Line("您的{channel}聊天已解除和这里的关联。")
ALONE: Final = Line("这个聊天没有关联其他聊天。想关联，说“关联”就行。")
KEPT: Final = Line("已关联：{channels}。不想关联了说“解除关联”。")
REFUSED: Final[dict[Standing, Line]] = {
    Standing.BARRED: Line("关联码试错的次数多了，请过一小时再试。"),
    Standing.WRONG: Line("这个关联码不对，请核对一下；也可以在另一个聊天里说“关联”，取一个新的。"),
    Standing.OWN: Line("这是这个聊天自己的关联码，请到另一个聊天里发。"),
    Standing.USED: Line("这个关联码已经用过了，请在另一个聊天里再说“关联”，取一个新的。"),
    Standing.OVER: Line("这个关联码过期了，请在另一个聊天里再说“关联”，取一个新的。"),
    Standing.ELSEWHERE: Line("那个聊天是和另一个服务站的，不同服务站的聊天不能关联。"),
    Standing.LINKED: Line("这两个聊天已经关联了，说“进度”就能看到两边的事。"),
    Standing.FULL: Line("最多能关联{most}个聊天，请先在不用的聊天里说“解除关联”。"),
}
UNLINK: Final = Choice("yes", "解除关联", f"link:{LEAVE}")


def wanted(reading: Reading) -> str | None:
    """The code that is said, "" where one is asked for, None where nothing of it is spoken of."""
    said = code_in(reading.plain)
    return said or ("" if asks_to_link(reading.plain) else None)


def hear(talk: Talk) -> Decision | None:
    """Give out a code, take one, or undo the link; None where nothing of it is spoken of."""
    linking, circle = talk.context.linking, talk.context.circle
    if linking is not None:
        said = code_in(talk.reading.plain)
        return _and_ask_again(talk, _take(talk, linking) if said else _give_out(talk, linking))
    if asks_to_part(talk.reading.plain):
        return _make_sure(talk) if circle.others else _and_ask_again(talk, talk.say((ALONE,)))
    return _answered(talk) if once.answered(talk, DIALOG) else None


def _answered(talk: Talk) -> Decision | None:
    """What is said to the question whether the link is to be undone."""
    if talk.reading.does(Act.AFFIRM):
        return _and_ask_again(talk, leave(talk))
    stays = talk.reading.does(Act.DENY, Act.CANCEL, Act.WITHDRAW)
    return _and_ask_again(talk, talk.say((STAYS,))) if stays else None


def press(talk: Talk, _rest: str) -> Decision:
    """The button under the question whether the link is to be undone."""
    return leave(talk)


def leave(talk: Talk) -> Decision:
    """Take this chat out of its circle and tell the others."""
    return parted(talk.context) + talk.say((LEFT if talk.context.circle.others else ALONE,))


def parted(context: Context) -> Decision:
    """The chat out of its circle, as far as the others are concerned."""
    here, others = context.chat, context.circle.others
    links = left(context.circle, here.id, context.turn)
    return saving(*links) + _tell(others, GONE, here.channel) if others else NOTHING


def circle_line(context: Context) -> tuple[Line, ...]:
    """With which messengers this chat is linked, for whoever asks what is kept."""
    names = dict.fromkeys(name_of(chat.channel) for chat in context.circle.others)
    return (Line(KEPT.template, {"channels": "、".join(names)}),) if names else ()


def _give_out(talk: Talk, linking: Linking) -> Decision:
    chat = talk.context.chat
    code = LinkCode(chat.id, chat.station, linking.digest, talk.context.now)
    minutes = int(CODE_LIFE.total_seconds() // 60)
    values = {"code": linking.fresh, "minutes": str(minutes)}
    return saving(code) + talk.say((Line(CODE.template, values),)) + talk.heard("help")


def _take(talk: Talk, linking: Linking) -> Decision:
    context = talk.context
    worth = standing(linking, context.chat, context.circle, context.now)
    code, chat = linking.code, linking.chat
    if worth is Standing.GOOD and code is not None and chat is not None:
        return _join(talk, linking, code, chat)
    line = Line(REFUSED[worth].template, {"most": str(MOST_CHATS)})
    wasted = saving(tried(linking, context.chat, context.now)) if worth in WASTED else NOTHING
    return wasted + talk.say((line,)) + talk.heard("help")


def _join(talk: Talk, linking: Linking, code: LinkCode, chat: Chat) -> Decision:
    """Both circles become one, and every chat of it learns of the other side."""
    context, theirs = talk.context, (chat, *linking.theirs.others)
    mine = (context.chat, *context.circle.others)
    circles = (context.circle, linking.theirs)
    links = joined(circles, (one.id for one in (*theirs, *mine)), context.turn, context.now)
    told = _tell(context.circle.others, JOINED, chat.channel)
    told += _tell(theirs, JOINED, context.chat.channel)
    line = Line(LINKED.template, {"channel": name_of(chat.channel)})
    return saving(used(code, context.now), *links) + talk.say((line,)) + told + talk.heard("help")


def _make_sure(talk: Talk) -> Decision:
    """Ask first; a yes to the very next question is heard by `hear`."""
    return once.put(talk, DIALOG, LEAVE) + talk.say((SURE,), (UNLINK,))


def _tell(chats: tuple[Chat, ...], line: Line, channel: str) -> Decision:
    said = Line(line.template, {"channel": name_of(channel)})
    return Decision(
        says=tuple(Outbound(one.id, (said,), audience=Audience.NOTICE) for one in chats)
    )


def _and_ask_again(talk: Talk, answered: Decision) -> Decision:
    """What is being taken in is asked on, in its own chat."""
    return answered if talk.intake is None else answered + course.ask_again(talk, talk.intake, ())

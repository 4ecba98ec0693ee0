"""The words of the app's own chat: what its menu stands for, and those that say where a text goes.

What an entry of the menu says is what a member would have typed.
"""

import re
from typing import Final

from bot.intents.normal import normalise
from core.messages import Choice, Line

CLICKS: Final = {
    "mine": "我的待办",
    "all": "全部待办",
    "stats": "统计",
    "complaints": "投诉",
    "bad": "差评",
    "on": "上岗",
    "off": "离岗",
    "help": "帮助",
}
"""Menu of the app: the keys of its click entries."""

NOTE: Final = Choice("note", "备注", "focus:note")
"""Stands behind the card's own buttons: what is written next is for the colleagues."""

TO_BIND: Final = re.compile(r"\s*绑定[\s:：]*([A-Za-z0-9_-]{16,64})\s*")
BINDING: Final = "绑定 {token}"
INSIDE: Final = re.compile(r"\s*备注[\s:：，,]*(.*)", re.DOTALL)
LEAVING: Final = frozenset({"退出", "退出回复", "结束回复", "退出备注"})

NOT_BOUND: Final = Line(
    "您还没有绑定为本站的工作人员。请向站长要一行“绑定 口令”，发到这里就能接单、回复。"
)
NO_ROOM: Final = Line("您所在的服务站在企业微信里还没有工作群，请站长先建群。")
NOT_HERE: Final = Line("这张卡片不是您所在服务站的，或已经用不上了。")
SAY_IT_HERE: Final = Line(
    "没看懂要做什么。发“帮助”看有哪些命令；要答复企业或给同事留话，请先点那张卡片上的“回复”或“备注”。"
)
WORDS_AND_PICTURES: Final = Line("这里只收文字和图片，请用文字说明。")
WORDS_ALONE: Final = Line("企业只收到文字，图片发不过去，请用文字说明。要发给同事看，先发“备注”。")
OUTWARD: Final = Line(
    "接下来您在这里写的文字会发给企业（{title}），30分钟不用自动结束。"
    "发“备注”改为只给同事看，发“退出”结束。"
)
INTERNAL: Final = Line(
    "接下来您在这里写的文字记在{title}下，只有同事看得到，30分钟不用自动结束。发“退出”结束。"
)
NOT_ASKED: Final = Line("刚才问您的先不办了，要办请再点一次。")
LEFT: Final = Line("好的，您接下来写的不再算在那张单下。")
ASIDE: Final = Line("这句只有同事看得到，没有发给企业；接下来写的还是发给企业。")
NOTHING_IN_FOCUS: Final = Line("请先点那张卡片上的“回复”或“备注”。")


def token_in(text: str) -> str:
    """The token of a line that binds, "" for none."""
    found = TO_BIND.fullmatch(text)
    return found[1] if found else ""


def leaves(text: str) -> bool:
    """Whether a message only ends the focus."""
    return normalise(text).strip(" 。.!") in LEAVING


def note_in(text: str) -> str | None:
    """What follows “备注”, perhaps nothing; None for a message that does not begin so."""
    found = INSIDE.fullmatch(text)
    return found[1].strip() if found else None

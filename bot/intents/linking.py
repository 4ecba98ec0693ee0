"""Words that link a chat with another one of the same enterprise, or take it out again."""

import re
from typing import Final

_ASKING: Final = r"(?:请|麻烦|帮我|我们?|想|要|把|一下|怎么|怎样|如何|能不能|可以|能)*+"
_ACCOUNT: Final = (
    r"(?:账号|帐号|账户|号|聊天|对话|会话|微信|公众号|网页|网站|电脑|手机|telegram|电报|同事|设备)"
)
_OTHER: Final = (
    r"(?:我的?|我们的?|另外?一?个|另外的|别的|其他的?|其它的?|新的?|两个|个|这个|那个)*+"
)
_ENDS: Final = r"[\s,.!?~吧了啊呀呢吗么]*+"

ASKS: Final = re.compile(
    rf"\W*+{_ASKING}关联(?:一下|码|(?:一下)?(?:到|上|和)?{_OTHER}{_ACCOUNT})?{_ENDS}"
    rf"|\W*+{_ASKING}绑定(?:另外?一?个|另外的|别的|其他的?|其它的?|新的?|两个){_ACCOUNT}{_ENDS}"
    rf"|\W*+{_ASKING}换(?:了?一?个|了|到)?(?:微信|手机|账号|帐号|电脑|网页|公众号|设备)"
    r"(?:上|来|也)?\W{0,2}"
    rf"(?:继续|接着|也?能|也?可以)(?:办|聊|弄|填|看|用|说)?{_ENDS}"
    rf"|\W*+{_ASKING}(?:和|跟|让|叫|给|带)(?:我的?)?(?:另外?一?个|别的|其他)?同事"
    rf"(?:一起|一块|也|也能|也可以|都能)+(?:看|办|跟|跟进|用|看到|查)(?:进度|看)?{_ENDS}"
)
"""“关联”, “绑定另一个微信”, “换个手机继续办”, “和同事一起看”, and nothing besides."""
SAYS_CODE: Final = re.compile(
    r"\W*+(?:我|要|请)*+关联(?:码|账号|聊天)?[\W是为]{0,4}(\d[\d\s-]{2,12})\W*+"
)
ENDS: Final = re.compile(
    rf"\W*+{_ASKING}(?:解除|取消|断开|撤销|去掉|退出|不要|不想|不再)(?:这个|我的|这里的|和\S{{1,8}}的|聊天)?关联"
    rf"{_ENDS}|\W*+{_ASKING}(?:解绑|解除绑定)(?:一下)?{_ENDS}"
)


def asks_to_link(plain: str) -> bool:
    """Whether a normalised message asks how to go on in another chat, or with a colleague."""
    return ASKS.fullmatch(plain) is not None


def code_in(plain: str) -> str:
    """The digits of a code that is said to link; else nothing."""
    found = SAYS_CODE.fullmatch(plain)
    return "".join(filter(str.isdigit, found[1])) if found else ""


def asks_to_part(plain: str) -> bool:
    """Whether the link is to be undone."""
    return ENDS.fullmatch(plain) is not None

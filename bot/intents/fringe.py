"""What stands around a message and says nothing: a stammer before it, thanks and faces behind it.

People write "呃，毛亮", "六月中旬，谢谢" or "王主任🙏"; what counts is between. Where nothing is
between, the thanks or the face is the message and stays. 嗯 says yes, and is no stammer.
"""

import re
from typing import Final

_FACES_BY_NAME: Final = (
    "微笑|呲牙|愉快|偷笑|憨笑|坏笑|奸笑|笑脸|笑哭|破涕为笑|捂脸|嘿哈|机智|耶|哇|可怜|流泪|大哭|害羞|调皮|得意|悠闲|擦汗|汗|尴尬|抱拳"
    "|强|弱|握手|胜利|鼓掌|合十|拳头|OK|ok|好的|加油|拥抱|爱心|心碎|玫瑰|咖啡|啤酒|蛋糕|太阳|月亮|庆祝|礼物|红包|福|發|发|烟花|爆竹"
    "|再见|疑问|惊讶|难过|叹气|苦涩|裂开|无语|失望|皱眉|吃瓜|旺柴|社会社会|抠鼻|白眼|翻白眼|嘘|晕|囧|困|撇嘴|发呆|亲亲|委屈|跳跳|转圈"
)
"""As a messenger writes its faces out; 天平[两台] holds none."""
_MARKS: Final = r"[\s,，.。、;；!！~～…·—-]"
_FACE: Final = (
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u25ff\u2702-\u27bf\u2b00-\u2b4f\u2764\u263a\ufe0f\u200d"
    "\U0001f300-\U0001f31e\U0001f320-\U0001f4ae\U0001f4b0-\U0001faff]"
    rf"|[\[［](?:{_FACES_BY_NAME})[\]］]"
)
_STARS: Final = "⭐★☆🌟💯👋"
_THANKS: Final = (
    r"(?:(?:非常|十分|万分|先)?(?:谢谢|多谢|感谢|谢)(?:您|你)?(?:们|了|啦|啊|哈|哦|呀|咯|哟|老师)*+"
    r"|(?:麻烦|辛苦|拜托|劳烦|有劳)(?:您|你)?(?:们|了|啦|哈|咯|哟)++|thanks?|thx|3q)"
)
_BEHIND: Final = re.compile(rf"(?:[\s。.!！~～…]|(?![{_STARS}])(?:{_FACE}))+$")
_THANKED: Final = re.compile(
    rf"(?:{_MARKS}++|(?<=[0-9星分{_STARS}]))(?:{_THANKS}{_MARKS}*+)++$", re.IGNORECASE
)
_PARTICLE: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})[哈哦噢喔哟哒嘞]+$")
_BEFORE: Final = re.compile(rf"(?:(?:[呃唔]|(?![{_STARS}])(?:{_FACE})){_MARKS}*+)++(?=.)")
_WORD: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9０-９]")
_NUMBER: Final = re.compile(r"\d+[颗个]?[星分]?")
_FEWEST_THANKED: Final = 4
"""Thanks behind fewer words ("好的，谢谢") belong to them."""
_FARTHEST: Final = 60


def within(text: str) -> tuple[int, int]:
    """Where the message itself stands in its text; all of it where it is nothing but fringe."""
    end = _without(_BEHIND, text, len(text), 1)
    end = _without(_THANKED, text, end, _FEWEST_THANKED)
    end = _without(_BEHIND, text, end, 1)
    end = _without(_PARTICLE, text, end, 2)
    before = _BEFORE.match(text, 0, end)
    start = before.end() if before else 0
    return (start, end) if _WORD.search(text, start, end) else (0, len(text))


def _without(fringe: re.Pattern[str], text: str, end: int, fewest: int) -> int:
    """Where the text ends without this fringe; a text of fewer words is left as it is."""
    found = fringe.search(text, max(0, end - _FARTHEST), end)
    if found is None:
        return end
    words = _WORD.findall(text, 0, found.start())
    return found.start() if len(words) >= fewest or _NUMBER.fullmatch("".join(words)) else end

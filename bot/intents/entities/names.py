"""One person's name at one place of the text: 覃晓燕, 欧阳倩, 小杜, 童经理, Kevin 鲍.

A name ends at a mark, a figure, or a word that follows names (电话, 的, 先生): Chinese writes none
of its words apart, so what stands behind decides whether a name has one given character or two.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.intents.entities.roles import BRIEF_TITLE, KINSHIP, PART, TITLE
from bot.intents.entities.surnames import (
    COMMON,
    GRAMMAR,
    NEVER_GIVEN,
    ORDINARY,
    RARE,
    SELDOM_GIVEN,
    looks_like_person,
    surname_length,
)

BREAK: Final = re.compile(r"[^\u4e00-\u9fff]|$")
FOLLOWS: Final = re.compile(
    rf"{BREAK.pattern}|(?:(?:[那这]个?|然后|嗯+|呃+)(?:我的?)?)?(?:电话|手机|号码|座机|微信|联系)|同事|{TITLE.pattern}"
    r"|的|是|在|负责|对接|来|跟|和|吧|哈|啊|呀|啦|嘛|呗|咯|喽|就|也|我|您|你|幺|改|换|接|到|[他她喊]|这边|那边|武汉|湖北|收|好了|离职|调走|走了"
    rf"|不在|没空|请假|休假|出差|管这|{PART}(?:的|$|[^\u4e00-\u9fff])"
)
_SURNAMES: Final = "".join(sorted(COMMON | RARE))
NICKNAME: Final = re.compile(rf"[小老大阿][{''.join(sorted(COMMON))}]儿?(?:{TITLE.pattern})?")
RARE_NICKNAME: Final = re.compile(rf"[小老阿][{''.join(sorted(RARE))}](?:{TITLE.pattern})?")
NO_NICKNAME: Final = frozenset((
    "小时", "小于", "小车", "小单", "小米", "小样", "小包", "小石", "小金", "小管", "小路", "小成",
    "小项", "小康", "老解", "老古", "老祖", "老师", "老边", "老路", "大方", "大于", "大包", "大管",
    "大车", "大金", "大石", "大连", "大麦", "大米", "大单", "大白", "大路", "大安", "大成", "大高",
    "大黄", "大蓝", "大时", "大温", "大康", "大师", "大全", "大明", "大华", "大项", "大管", "大景",
    "小区", "小计", "小居", "小商", "小仓", "小水", "小巴", "小麦", "小门", "小修", "小衣", "小票",
    "老化", "老区", "老家", "小扣", "小利", "小印", "小国", "老国", "小战", "小心", "小丰", "小支",
))  # fmt: skip
NO_TITLE: Final = frozenset((
    "管工", "车工", "金工", "包工", "施工", "白工", "全总", "和总", "高工", "强总", "计工", "花工",
    "时工", "农工", "职工", "民工", "党总", "师姐", "师哥", "师叔", "常工", "纪律", "一律", "法律",
    "车队", "乐队", "全校", "全科", "全局", "全院", "全所", "全队", "党校", "党部", "何处", "平局",
    "和局", "益处", "时局", "文科", "路局", "全部", "司局", "农行", "商行", "车行", "粮行", "水站",
    "房站", "车站", "计行", "施行", "强行", "奉行", "平行", "全站", "能行", "还行", "可行", "通行",
))  # fmt: skip
NO_KINSHIP: Final = frozenset((
    "小姐", "大姐", "大哥", "大叔", "大伯", "大嫂", "大婶", "大爷", "小哥", "小妹", "空姐", "师姐",
    "师哥", "师妹", "表哥", "表姐", "表妹", "牛仔", "老爷", "少爷", "帅哥", "美妹", "姐妹", "阿姨",
))  # fmt: skip
WEEKDAY: Final = re.compile(r"周[一二三四五六日天末](?![\u4e00-\u9fff])")
LATIN: Final = re.compile(
    rf"(?:(?:mr|ms|mrs|miss)\.?\s?)?(?:[{_SURNAMES}]\s?)?[a-z]{{2,12}}"
    rf"(?:[ .·]?[{_SURNAMES}](?![\u4e00-\u9fff])|[ ·][a-z]{{2,12}})?"
    rf"(?:{TITLE.pattern})?(?![a-z0-9])"
)
NO_LATIN: Final = re.compile(
    r"(?:hello|hi|hey|ok|okay|yes|no|thanks?|please|bye|tel|mob|cell|fax|phone|mobile|email|wechat|iso|haccp)\b"
)
MINORITY: Final = re.compile(r"[\u4e00-\u9fff]{2,6}[·•][\u4e00-\u9fff]{2,6}")


class Fullness(Enum):
    """How much of a name was given."""

    FULL = auto()
    TITLED = auto()
    NICKNAME = auto()
    PARTED = auto()
    SURNAME = auto()


@dataclass(frozen=True, slots=True)
class Name:
    start: int
    end: int
    fullness: Fullness


def name_at(plain: str, place: int, sure: bool = False) -> Name | None:
    """Read the name that begins right at `place`; `sure` where nothing but a name can stand."""
    if WEEKDAY.match(plain, place):
        return None
    return (
        _minority(plain, place)
        or _titled(plain, place)
        or _full(plain, place, sure)
        or _nickname(plain, place)
        or (_rarely_called(plain, place) if sure else None)
    )


def surname_at(plain: str, place: int) -> Name | None:
    """Read a surname that nothing but a mark follows: 免贵姓柯."""
    length = surname_length(plain[place : place + 2])
    end = place + length
    if not length or not (FOLLOWS.match(plain, end) or plain.startswith("叫", end)):
        return None
    return Name(place, end, Fullness.SURNAME)


def latin_at(plain: str, text: str, place: int, sure: bool = False) -> Name | None:
    """Read a Latin name, with or without a Chinese surname; unless `sure` it has a capital."""
    match = LATIN.match(plain, place)
    if match is None or NO_LATIN.match(plain, place):
        return None
    letters = [sign for sign in text[place : match.end()] if sign.isascii() and sign.isalpha()]
    named = len(letters) > 1 and letters[0].isupper() and letters[1].islower()
    return Name(place, match.end(), Fullness.FULL) if named or sure else None


def _minority(plain: str, place: int) -> Name | None:
    match = MINORITY.match(plain, place)
    return Name(place, match.end(), Fullness.FULL) if match else None


def _full(plain: str, place: int, sure: bool) -> Name | None:
    length = surname_length(plain[place : place + 2])
    if not length:
        return None
    for given in (2, 1):
        end = place + length + given
        if end > len(plain) or not FOLLOWS.match(plain, end):
            continue
        if looks_like_person(plain[place:end], _ruled_out(plain, end, sure)):
            return Name(place, end, Fullness.FULL)
    return None


def _ruled_out(plain: str, end: int, sure: bool) -> frozenset[str]:
    """A name at a mark may hold what would be talk before another word (李刚不在)."""
    if not sure:
        return SELDOM_GIVEN
    return GRAMMAR if BREAK.match(plain, end) else NEVER_GIVEN


def _titled(plain: str, place: int) -> Name | None:
    end = place + surname_length(plain[place : place + 2])
    if end == place:
        return None
    title = TITLE.match(plain, end)
    if title is None or plain[place : title.end()] in NO_TITLE or _goes_on(plain, title.end()):
        return None
    return Name(place, title.end(), Fullness.TITLED)


def _goes_on(plain: str, end: int) -> bool:
    """王总 but not 王总会计, 李工 but not 李工作."""
    return not FOLLOWS.match(plain, end) and plain[end : end + 1] not in "说让叫安那这"


def _nickname(plain: str, place: int) -> Name | None:
    match = NICKNAME.match(plain, place)
    if match is None or match.group()[:2] in NO_NICKNAME or not FOLLOWS.match(plain, match.end()):
        return None
    return Name(place, match.end(), Fullness.NICKNAME)


def _rarely_called(plain: str, place: int) -> Name | None:
    """Forms that are mostly words: 李处, 芳姐, 老冼."""
    length = surname_length(plain[place : place + 2])
    brief = BRIEF_TITLE.match(plain, place + length) if length else None
    kin = KINSHIP.match(plain, place)
    match = brief or kin or RARE_NICKNAME.match(plain, place)
    if match is None or not FOLLOWS.match(plain, match.end()):
        return None
    called = plain[place : match.end()]
    if (
        called[:2] in ORDINARY
        or called in NO_TITLE
        or called[:2] in NO_NICKNAME
        or called in NO_KINSHIP
    ):
        return None
    fullness = Fullness.TITLED if brief else Fullness.NICKNAME
    return None if GRAMMAR & set(called) else Name(place, match.end(), fullness)

"""One person's name at one place of the text: 覃晓燕, 欧阳倩, 小杜, 童经理.

A name ends at a mark, a figure, or a word that follows names (电话, 的, 先生): Chinese writes none
of its words apart, so what stands behind decides whether a name has one given character or two.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.intents.entities.surnames import COMMON, TITLE, TITLES, looks_like_person, surname_length

BREAK: Final = r"[^\u4e00-\u9fff]|$"
FOLLOWS: Final = re.compile(
    rf"{BREAK}|电话|手机|号码|座机|微信|联系|同事|{'|'.join(sorted(TITLES, key=len, reverse=True))}"
    r"|的|是|在|负责|对接|来|跟|和|吧|哈|啊|呀|就|也|我|您|你|幺|改|换|接|到|这边|那边|武汉|湖北|收|好了|离职|调走|走了"
)
NICKNAME: Final = re.compile(rf"[小老大阿](?P<surname>[{''.join(sorted(COMMON))}])(?P<child>儿)?")
NO_NICKNAME: Final = frozenset((
    "小时", "小于", "小车", "小单", "小米", "小样", "小包", "小石", "小金", "小管", "小路", "小成",
    "小项", "小康", "老解", "老古", "老祖", "老师", "老边", "老路", "大方", "大于", "大包", "大管",
    "大车", "大金", "大石", "大连", "大麦", "大米", "大单", "大白", "大路", "大安", "大成", "大高",
    "大黄", "大蓝", "大时", "大温", "大康", "大师", "大全", "大明", "大华", "大项", "大管", "大景",
))  # fmt: skip
NO_TITLE: Final = frozenset((
    "管工", "车工", "金工", "包工", "施工", "白工", "全总", "和总", "高工", "强总", "计工", "花工",
    "时工", "农工", "职工", "民工", "党总", "师姐", "师哥", "师叔", "常工",
))  # fmt: skip
WEEKDAY: Final = re.compile(r"周[一二三四五六日天末](?![\u4e00-\u9fff])")
LATIN: Final = re.compile(r"[a-z]{2,12}(?![a-z0-9])")
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
    )


def surname_at(plain: str, place: int) -> Name | None:
    """Read a surname that nothing but a mark follows: 免贵姓柯."""
    length = surname_length(plain[place : place + 2])
    if not length or not FOLLOWS.match(plain, place + length):
        return None
    return Name(place, place + length, Fullness.SURNAME)


def latin_at(plain: str, place: int) -> Name | None:
    match = LATIN.match(plain, place)
    return Name(place, match.end(), Fullness.NICKNAME) if match else None


def _minority(plain: str, place: int) -> Name | None:
    match = MINORITY.match(plain, place)
    return Name(place, match.end(), Fullness.FULL) if match else None


def _full(plain: str, place: int, sure: bool) -> Name | None:
    length = surname_length(plain[place : place + 2])
    if not length:
        return None
    for given in (2, 1):
        end = place + length + given
        fits = end <= len(plain) and looks_like_person(plain[place:end], sure)
        if fits and FOLLOWS.match(plain, end):
            return Name(place, end, Fullness.FULL)
    return None


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
    if match is None or match.group() in NO_NICKNAME or not FOLLOWS.match(plain, match.end()):
        return None
    return Name(place, match.end(), Fullness.NICKNAME)

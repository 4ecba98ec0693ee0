"""The answer to "whom shall we call?": there a short text is a name, if nothing speaks against it.

Unasked, 苗圃 is a place for young trees; asked for a person, 计量科苗圃 gives one.
"""

import re
from typing import Final

from bot.intents.entities.company_words import PLACES, TRADES
from bot.intents.entities.contact_cues import ALONE, CLOSING, FIELD, HAN, LEADS, SURE, TAIL, TALK
from bot.intents.entities.names import (
    NO_NICKNAME,
    WEEKDAY,
    Fullness,
    Name,
    latin_at,
    name_at,
    surname_at,
)
from bot.intents.entities.surnames import (
    COMMON,
    GRAMMAR,
    NAMES_AS_WELL,
    ORDINARY,
    RARE,
    SELDOM_GIVEN,
    surname_length,
)

MOST: Final = 16
FEWEST: Final = 2
MOST_NAMELESS: Final = 3
MOST_NAMED: Final = 4
MOST_LABELLED: Final = 6
ASKS: Final = re.compile(r"[?吗呢]|什么|怎么|哪|多少|几[个点时天]|为啥|干嘛|是谁|谁[是来]")
KNOWN: Final = re.compile("|".join(word for word in (*TRADES, *PLACES) if len(word) > 1))
WORD: Final = re.compile(rf"{HAN}{{2,4}}(?!{HAN})")
CALLED: Final = "小阿老"
LABELLED: Final = re.compile(rf"{HAN}{{2,{MOST_LABELLED}}}")
NO_SURNAME: Final = frozenset("成来中时全关能行对从和于会要水平撒谢好班")
"""As the whole answer these are words: 成 agrees, 行 does too."""
ALSO_VERBS: Final = frozenset("查")
"""Surnames that only a label tells from a verb: 联系人：查海涛."""
TALK_SIGNS: Final = SELDOM_GIVEN | frozenset(
    "好谢随便稍等取消算返回重继续始提交确认错正对同意知道急尽快马晚助菜单指真客服进度投诉建议退结束再见拜早求救哈"
    "嘿喂嗨喽罗行可以能会应该必须跟和为因所但如果虽然把将很太极越比较非常先次第每几多少大小半全整各别另其某本此"
    "般啥嚎照旧已发专微咨询预约现场顺丰图片完软著带作废保密匿名跳过着开始麻烦辛苦打扰公司厂店部门老暂空缺略补填写漏懂忘记"
)
THINGS: Final = frozenset(
    "阀表炉管道器秤尺仪车柜箱梯罐塔泵电油件粉饼糕酒茶水面肉菜鱼蛋奶糖盐酱醋果汤锅灯线缆板布纸瓶桶盒袋砖瓦钢铁"
    "铜铝座罩具卡墩饰铜铝药剂膜漆胶箱床椅桌鞋帽衣裤证书函章款税标签码牌样品测量度压温湿力质误差合格安装修理保养认审核查评估申报"
    "培训课程班学考试习题课区路街省市县镇乡村楼层号园城站院校所局处年月周星期季节时分秒"
)
"""Characters of trade and place: in a word that begins with no surname they say that it is one."""


def answered(plain: str, text: str) -> Name | None:
    """Who is named by a message that answers the question for a person."""
    if len(plain.strip()) > MOST or ASKS.search(plain):
        return None
    plain = CLOSING.sub("", plain)
    lead = TALK.match(plain)
    first = lead.end() if lead else 0
    fields = [field.start() for field in FIELD.finditer(plain, first)]
    for start in (*fields, len(plain) - len(plain.lstrip())):
        if name := _named(plain, text, start):
            return name
    return _described(plain, first, len(fields))


def starts(plain: str, start: int, end: int) -> list[int]:
    """Where a name may begin: at once, or behind 我是, a department, a role."""
    places = [start]
    for lead in LEADS:
        match = lead.match(plain, places[-1], end)
        if match and places[-1] < match.end() < end:
            places.append(match.end())
    return places


def closes(plain: str, place: int, end: int | None = None) -> bool:
    """Whether nothing but 吧, 就行, 的电话 stands between `place` and the end of its field."""
    field = FIELD.match(plain, place, len(plain) if end is None else end)
    return field is None or TAIL.fullmatch(field.group()) is not None


def is_called(word: str) -> bool:
    """Whether a word that is no name by its form may still be what somebody is called."""
    ordinary = word[:2] in ORDINARY or KNOWN.search(word) or WEEKDAY.match(word)
    if ordinary and word not in NAMES_AS_WELL:
        return False
    if len(word) > MOST_NAMELESS and not surname_length(word[1:]):
        return False
    if len(word) == FEWEST and word[0] in CALLED and word not in NO_NICKNAME:
        word = word[1:]
    common = word[0] in COMMON or surname_length(word) > 1
    return not set(word) & (GRAMMAR if common else TALK_SIGNS | THINGS)


def labelled(plain: str, place: int) -> Name | None:
    """Whatever stands alone behind 联系人 or 我叫: 睢宁, 阿依古丽."""
    field = FIELD.match(plain, place)
    if field is None or not LABELLED.fullmatch(field.group()):
        return None
    word = field.group()
    own = word[1:] if word[0] in ALSO_VERBS and len(word) <= MOST_NAMELESS else word
    long = len(word) > MOST_NAMELESS
    fits = is_called(own) or (long and not set(word) & (TALK_SIGNS | THINGS))
    return Name(place, field.end(), Fullness.NICKNAME) if fits else None


def _named(plain: str, text: str, start: int) -> Name | None:
    for place in reversed(starts(plain, start, len(plain))):
        name = name_at(plain, place, sure=True) or _surname(plain, place)
        name = name or latin_at(plain, text, place, sure=_is_led(plain, place))
        if name and closes(plain, name.end) and not _is_talk(plain, name):
            return name
    return None


def _is_talk(plain: str, name: Name) -> bool:
    """全作废: a rare surname by the look, and talk behind it."""
    if name.fullness is not Fullness.FULL or _is_led(plain, name.start):
        return False
    return plain[name.start] in RARE and bool(TALK_SIGNS & set(plain[name.start + 1 : name.end]))


def _is_led(plain: str, place: int) -> bool:
    return SURE.search(plain, 0, place) is not None


def _surname(plain: str, place: int) -> Name | None:
    name = surname_at(plain, place)
    return None if name and plain[place : name.end] in NO_SURNAME else name


def _described(plain: str, start: int, fields: int) -> Name | None:
    """Somebody without a name of the usual form: 前台, 苗圃, 小芳."""
    if fields != 1:
        return None
    for place in reversed(starts(plain, start, len(plain))):
        alone = ALONE.match(plain, place)
        if alone and closes(plain, alone.end()):
            return Name(place, alone.end(), Fullness.NICKNAME)
        if word := _word(plain, place):
            return word
    return None


def _word(plain: str, place: int) -> Name | None:
    """The field without what closes it: 苗圃, 经纬吧."""
    field = FIELD.match(plain, place)
    if field is None:
        return None
    for end in range(min(field.end(), place + MOST_NAMED), place + 1, -1):
        if TAIL.fullmatch(plain, end, field.end()) and WORD.fullmatch(plain, place, end):
            word = plain[place:end]
            called = is_called(word) or (_is_led(plain, place) and not set(word) & GRAMMAR)
            return Name(place, end, Fullness.NICKNAME) if called else None
    return None

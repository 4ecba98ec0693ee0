"""How many things are to be served: 6块, 两台, 二十来个人, 4个批次.

Sizes (10吨, 0.4级, DN50), prices, times and what merely has the look of a count (一个月,
两个问题, 20260315批) are none. One of a thing counts where it stands beside the thing (客梯一部),
since 一部 and 一个 are otherwise talk.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.intents.entities.found import Found, Span, overlaps
from bot.intents.entities.numbers import NUMBER

_DIGITS: Final = r"(?<![\d.a-z/:年月第-])\d{1,5}(?:[-~—到至]\d{1,5})?"
_SPOKEN: Final = (
    r"(?<![第几\d一二两三四五六七八九十百千万月星期周拜])(?:[一二两三四五六七八九]?[千百][零一二两三四五六七八九十百]*"
    rf"|[一二两三四五六七八九]十[一二三四五六七八九]|[二三四五六七八九]{{2}}十?|两三|{NUMBER}|[一二两三四五六七八九]?十[二三四五六七八][三四五六七八九])"
)
_ABOUT: Final = (
    r"(?:十几|几十|几百|上百|数十|数百|好几十|[一二两三四五六七八九]百多|[二三四五六七八九]十几)"
)
_NONE: Final = (
    r"月|工作日|小时|钟头|星期|礼拜|半|事|问题|什么|啥|想法|意思|方面|部分|字|标准|名字|地方|电话|号码|点|人名"
    r"|体系|证|需求|选项|城市|季度|学期|周|国家|步骤|环节|原因|办法|建议|要求|条件|流程|角度|档|小点"
)
_PEOPLE: Final = (
    r"个?(?:人|员工|学员|学生|同事)(?![份均民工大为次家脸字机])|[名位](?![称字置单额次])"
)
_UNITS: Final = (
    (
        rf"{_PEOPLE}|个批次|批次|个(?!{_NONE})|台套|台(?!班|风|账|阶)|块(?!钱|一[年月次个]|[多]?钱)"
        r"|套(?!餐|路|话)|只(?![要是有能会想])|支(?![持付部撑])|把(?![关握他它这那])|件(?![事])|辆|部(?![分门])"
        r"|份|批|瓶(?!装)|桶(?!装)|箱|袋(?!装)|盒(?!装)|条(?![例件款])|根|张(?![^,。\s]{{1,2}}[,\s]*1\d{{10}})|座(?!机|位)|款"
        r"|种|组(?!织|长|成|合)|盏|扇|副(?![总经主])|对(?![接应照比])|盘|卷|捆|片(?!区)|枚|家(?!庭|具|电|里)|间|罐|场(?![地所馆合])|台次|人次"
    )
    .replace("{{", "{")
    .replace("}}", "}")
)

QUANTITY: Final = re.compile(
    rf"(?P<number>{_DIGITS}|{_ABOUT}|{_SPOKEN})(?P<about>多|来|余)?\s?(?P<unit>{_UNITS})"
)
ONE: Final = re.compile(
    r"(?:1|一)\s?(?:个|个人|位|部|种|份|件|张|场|对|人|名|把|间|家|条|批|组|座|片|款)$"
)
"""Only beside a thing one of it is counted."""
BEFORE_ONE: Final = re.compile(r"(?:各|就|共|只有|仅|[,、:\s])$")
PRICE: Final = re.compile(
    r"(?:价|费|钱|元|花了?|收|付|罚|赔|便宜|报价|每[台个块只套件])[^,。;!?\n\d]{0,3}$"
)
OF_PRICE: Final = re.compile(r"\s?(?:钱|左右一|一[台个块只套件次]|/)")
CITED: Final = re.compile(r"(?:第|附[表录件]|no\.?|编号|型号|规格)\s?$")


def find_quantities(
    plain: str, things: Sequence[Span] = (), taken: Sequence[Span] = ()
) -> tuple[Found, ...]:
    """Counts of things; `things` are where things stand, `taken` what is a number already."""
    return tuple(
        Found(*match.span(), match.group())
        for match in QUANTITY.finditer(plain)
        if _counts(plain, match, things) and not overlaps(match.span(), taken)
    )


def _counts(plain: str, match: re.Match[str], things: Sequence[Span]) -> bool:
    before = plain[max(0, match.start() - 8) : match.start()]
    if CITED.search(before):
        return False
    if match["unit"] == "块" and (PRICE.search(before) or OF_PRICE.match(plain, match.end())):
        return False
    return not ONE.match(match.group()) or _beside(plain, match.span(), things)


def _beside(plain: str, span: Span, things: Sequence[Span]) -> bool:
    """客梯一部, 一部客梯."""
    return any(
        not plain[end : span[0]].strip() if end <= span[0] else not plain[span[1] : start].strip()
        for start, end in things
    )

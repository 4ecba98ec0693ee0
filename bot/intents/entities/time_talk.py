"""Words that answer "when?" without a day that a calendar knows: 等通知, 开春, 忙完这阵."""

import re
from typing import Final

_SEASON: Final = r"开春|[立入初][春夏秋冬]|[春夏秋冬][天季]|[旺淡雨汛]季|农[闲忙]|梅雨|三伏|入伏"
_CALENDAR: Final = (
    r"[今明后]年|年[前后底初中内关末]|过年|[个几上下这每]月|月[底初中内份末]|[周季]末|星期|礼拜|周[内边后]"
    r"|[几两半些改哪每]天|天[内后]|近日|节[前后]|节假日|工作日|\d+[号日天点]|[早中晚]上|白天|[上下]午"
)
_WAITING: Final = (
    r"(?<!稍)等(?!等|一?[下会]|我[问查看找想先确]|同|级|于)|通知|到时|回头|[过缓隔]一?[几两些阵段]|以后再|再(?:定|议|看|约)"
    r"|定(?:了|下来|好)|再说(?!一|吧?[一两]?遍)|[没未待不]定|说不[准好]|不好说|不确定|不知道|不晓得|不清楚|没想好|暂时?没"
)
_EVENT: Final = (
    r"[忙弄办搞做修装收卖用拆搬批验安][装修完改造建收产]?完(?=$|以?后|再|就|了?再|这|那)|时候|时间|期间?(?!货|望|刊)"
    r"|[之以][前后](?!说|问|讲|登|填|发|办|弄|做)|前(?=$|[要来就办做弄完])|(?<![然背售])后(?=$|就|再|办|做|送|来)"
    r"|[到好了]就(?=[办做弄检送来])|放假|[寒暑长]假|开学|学期|复工|开工|投产|停[产工机炉]|有空|空了|得空|空闲|闲(?:了|下)|方便"
)
_MEASURE: Final = (
    r"[早晚迟快慢][一些]?点|越[快早]|尽[快早量]|慢慢|马上|立[即刻]|随时|近期|最近|眼下|还早|[日档排工]期"
    r"|看(?:情况|老板|领导|天气|安排|进度|生产|客户|厂里|单位|你)|安排"
)
SPEAKS_OF_TIME: Final = re.compile("|".join((_SEASON, _CALENDAR, _WAITING, _EVENT, _MEASURE)))
ASKS: Final = re.compile(r"[?吗么]|不\W*$|多久|几点|什么时候|能不能|可不可以|行不行|怎么")
OF_ELSE: Final = re.compile(r"登记|匿名|评价?|投诉|随便问|问问|问一?下|打错|发错|点错")


def speaks_of_time(plain: str) -> bool:
    """Whether words that no calendar holds may still be the answer to "when?"."""
    if ASKS.search(plain) or OF_ELSE.search(plain):
        return False
    return SPEAKS_OF_TIME.search(plain) is not None

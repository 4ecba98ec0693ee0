"""What is wished before or after something that happens on a named day: 12月18号验厂，之前要弄好;
15号搬车间，搬完再来校."""

import re
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.numbers import NUMBER, count_of

_EVENT: Final = (
    "到期|过期|失效|期满|[审验]厂|验收|评审|审核|检查|飞检|开[业工标学幕园机]|高考|中考|竣工|投标|招标|交货|交付|完工|放[寒暑]?假|大促|促销|活动|运动会|庆典"
    "|出货|发货|投产|搬[到迁家]|年会|考试|比赛|上市|上线|展会|抽查|评选|来人|要用|使用"
)
_HAPPENS: Final = re.compile(_EVENT)
_NEAR: Final = 10
BEFORE_EVENT: Final = re.compile(
    rf"[^。;!?\n0-9]{{0,12}}[, ](?:[^。;!?\n0-9前]{{0,18}}?)"
    rf"(?:(?:那|这|此|它|{_EVENT}|他们来|客户来)(?:那天|时间|日)?之?以?前(?![面台提几])"
    rf"|(?<![天年月周])[之以]前(?!的|[检送校办报做是都也用找在已一])"
    rf"|提前(?P<count>{NUMBER}|半)(?P<unit>个?(?:天|日|周|星期|礼拜|月)))"
)
AFTER_EVENT: Final = re.compile(
    r"[^。;!?\n0-9]{0,14}[, ](?:等|到时)?[^。,;!?\n0-9]{1,4}"
    r"(?:完|好|后)了?(?=再|才)"
    rf"|[^。;!?\n0-9]{{0,14}}[, ](?:等|到时)?(?:{_EVENT})[^,。;!?\n0-9]{{0,2}}?"
    r"(?:[之以过]后|了(?=请|再|就))"
    r"|[^。,;!?\n0-9]{1,10}(?:过后|[之以]后|结束后?|完了?)(?=再|才|来|就)"
)
_UNITS: Final = {"天": 1, "日": 1, "周": 7, "期": 7, "拜": 7, "月": 30}


def beside_event(plain: str, start: int, end: int) -> re.Match[str] | None:
    """What stands after the day at [start, end) and asks for a time beside what happens then."""
    if not _HAPPENS.search(plain, max(0, start - _NEAR), end + _NEAR):
        return None
    return BEFORE_EVENT.match(plain, end) or AFTER_EVENT.match(plain, end)


def latest(happens: date | None, asked: re.Match[str]) -> date | None:
    """The last day that is early enough: the day itself, or so much before it."""
    if happens is None or not asked["count"]:
        return happens
    length = _UNITS[asked["unit"][-1]]
    count = 0.5 if asked["count"] == "半" else count_of(asked["count"])
    return happens - timedelta(days=int(length * count))

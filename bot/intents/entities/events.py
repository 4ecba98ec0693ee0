"""What is wished before or after something that happens on a named day: 12月18号验厂，之前要弄好;
15号搬车间，搬完再来校."""

import re
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.days.edges import workdays_before
from bot.intents.entities.numbers import NUMBER, count_of

_EVENT: Final = (
    "到期|过期|失效|期满|[审验]厂|验收|评审|审核|检查|飞检|开[业工标学幕园机]|高考|中考|竣工|投标|招标|交货|交付|完工|放[寒暑]?假|大促|促销|活动|运动会|庆典"
    "|出货|发货|投产|搬[到迁家]|年会|考试|比赛|上市|上线|展会|抽查|评选|来人|要用|使用"
)
_HAPPENS: Final = re.compile(_EVENT)
_NEAR: Final = 10
_SERVICE: Final = (
    "[来去到送走寄打派取拿约]|联系|[检校]|测|出发|上门|培训|讲课|过来|见面|早上|下午|上午|晚上|中午"
)
_SO_MUCH: Final = rf"(?P<count>{NUMBER}|半)(?P<unit>个?(?:天|日|周|星期|礼拜|月|工作日))"
_EARLIER: Final = re.compile(rf"前的?{_SO_MUCH}(?!内|之内|以内)")
"""审核前十天, 提前半个月: how long before."""
_OTHER_CLAUSE: Final = r"[^。;!?\n0-9]{0,12}[, ]"
_BEFORE: Final = r"(?:那天|时间|日)?[之以]*前(?![面台提几])"
_DEMAND: Final = "(?:务必|必须|赶在?|争取|一定要?|希望|[想要得请])"
BEFORE_EVENT: Final = re.compile(
    rf"{_OTHER_CLAUSE}(?:[^。;!?\n0-9前]{{0,18}}?)"
    rf"(?:(?:那|这|此|它|{_EVENT}|他们来|客户来){_BEFORE}"
    rf"|(?<![天年月周])[之以]前(?!的|也|都|一直|已|[^,。;!?\n]{{0,4}}[的过])"
    rf"|提前(?={_SO_MUCH}))"
)
NAMED_AGAIN: Final = re.compile(
    r"[^。;!?\n, 0-9]{0,10}?(?P<named>[^。;!?\n, 0-9]{2,5}|[审查走搬])[^。;!?\n, 0-9]{0,4}[, ]"
    rf"[^。;!?\n, 0-9]{{0,6}}?(?P=named){_BEFORE}"
    rf"|{_OTHER_CLAUSE}(?:我们?)?[要想得]?(?:[在赶]{{0,2}}[那此]|[在赶]{{1,2}}这|{_DEMAND}在?[那此这]?)[之以]前(?!的)"
    r"|[^。;!?\n0-9]{1,60}[, ][^。;!?\n, 0-9]{0,10}[赶抢]在[那这此][天日]?[之以]?前"
    rf"|{_OTHER_CLAUSE}[^。;!?\n, 0-9]{{0,6}}[要得须]提前"
    rf"(?={_SO_MUCH}[^通打说联告讲约问,。;]{{1,4}}(?:$|[,。;]))"
)
"""What happens then is named twice or pointed at, which needs no list of events: 二十天后量产，
量产前要做完."""
RIGHT_BEFORE: Final = re.compile(
    rf"(?:(?!{_SERVICE})[^,。;!?\n0-9()前]){{2,6}}?(?<![天年月周以之])[之以]?前"
    r"(?![面台提几天段往期后])"
)
"""周五开会前, 20号装船前: whatever happens then, but for the service itself."""
BEFORE: Final = (BEFORE_EVENT, NAMED_AGAIN, RIGHT_BEFORE)
FINISHED: Final = re.compile(
    r"[^,。;!?\n0-9]{1,4}完[^,。;!?\n0-9]{0,3}[再才](?=来|去|送|办|检|校|做|弄|过|拿|取|安排|上门)"
)
"""周五开完会再来."""
AFTER_EVENT: Final = re.compile(
    r"[^。;!?\n0-9]{0,14}[, ](?:等|到时)?[^。,;!?\n0-9]{1,4}"
    r"(?:完|好|后)了?(?=再|才)"
    rf"|[^。;!?\n0-9]{{0,14}}[, ](?:等|到时)?(?:{_EVENT})[^,。;!?\n0-9]{{0,2}}?"
    r"(?:[之以过]后|了(?=请|再|就))"
    r"|[^。,;!?\n0-9]{1,10}(?:过后|[之以]后|结束后?|完了?)(?=再|才|来|就)"
)
WORKDAY: Final = "工作日"
_UNITS: Final = {"天": 1, "日": 1, "周": 7, "期": 7, "拜": 7, "月": 30}


AGAIN_AFTER: Final = re.compile(
    r"[^。;!?\n, 0-9]{0,10}?(?P<named>[^。;!?\n, 0-9]{2,5}|[到装来走搬停拆修])"
    r"[^。;!?\n, 0-9]{0,4}[, ]"
    r"[等到时]{0,3}(?P=named)[完好]?(?:了[之以]后|了|[之以]?后)(?:你们)?(?=再|才|就|来|请|给|马上)"
)
"""设备28号到厂，到了就来检."""
BACK_AGAIN: Final = re.compile(
    r"[^,。;!?\n0-9]{0,4}(?:出差|请假|休假|外出|开会|外地|出门)[^,。;!?\n]{0,3},(?:等我?)?回来(?:再|以?后)"
)
"""5号出差，回来再弄."""
AWAITED: Final = re.compile(r"[^,。;!?\n0-9]{1,12}?(?:了|好|完|后|齐|到)(?=再|才|就|来|[, ])")
"""等12月5号新厂房好了再来; 等6月8号设备进厂以后，来校."""
_AWAITS: Final = re.compile(r"等到?$")
UNTIL_THEN: Final = re.compile(
    r"[之以]?前[^,。;!?\n]{1,10}[, ][^,。;!?\n]{0,3}?[之以过]后(?![^,。;!?\n]{0,4}[不没])"
)
"""10号之前不行，之后来."""


def beside_event(plain: str, start: int, end: int) -> re.Match[str] | None:
    """What stands after the day at [start, end) and asks for a time beside what happens then."""
    again = NAMED_AGAIN.match(plain, end) or AGAIN_AFTER.match(plain, end)
    again = again or BACK_AGAIN.match(plain, end) or RIGHT_BEFORE.match(plain, end)
    if again is None and _AWAITS.search(plain, max(0, start - 2), start):
        again = AWAITED.match(plain, end)
    again = again or FINISHED.match(plain, end)
    if again:
        return again
    if not _HAPPENS.search(plain, max(0, start - _NEAR), end + _NEAR):
        return None
    return BEFORE_EVENT.match(plain, end) or AFTER_EVENT.match(plain, end)


def latest(happens: date | None, asked: re.Match[str]) -> date | None:
    """The last day that is early enough: the day itself, or so much before it."""
    earlier = _EARLIER.match(asked.string, asked.end() - 1)
    if happens is None or earlier is None:
        return happens
    count = 0.5 if earlier["count"] == "半" else count_of(earlier["count"])
    if earlier["unit"].endswith(WORKDAY):
        return workdays_before(happens, int(count))
    length = _UNITS[earlier["unit"][-1]]
    return happens - timedelta(days=int(length * count))

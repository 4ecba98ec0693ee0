"""Which of several named days are wished: what stands, what is said more exactly, what is told."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.days.edges import edge_of
from bot.intents.entities.days.values import Days
from bot.intents.entities.found import WishFound, overlaps
from bot.intents.entities.wish_context import (
    is_beside,
    is_served,
    is_visited,
)
from core.wishes import Wish, WishKind, covers

SHORT_WHILE: Final = timedelta(days=3)
# 下个月检修期做，4月6号到8号; but in "这周就要，温湿度表周五来取" the Friday is another thing's.
MORE_EXACTLY: Final = re.compile(
    r"[^;\n]{0,10}?(?:[,。\s吧呢啊嘛:]|也行|都行|可以)\s*"
    r"(?:也就是|即|就|那就?|最好|尽量|具体|比如|定|我看|就是|要不|争取|要是|能|在|安排|还是|是)*+"
)
STRETCH_OF: Final = re.compile(r"[^,。;!?\n]{1,14}")
"""四季度的周检安排在10月下旬: in one clause."""
THAT_IS: Final = re.compile(r"[^;。!?\n]{0,20}[,(]\s?(?:也?就是?|即)")
"""中秋国庆中间能不能抽空来一趟，就28号29号."""
ALSO: Final = re.compile(r"[^,。;!?\n]{0,6}也")
"""春节前检掉，元旦那几天也可以: no narrower wish but another one."""
QUOTED: Final = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」")
TOLD_TODAY: Final = re.compile(
    r"才|刚|发现|收到|看到|接到|听说|是|(?=[0-9一二三四五六七八九十]+[月号日])"
)
RETRACTED: Final = re.compile(r"哦不|不对|不是不是|[说记看搞弄写打]错|错了|不不|(?<!就)算了")
"""What is said before it was a slip."""
UNSETTLED: Final = re.compile(
    r"(?:先|暂时?)(?:都)?(?:不|莫|别)(?:约|定)(?:时间|日子)?(?=[,。;!\s]|$)"
)
"""可能20号，也可能25号，先不约."""
TODAY_LETTERS: Final = len("今天")
THOSE_DAYS: Final = re.compile(r"[这那](?:一|几|[两二三四五六七])[天日]")
DAYS_BEFORE: Final = re.compile(
    r"\d[号日]?\s?(?:-|~|—|到|至)\s?(?:\d{1,2}[./月])?\d{1,2}|[号日].{1,12}(?:停|放|休)"
    r"|(?:周|星期|礼拜)[一二三四五六日天]\s?(?:-|~|—|到|至)"
)
NAMED_AGAIN: Final = re.compile(r"[,、 (]{1,2}(?:也?就是|就|即|最[迟晚])?")
PICKS: Final = re.compile(
    r"(?:(?:^|(?<=[,。;!?那 ]))就(?:是|定|定在|约|约在|在)?|先[约定]在?|定在|[,。;!]请于?)$"
)
PICKS_REACH: Final = 4
PICKED: Final = re.compile(r"(?:过?来|送|去|上门|[检校办弄做])?吧(?=[,。!]|$)")
ONLY: Final = re.compile("只[有能]在?$")
FREE_THEN: Final = re.compile(r"[^,。;!?\n]{0,3}?(?:有空|得空|得闲|有时间|可以|方便|[行能])")
"""我只有礼拜六得空, but not 只有3号有点忙."""
OF_STRETCH: Final = re.compile(
    r"[,。](?:[^,。;!?\n]{0,4}?)(?:停[产机炉工电]|放假|大修|检修|年修|假期|休息|活动|期间|那几天|当中|其中)的?"
    r"(?=(?:首|[第头][一二三四五]?|最后一?|末)[天日])"
)
_IN_THE_WAY: Final = (
    "(?<!行)不行|来不了|去不了|没空|没时间|不方便|来不及|赶不上|没人|排不开|(?<!成)不成|约不上|不得空"
    "|下雨|下雪"
)
TOO: Final = re.compile(r"(?:过?来|送|去)?也(?:行|可以|成|好)[,、 ]")
"""明天来也行，后天来也行."""
_IF: Final = "(?:要是|如果|假如|万一|实在|你们|还)*"
_THEN: Final = "(?:的话|时)?[,、 ]?(?:那|也)?(?:就|再|改|换)?"
OR_ELSE: Final = re.compile(
    r"[^。;!?\n0-9]{0,10}?(?:[,、 ]|(?<=[^,]))"
    rf"(?:{_IF}(?:{_IN_THE_WAY}){_THEN}|[,、 ](?:要不|再不|不然)(?:然|就)?)(?:是|到|在)?"
)
AIMED_AT: Final = re.compile(r"(?:争取|尽量|最好|力争)(?:在|是)?$")
LATEST: Final = re.compile(
    r"(?:[来校检送])?[吧,，、 ]{0,3}(?P<last>最[迟晚]|至迟|不[晚迟]于|不?要?(?:晚|迟)于|别?超过)"
)
UP_TO: Final = re.compile(r"[, ]?[到至\-~—](?P<last>)")
"""20号以后至月底."""
NAMED_BY: Final = frozenset("0123456789一二三四五六七八九十月")


def chosen(plain: str, text: str, dated: list[WishFound], today: date) -> list[WishFound]:
    """The wishes among the days named in a message."""
    if dated and UNSETTLED.search(plain, dated[-1].end):
        return []
    spanned = _spanned(plain, text, _standing(plain, dated))
    said = _bound_again(_said_oneself(plain, spanned, today))
    chosen_ones = _picked(plain, _narrowed(plain, _unused(plain, said)))
    return [_of_stretch(plain, one) for one in _served(plain, chosen_ones)]


def _picked(plain: str, dated: list[WishFound]) -> list[WishFound]:
    """Of several days, the one that is decided on (先约25号, 那就周三, 周五吧), and days of service
    that may be of another need (压力表周五送，天平下周三吧)."""
    if len(dated) < 2:
        return dated
    picked = [
        one
        for one in dated
        if PICKS.search(plain, max(0, one.start - PICKS_REACH), one.start)
        or PICKED.match(plain, one.end)
        or (ONLY.search(plain, 0, one.start) and FREE_THEN.match(plain, one.end))
    ]
    wishes = {one.wish for one in picked}
    return [
        one
        for one in dated
        if one.wish in wishes or not wishes or is_visited(plain, one.start, one.end)
    ]


def _of_stretch(plain: str, found: WishFound) -> WishFound:
    """28日至31日大修，请于大修首日来: a day of the stretch, counted in it."""
    wish = found.wish
    of = OF_STRETCH.search(plain, found.end)
    if of is None or wish.kind is not WishKind.RANGE:
        return found
    inside = edge_of(plain, of.end(), Days(wish.date, wish.to))
    if inside is None:
        return found
    day, _ = inside
    return replace(found, wish=replace(wish, kind=WishKind.AT, date=day.first, to=None))


def _bound_again(dated: list[WishFound]) -> list[WishFound]:
    """Without a bare day that is bound where it is named again: 母亲节有活动，过完母亲节再来."""
    bound = {
        one.wish.date: one.start for one in dated if one.wish.kind in (WishKind.BY, WishKind.AFTER)
    }
    return [
        one
        for one in dated
        if one.wish.kind is not WishKind.AT or one.start >= bound.get(one.wish.date, 0)
    ]


def _standing(plain: str, dated: list[WishFound]) -> list[WishFound]:
    """What is not taken back by another day behind it: 明天送样，不对，后天上午送."""
    taken_back = max((slip.start() for slip in RETRACTED.finditer(plain)), default=-1)
    standing = [one for one in dated if one.start > taken_back]
    return [one for one in standing if not _points_back(plain, one)] or standing or dated


def _points_back(plain: str, found: WishFound) -> bool:
    """这三天里 after the days that are meant: 8.20-8.22停炉，麻烦在这三天里来."""
    return bool(THOSE_DAYS.match(plain, found.start) and DAYS_BEFORE.search(plain, 0, found.start))


def _spanned(plain: str, text: str, dated: list[WishFound]) -> list[WishFound]:
    """最早周五，最迟月底 and 争取周一，最晚周三 are one stretch."""
    spanned: list[WishFound] = []
    for found in dated:
        before = spanned[-1] if spanned else None
        if before and _reaches_to(plain, before, found):
            said = text[before.start : found.end]
            wish = replace(before.wish, said=said, kind=WishKind.RANGE, to=found.wish.date)
            spanned[-1] = WishFound(before.start, found.end, wish)
        elif before and _is_fallback(plain, before, found):
            said = text[before.start : found.end]
            wish = _either(before.wish, found.wish, said)
            others = [one for one in spanned[:-1] if one.wish.date != wish.date]
            spanned = [*others, WishFound(before.start, found.end, wish)]
        else:
            spanned.append(found)
    return spanned


def _is_fallback(plain: str, first: WishFound, second: WishFound) -> bool:
    """最好周四，不行就周五: either day will do."""
    begins, then = first.wish.date, second.wish.to or second.wish.date
    if begins is None or then is None or then < begins:
        return False
    if TOO.fullmatch(plain, first.end, second.start) and ALSO.match(plain, second.end):
        return True
    later = LATEST.match(plain, first.end)
    if later and later.start("last") == second.start and first.wish.kind is WishKind.BY:
        return True
    single = {first.wish.kind, second.wish.kind} <= {WishKind.AT, WishKind.RANGE, WishKind.BY}
    return single and OR_ELSE.fullmatch(plain, first.end, second.start) is not None


def _either(first: Wish, second: Wish, said: str) -> Wish:
    last = second.to or second.date
    if first.kind is WishKind.BY:
        return replace(first, said=said, date=last)
    return replace(first, said=said, kind=WishKind.RANGE, to=last)


def _reaches_to(plain: str, first: WishFound, last: WishFound) -> bool:
    begins, ends = first.wish.date, last.wish.date
    bound = last.wish.kind in (WishKind.BY, WishKind.AT)
    if begins is None or ends is None or not bound or first.wish.time:
        return False
    open_ended = first.wish.kind is WishKind.AFTER
    earliest = open_ended or AIMED_AT.search(plain, 0, first.start)
    single = first.wish.kind in (WishKind.AFTER, WishKind.AT)
    between = LATEST.match(plain, first.end) or (open_ended and UP_TO.match(plain, first.end))
    if open_ended and last.wish.kind is WishKind.BY and last.start - first.end <= 1:
        return begins <= ends
    joined = between and between.start("last") == last.start
    return bool(earliest and single and joined and begins <= ends)


def _said_oneself(plain: str, dated: list[WishFound], today: date) -> list[WishFound]:
    """Beside one's own wish, what is quoted of others or tells of something else is none: 老板说
    “下周一”，25号之前能出就行; 产品5月上市，4月中旬要报告."""
    if len(dated) < 2:
        return dated
    quotes = [quote.span() for quote in QUOTED.finditer(plain)]
    own = [
        found
        for found in dated
        if not overlaps((found.start, found.end), quotes)
        and not is_beside(plain, found.start, found.end)
        and not _is_today(plain, found, today)
    ]
    return own or dated


def _is_today(plain: str, found: WishFound, today: date) -> bool:
    """今天3月11号，下周来吧; 今天才知道…，明天能来吗: beside another day that is no wish."""
    wish = found.wish
    bare = wish.kind is WishKind.AT and wish.date == today and not (wish.part or wish.time)
    dated = found.end - found.start > TODAY_LETTERS and plain[found.end - 1] in "号日"
    told = plain[found.start] in NAMED_BY or dated or TOLD_TODAY.match(plain, found.end)
    return bare and bool(told)


def _narrowed(plain: str, dated: list[WishFound]) -> list[WishFound]:
    """One wish said twice means the narrower: both places then carry it."""
    narrowed: list[WishFound] = []
    for found in reversed(dated):
        after = narrowed[-1] if narrowed else found
        same = (
            found.end == after.start
            or MORE_EXACTLY.fullmatch(plain, found.end, after.start)
            or STRETCH_OF.fullmatch(plain, found.end, after.start)
            or THAT_IS.fullmatch(plain, found.end, after.start)
        )
        narrower = same and not (_is_same_due(found, after) or ALSO.match(plain, after.end))
        named = _is_named_again(plain, found, after)
        means = after.wish if named or (narrower and covers(found.wish, after.wish)) else found.wish
        narrowed.append(replace(found, wish=means))
    return narrowed[::-1]


def _is_same_due(found: WishFound, after: WishFound) -> bool:
    """国庆前要弄完，国庆客流大: the day of the due once more, and no hour of it."""
    due, again = found.wish, after.wish
    return due.kind is WishKind.BY and due.date == again.date and not (again.part or again.time)


def _is_named_again(plain: str, found: WishFound, after: WishFound) -> bool:
    """月中，15号以前: a day within the stretch right before it says how far it reaches."""
    first, last, day = found.wish.date, found.wish.to, after.wish.date
    if not (first and last and day) or after.wish.kind is not WishKind.BY:
        return False
    return first <= day <= last and NAMED_AGAIN.fullmatch(plain, found.end, after.start) is not None


def _unused(plain: str, dated: list[WishFound]) -> list[WishFound]:
    """Without the days that something has to be done before: 28日行车要吊大件，27日之前检掉."""
    due = [one for one in dated if one.wish.kind is WishKind.BY and one.wish.date]
    return [
        one
        for one in dated
        if one.wish.kind is not WishKind.AT
        or is_visited(plain, one.start, one.end)
        or not any(one.start < other.start and _is_eve(other.wish, one.wish) for other in due)
    ]


def _is_eve(due: Wish, then: Wish) -> bool:
    return bool(due.date and then.date and timedelta() < then.date - due.date <= SHORT_WHILE)


def _served(plain: str, dated: list[WishFound]) -> list[WishFound]:
    """Of several days, not those of which something else is told than what is to be done then
    (国庆放到7号，8号就来检)."""
    if len(dated) < 2:
        return dated
    wished = {one.wish for one in dated if is_served(plain, one.start, one.end)}
    return [one for one in dated if one.wish in wished or not wished]

"""Enterprise names in a message: where one begins, where it ends, and whose it is.

A name runs from its place (武汉…) or from where the lead-in ends (公司是…) to the word that
says what kind of body it is. Without such a word it counts only beside a place and a trade
(武汉宏砥管业), or where the assistant has just asked for it.
"""

import re
from typing import Final

from bot.intents.entities.company_words import FIRM_ENDS, LOOSE_ENDS, PLACES, SERVICES, TRADES
from bot.intents.entities.found import Found, Span, clause_around
from bot.intents.entities.surnames import looks_like_person


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(set(words), key=len, reverse=True))


FEWEST: Final = 2
MOST: Final = 30
MOST_ASKED: Final = 20

FIRM_END: Final = re.compile(_any(FIRM_ENDS))
LOOSE_END: Final = re.compile(_any(LOOSE_ENDS))
ENDS_LOOSELY: Final = re.compile(
    rf"(?:{_any(LOOSE_ENDS)})(?:[(][^)]*[)]|[一二三四五六七八九十总东西南北]{{1,2}}[店厂部区])?$"
)
# 客户来审厂, 回来办厂: a verb before 厂 or 店 makes it a place to go to.
GONE_TO: Final = re.compile(r"[审验来到进出办建全本该各整贵回入离在开看跑][厂店]$")
RUN: Final = re.compile(
    r"(?:新|刚|才|自己|合伙)*+(?:经营|承包|做|搞|办|开(?=[了个家网小饭茶药超奶火花餐宾面洗修健汽民公工店厂]))"
)
"""开网店的, 做箱包厂的: what somebody runs, and no name."""
PLACE: Final = re.compile(_any(PLACES))
TRADE: Final = re.compile(_any(TRADES))
TRADE_END: Final = re.compile(
    rf"(?:{_any(tuple(word for word in TRADES if len(word) > 1 and word not in SERVICES))})$"
)
BRANCH: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?(?:分公司|分厂|分店|分院|项目部|办事处))(?![\u4e00-\u9fff])"
)
BODY: Final = re.compile(r"[\u4e00-\u9fffa-z0-9()&·\-]+")
NOT_IN_NAME: Final = re.compile(
    r"[我你您他她它想的了但没在是把请让吗吧呢啊呀嘛谁哪啥么这那某]|[一两几][家个间]|有(?!限|机|色|为|志)|[0-9]{5,}|自己"
    r"|(?<!专)卖|平时|经常"
)

CERTAIN_STOP: Final = re.compile(
    r"[我您的是吗呢吧把]|你们|他们|[一两几][家个间]|[那这某哪][家个边里]|自己|[0-9]{5,}"
)
WHOLE_NAME: Final = re.compile(
    rf"(?:{PLACE.pattern})[省市区县镇乡村街]?(?P<name>[\u4e00-\u9fff()]{{4,18}}?"
    r"(?<=[厂店馆院校所站园场部行社会局处室坊轩阁楼堂城心厅庄铺屋苑居]))"
)
KIND_END: Final = re.compile(r"[坊轩阁堂斋庄铺馆苑屋社]$")
"""What a shop's name may end in; by itself it says so little that only an answer counts."""
SPELLED: Final = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff])的(?:\1|\2)")
ADDRESS: Final = re.compile(r"[路道街巷弄]\d|号楼|层|附近|旁边|对面|里面|门口")
FEWEST_OF_TRADES: Final = 4
LEAD_IN: Final = re.compile(
    r"(?:喂|你好|您好|好的|好|嗯+|哦+|对+|那个|这里是?|这边是?|我们?是?|们|咱们?是?|我司|本公司|就是|就叫做?|是|叫做?|全称|全名|简称|名称|名字"
    r"|公司名?称?|单位名?称?|企业名?称?|厂名|店名|抬头|开票|现在|已经|目前|改名|更名|改成|改为|改叫|换成|变更为|更正为|应该是|名"
    r"|注册的?|登记的?|写的?|来自|代表|的|为(?=武汉|湖北)|[:啊吧呢哈呀嘛,。\s\-—/|\"'“”‘’《》\[\]【】])++"
)
OURS: Final = re.compile(r"(?:我们|我司|本公司|我是|咱们|咱)(?:是|叫)?$")
WHERE: Final = ("在", "到", "来", "去", "从", "于")
AFFIXES: Final = frozenset("老新大小")
DISTRICT: Final = re.compile(r"[省市区县镇乡村街]")
FAR: Final = 10
PARTICLES: Final = frozenset("的吧哈啊呀呢了")
FOREIGN_BEFORE: Final = re.compile(
    r"隔壁|对门|旁边|对面|客户|甲方|乙方|供应商|供货|对方|别家|别人|人家|竞争|同行|友商|听说|介绍|推荐|合作|买家|下游|上游"
    r"|总包|那家|一家叫|上家|房东|不是|原来叫|以前叫|之前叫|原名|曾用名|前身|查一?[下查]|打听|卖给|发给|供给|送给|[给跟向被替找去]$|[(]原"
)
FOREIGN_AFTER: Final = re.compile(
    r"[^,。;\n]{0,8}?(?:找你们|找的你们|靠谱|资质|怎么样|的?(?:联系人|联系方式|电话|老板|号码)(?:电话)?(?:是?多少|给|有|发|告诉|能|吗|是啥|是什么)"
    r"|出的|介绍|推荐|也在|那家|供货|是不是|有没有|行不行|能不能信|正规)"
)
ASKING: Final = re.compile(
    r"[?吗么]|什么|怎么|哪|几点|多少|多久|为啥|咋|能不能|是不是|有没有|可不可以"
)
NOT_A_NAME: Final = re.compile(
    r"[我你您他她姓想要办请帮问能需不没等算改换谢这那咋吃]|可以|确认|对的|是的|好的|行的|随便|电话|手机|联系|号码|时间|明天|今天|后天|下周"
    r"|经理|老师|师傅|女士|先生|老板|人工|取消|进度|上午|下午|还是|一样|同上|保密|稍后|待会|马上|暂|尽快|收到|知道|满意|五星"
)
CUE: Final = re.compile(r"叫|称|抬头|(?:公司|单位|企业|厂|店)名?[:是]?$")
SOLE_TRADER: Final = ("个体户", "个体工商户")


def find_companies(plain: str, text: str) -> tuple[Found, ...]:
    """Find names that are certainly an enterprise's, whatever was asked."""
    if not (FIRM_END.search(plain) or LOOSE_END.search(plain) or PLACE.search(plain)):
        return ()
    return tuple(
        found
        for body in BODY.finditer(plain)
        for span in _in_body(plain, *_unspelled(plain, *body.span()))
        if (found := _found(plain, text, span))
    )


def read_company(plain: str, text: str) -> str | None:
    """Read the answer to "which enterprise?"; a bare name counts, talk does not."""
    named = find_companies(plain, text)
    if named:
        return next((found.value for found in reversed(named) if not found.foreign), None)
    lead = LEAD_IN.match(plain)
    start = lead.end() if lead else 0
    body = BODY.match(plain, start)
    if body is None or not _is_bare_name(plain, start, body.group()):
        return None
    return text[start : body.end()]


def _is_bare_name(plain: str, start: int, name: str) -> bool:
    if name in SOLE_TRADER:
        return True
    placed = PLACE.match(name) is not None
    if len(name) > MOST_ASKED or ASKING.search(plain) or _own_part(name) < FEWEST - placed:
        return False
    if NOT_A_NAME.search(TRADE.sub("", name)) or FOREIGN_BEFORE.search(name) or RUN.match(name):
        return False
    named = placed or CUE.search(plain, 0, start)
    return not looks_like_person(name) and bool(
        named or TRADE_END.search(name) or ENDS_LOOSELY.search(name) or KIND_END.search(name)
    )


def _unspelled(plain: str, start: int, end: int) -> Span:
    """Without what a voice spells out behind a name (丰收的丰, 肥沃的沃), or a last particle."""
    spelled = SPELLED.search(plain, start, end)
    end = spelled.start() if spelled else end
    while end > start and plain[end - 1] in PARTICLES:
        end -= 1
    return start, end


def _in_body(plain: str, start: int, end: int) -> list[Span]:
    """The names in one unbroken stretch; a firm end closes a name wherever it stands."""
    spans: list[Span] = []
    place = start
    for firm in FIRM_END.finditer(plain, start, end):
        branch = BRANCH.match(plain, firm.end(), end)
        last = branch.end() if branch else firm.end()
        first = _begin(plain, place, firm.start())
        if firm.start() - first >= FEWEST and last - first <= MOST:
            spans.append((first, last))
        place = last
    return spans or _whole(plain, start, end) or _loose(plain, start, end)


def _whole(plain: str, start: int, end: int) -> list[Span]:
    """All that was said from a place on to a word for a body: 武汉锦江物流园."""
    first = _begin(plain, start, end)
    named = WHOLE_NAME.fullmatch(plain, first, end)
    if named is None or CERTAIN_STOP.search(plain, first, end) or ADDRESS.search(plain, first, end):
        return []
    if plain[first - 1 : first] in WHERE or GONE_TO.search(plain, first, end):
        return []
    own = _own_part(named["name"])
    return [(first, end)] if own >= FEWEST or len(named["name"]) >= FEWEST_OF_TRADES else []


def _begin(plain: str, start: int, end: int) -> int:
    """Where a name that ends at `end` begins: at its place, or after the lead-in."""
    start = _after_last(CERTAIN_STOP, plain, start, end)
    if lead := LEAD_IN.match(plain, start, end):
        start = lead.end()
    place = PLACE.search(plain, start, end)
    if place and plain[place.start() - 1 : place.start()] != "(":
        return start if plain[start : place.start()] in AFFIXES else place.start()
    stop = _after_last(NOT_IN_NAME, plain, start, end)
    lead = LEAD_IN.match(plain, stop, end) if stop > start else None
    return lead.end() if lead else stop


def _after_last(pattern: re.Pattern[str], plain: str, start: int, end: int) -> int:
    for stop in pattern.finditer(plain, start, end):
        start = stop.end()
    return start


def _loose(plain: str, start: int, end: int) -> list[Span]:
    """A name without a firm end: beside a place, or all that was said."""
    spans: list[Span] = []
    stops = [(start, start), *(stop.span() for stop in NOT_IN_NAME.finditer(plain, start, end))]
    edges = [*(first for first, _ in stops[1:]), end]
    for (_, first), last in zip(stops, edges, strict=True):
        span = _loose_in(plain, first, last)
        if span and (_has_place(plain, span) or (first == start and last == end)):
            spans.append(span)
    return spans


def _loose_in(plain: str, start: int, end: int) -> Span | None:
    first = _begin(plain, start, end)
    if plain[first - 1 : first] in WHERE:
        return None
    ends = [
        match.end()
        for match in LOOSE_END.finditer(plain, first, end)
        if not GONE_TO.search(plain, first, match.end())
    ]
    placed = PLACE.match(plain, first, end) is not None
    if ends and (placed or ends[-1] == end):
        last = ends[-1]
    elif placed and TRADE_END.search(plain, first, end):
        last = end
    else:
        return None
    return (first, last) if _own_part(plain[first:last]) >= FEWEST - placed * bool(ends) else None


def _has_place(plain: str, span: Span) -> bool:
    return PLACE.match(plain, *span) is not None


def _own_part(name: str) -> int:
    """How much of a name is neither place nor kind nor trade: none of "武汉锅炉厂"."""
    bare = DISTRICT.sub("", PLACE.sub("", LOOSE_END.sub("", FIRM_END.sub("", name))))
    return len(TRADE.sub("", bare))


def _found(plain: str, text: str, span: Span) -> Found | None:
    start, end = span
    name = plain[start:end]
    if RUN.match(name) or (not _own_part(name) and not PLACE.match(name)):
        return None
    first, _ = clause_around(plain, start, end)
    before = plain[max(first, start - FAR) : start]
    ours = OURS.search(before)
    theirs = FOREIGN_BEFORE.search(before) or FOREIGN_AFTER.match(plain, end)
    return Found(start, end, text[start:end], foreign=bool(theirs) and not ours)

"""The things to be served, as they are called: 压力表, 氨压力管道, 蓝牙耳机, 跑步机.

Most are words of the lexicon. What no list holds shows by its last character (灯检机, 消毒柜) or
by standing right before a count (积分球1套). A thing that only says where another one is
(灭菌器上面那块压力表), whose trade somebody is in (叉车证, 锅炉房) or what something would be
(算特种设备吗) is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from bot.intents.entities.found import Found, Span, overlaps
from bot.intents.entities.quantities import QUANTITY
from bot.intents.groups import Hit

GROUPS: Final = frozenset(
    ("instrument", "equipment", "product", "instrument_like", "equipment_like")
)
_HAN: Final = "[\u4e00-\u9fff]"
_DEVICE: Final = (
    r"(?<![手座司样停开时飞主整重转有随动危契投商当分乘关总待候客检])机(?![构会关械场制器动身房组油床率种密])"
    r"|检机|(?<![仪机容武乐])器(?![具械材官])|(?<![货前专掌])柜(?![台员])|(?<!集)箱(?!体)|枪(?![支口])"
    r"|秤|仪(?![器表式])|(?<!电)桩|(?<![酒奶花])瓶(?![装子])|(?<!医疗)器械"
)
_WORD: Final = r"[^\W\d_a-z的了是和与跟及在,]"
DEVICE: Final = re.compile(rf"{_WORD}{{1,7}}(?:{_DEVICE})")
COUNTED: Final = re.compile(rf"(?<!{_HAN})(?P<thing>{_HAN}{{2,10}})[,、\s]?(?={QUANTITY.pattern})")
"""积分球1套: all that stands between a mark and a count."""
LATIN: Final = re.compile(rf"(?<![a-z0-9])(?P<thing>[a-z]{{2,3}})(?={QUANTITY.pattern})")
"""CT一台DR两台."""
_SERVICE: Final = r"(?:检[定测验]?|校[准验]?|测|送检|试验|[年定报外]检|鉴定)"
SERVED: Final = re.compile(
    rf"(?:^|(?<=[\s,。;:!?、(的]))(?P<thing>{_HAN}{{2,8}}?)"
    rf"(?:都|也|倒是|就|还)?(?:(?:要|想|需要?|想要|打算|准备)(?:做|送|搞)?(?:{_HAN}{{0,4}}?{_SERVICE}|3c|ccc|ce)"
    rf"|送检|(?:能不能|可以|能)(?:检|校)|[算属]于?特种设备|要不要(?:3c|检|校|报检|做)|{_SERVICE}(?=\s?{QUANTITY.pattern}))"
)
"""酱板鸭要做型式检验, 三轮快递车算特种设备吗."""
TAIL: Final = re.compile(
    r"[^\W\d_a-z的了是有在和与跟及或要想需能会来去到不没一二两三四五六七八九十,]{0,4}?"
    r"(?:[机器仪柜箱枪秤计表炉梯罐阀泵釜桩管尺板瓶台车](?![房证厂店公站间工检校机器仪计泵])|管道|容器|设施)"
)
"""What goes on behind a word that is known: 三坐标测量机."""

CUT: Final = re.compile(
    r".*(?:[我你他她它们的了是有在和与跟及或把被让给请想需能会来去到从将向又也都还就才只很太这那哪某每各没无未别对问说]"
    r"|[一二两三四五六七八九十几\d][台块只个套支把部辆批件]|共|其中|另外|校准|检定|送检|检测|安排|预约|申请|咨询)(?=.)"
)
"""Up to here a stretch before a count is talk."""
LEADING: Final = re.compile(
    r"^(?:(?:吨|寸|升|级|米|度|台|块|只|个|套|支|把|部|辆|批|件|要|做|检|校|测|修|买|送|老|新|多|等)(?=..))+"
)
NO_NOUN: Final = re.compile(
    r"[房科室厂店部里处班组间站上下内中共约总月日天年后前了有的是在]$|^[个台块只]|^[一二两三四五六七八九十几]+(?:$|[个台块只套支把部辆批件箱盒款种份条家多来人名位张盘根])|^一[共次起直般些样定下]|项目|样品|报名|名额|老师|员工|参加|会员"
    r"|人员|学员|门店|同事|单位|公司|企业|会议|培训|证书|报告|资料|数量|检测|检验|校准|检定|认证|批次|标准|要求|电话|手机"
    r"|上次|这次|每次|一次|客户|我们|你们|今年|去年|明年|马上|时间|地址|现在|目前|大概|大约|差不多|不到|左右|合计|一共|总计|复审|审核|年审|换证|到期|停用|费用|收费|报价"
)
PUT_RIGHT: Final = re.compile(r"(?:不对|不是|说错了?|哦不|错了)[,.。、…]*(?:应该|改)?[是成]")
SENTENCE_END: Final = re.compile(r"[。;!?\n]")
NOT_WANTED: Final = re.compile(r"(?:就|都|也)?(?:不用|不需要?|不必|先?不)(?:检|校|做|测|送|管|报)")

NO_THING: Final = re.compile(
    r"(?:(?:上|里|内|下)(?:面|头|边)?|用)?[的那这][^,。;!?\n]{0,5}$|(?:上|里)(?:面|头)?那[一]?[台块只个]?$"
)
TRADE: Final = re.compile(
    r"(?:操作|作业|安全管理|管理|维修|维保|安装|驾驶|行业|生产|经营|销售|加工|批发|零售)?"
    r"(?:证(?!明)|工(?![作厂])|司机|师傅|员|房(?!产)|厂|店|站|公司|企业|门诊|车间|行业|行当|协会|间(?!断)|老板|班组|部门|车(?=能|来|过)|车司机)"
    r"|[\u4e00-\u9fff]{0,3}(?:室|房|库|池|站|车间)[的里上内]"
    r"|安全(?![阀锁帽带网门])|培训|考试|取证|考证|作业(?!票)|经营|许可|行业|标准(?!器|件)|专业|法|老师|认证"
)
CLASS_BEFORE: Final = re.compile(
    r"(?:属于|[算叫]作?|算不算|是不是|不是|不用|不是问|开|卖|修|做|搞|专业)(?:的是)?$"
)
GENERIC: Final = frozenset((
    "仪器", "仪表", "设备", "仪器设备", "检测设备", "测量设备", "特种设备", "计量器具", "器具",
    "量具", "样品", "产品", "商品", "食品", "货", "样机", "机器", "起重机械", "起重", "建材",
    "汽配", "口腔", "自来水", "仪器仪表", "检测仪器", "工具", "配件", "机械", "农产品", "材料",
    "化工", "物料", "零件", "手机", "座机", "电话机", "包装", "标签", "图纸", "报告", "证书",
    "电脑", "营业执照", "成分表", "表", "统计", "器械", "医疗器械",
))  # fmt: skip
FEWEST: Final = 2
NO_ENDS: Final = ("房", "间", "室", "厂", "店", "站", "成分表", "统计", "设计", "会计", "会议")
BEHIND_COUNT: Final = re.compile(r"^[一二两三四五六七八九十百几\d]+多?[块只个台]")


def find_things(plain: str, hits: Iterable[Hit], taken: Sequence[Span] = ()) -> tuple[Found, ...]:
    """What is to be served; `hits` are the lexicon's words, `taken` names and numbers."""
    found = [span for span in _candidates(plain, hits) if not overlaps(span, taken)]
    apart = _joined(found)
    found = _joined(_grown(plain, span, (*taken, *apart)) for span in apart)
    kept = [span for span in found if _is_thing(plain, span) and not _taken_back(plain, span)]
    return tuple(
        Found(*span, plain[slice(*span)])
        for span, after in pairwise((*kept, None))
        if span and not (after and _merely_where(plain, span, after))
    )


def _candidates(plain: str, hits: Iterable[Hit]) -> Iterator[Span]:
    known = [_of_hit(plain, hit) for hit in hits if hit.group.name in GROUPS]
    yield from known
    yield from (match.span("thing") for match in LATIN.finditer(plain))
    for pattern, part in ((DEVICE, 0), (COUNTED, "thing"), (SERVED, "thing")):
        for match in pattern.finditer(plain):
            span = _noun(plain, *match.span(part))
            if span and not _several(span, known):
                yield span


def _of_hit(plain: str, hit: Hit) -> Span:
    behind = BEHIND_COUNT.match(plain[hit.start : hit.end])
    return hit.start + (behind.end() if behind else 0), hit.end


def _several(span: Span, known: Sequence[Span]) -> bool:
    """移液枪离心机 are two, which are known each."""
    inside = sorted({one for one in known if span[0] <= one[0] and one[1] <= span[1]})
    return any(first[1] <= second[0] for first, second in pairwise(inside))


def _noun(plain: str, start: int, end: int) -> Span | None:
    """The noun at the end of a stretch, without the talk that leads in to it."""
    for lead in (CUT, LEADING):
        if match := lead.match(plain[start:end]):
            start += match.end()
    end -= len(plain[start:end]) - len(plain[start:end].rstrip("各和与及跟共约还是有"))
    word = plain[start:end]
    return (start, end) if len(word) >= FEWEST and not NO_NOUN.search(word) else None


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Words that overlap or touch are one name: 沥青 and 针入度仪."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _grown(plain: str, span: Span, taken: Sequence[Span]) -> Span:
    tail = TAIL.match(plain, span[1])
    if tail is None or overlaps(tail.span(), taken):
        return span
    return span[0], tail.end()


def _is_thing(plain: str, span: Span) -> bool:
    start, end = span
    word = plain[start:end]
    if word in GENERIC or word.endswith(NO_ENDS) or TRADE.match(plain, end):
        return False
    return CLASS_BEFORE.search(plain, max(0, start - 6), start) is None


def _taken_back(plain: str, span: Span) -> bool:
    """闸机不用检吧; 空调……不对，是探测门."""
    if NOT_WANTED.match(plain, span[1]):
        return True
    stop = SENTENCE_END.search(plain, span[1])
    return PUT_RIGHT.search(plain, span[1], stop.start() if stop else len(plain)) is not None


def _merely_where(plain: str, span: Span, after: Span) -> bool:
    """Whether a thing only says where the next one is, or whose part."""
    return NO_THING.fullmatch(plain, span[1], after[0]) is not None

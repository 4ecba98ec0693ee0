"""The words around a named day that tell a wish from talk: past, refusal, other people's dates.

"下周三我要出差" refuses a day, "客户下周来审厂" tells somebody else's, "周二报的那个" looks back,
"你们周六上班吗" asks: none of them is a wished time.
"""

import re
from typing import Final

from bot.intents.entities.days.holidays import FIXED, LUNAR, SUNDAYS
from bot.intents.entities.days.values import Days
from bot.intents.entities.found import clause_around

FAR: Final = 14

BREATH: Final = re.compile(r"(?<=[吧哈啊呀]) ")
"""六月中旬吧 现在搬家搞不了: what comes then is another clause."""

DENIED_BEFORE: Final = re.compile(
    r"(?:不是|不[含算]|不包括|(?:不要|别|莫)(?:安排|定|约|排|选|放)在?|不要|别|(?<!约)莫|不用|避开|避过|错开|除了|不能是|(?:别|莫|不要|不得)是|就是别|取消|原来[是定]?的?|[约订定]的是|本来[是定]?的?|原定|之前[约定说]的?[是在]?|约的|定的|每[个逢]?月?|每月(?:[0-9]{1,2}[号日]?[和、,])+|往年|历年|年年|逢|放)$"
)
DATED_BEFORE: Final = re.compile(
    r"上[次回一][^,。;!?]{0,6}是$|(?:周期|期限|规定|要求|审核|监督|年[审检]|复[审检]|周检|换证|评审)[^,。;!?]{0,3}是$|(?:有效期|保质期|保修期|质保期|有效|到期|检验日期|生产日期|出厂日期|发证日期|购买日期|签发|颁发|购于|买于|上次|上回|上一次|当时|那次|下次(?:检定|校准|校验|检验|检测|年检|复审|审核)|发布会|展会|博览会|考试"
    r"|已经|自从)(?:日期?|时间)?[:为到至是在]{0,2}$"
    r"|(?<!脱)(?:离|距离?)$|(?:现在|今天|目前|眼下)(?:已经?|就|都|才)?是$"
)
REFUSED_AFTER: Final = re.compile(
    r"(?:(?!(?<=[吧哈啊呀]\s)(?:今天|现在))[^,。;!?\n可行能]){0,9}?(?:(?:都|很|太|特别|比较|又|正|里)忙(?![完着])|没空|没时间|没得空|(?<!得)不得空|(?<!在)(?<!学生)(?<!客人)(?<!孩子)不在|(?<!行)不行|(?<!方便)不方便|不得行|有事|出差|开(?:家长)?会|放假|休假|休息"
    r"|停电|停产(?![^。;!?\n]{0,6}(?:那[几两一]?[天段]|那时|正好|刚好|期间|方便|有空|来))|盘点|走不开|去不了|来不了|搞不成|(?<!成)不成|没人(?!用)|[没冇]得人|冇人|来不及|赶不上|调休|请假|开庭|除外|不上[工班]|不开[工门]|休馆|闭馆|抽不出|走不脱|爆满|走光|走了|放[^,。;!?\n]{0,3}假|(?<!可以)不可以|(?<!合适)不合适|太晚|太早|外地|排满|排不开|忙不过来)"
    r"|[^,。;!?\n]{0,16}赶不上|[^,。;!?\n]{0,4},(?:但|可|不过)?(?:我|我们)?(?:说|觉得|看|怕)?(?:太晚|太早|太迟|来不及|赶不上|有点晚)"
    r"|[^。;!?\n]{0,14}?(?:避开|错开|绕开|让开)(?=[,。]|$)"
    r"|是[^,。;!?\n]{1,5}吗|[^,。;!?\n]{0,3},?对[不吧吗]"
)
NOT_NOW: Final = re.compile(
    r"(?:我们?|咱)?(?:再|接着)(?:来?[聊填发补写报传拍给提]|继续|说(?=[吧哈啊了哦]*(?:$|[,。!])))"
    r"|(?:先|就)+(?:这样|到这|到此|忙)|我?(?:先|去|再)*+(?:问|查|找|要|翻|核实|确认)[^,。;!?\n]{0,4}[再就才]?(?:发|报|告诉|补|填|给你|给您)"
)
BUSY_AFTER: Final = re.compile(r"忙(?=[,。;]|得)")
"""这周忙，下周来."""
CALLED_OFF_AFTER: Final = re.compile(
    r"[^,。;!?\n]{0,8}?,?(?:别来|莫来(?![晚迟早太电])|[别莫](?:安排|约)(?=[了吧,。;!]|$)|不来|不用来|不去|取消|不办了|不做了|不弄了|作罢)"
)
REPLACED_AFTER: Final = re.compile(
    r"(?:那[个次天])?的?(?:预约|时间|约)?(?:改|换|调|推|挪|延|提前|推迟|顺延)(?:到|成|为|至|在)"
)
DONE_AFTER: Final = re.compile(
    r"(?!把)[^,。;!?\n]{0,5}?"
    r"(?:报|交|提|送|寄|约|问|发|填|登记|申请|打|说|做|检|校|买|办|签|来|到|换|停|坏|拿|取|测|审|建|装)"
    r"(?:过去|过来|上去|出去|完|用|掉|去|来|掉|坏)?(?:的(?!话|时候)|了(?!再|才)|过(?![来去]))"
)
IN_FORCE: Final = re.compile(
    r"(?:正式|开始|起)*(?:实施|施行|生效)"
    r"|(?:(?<=始)|(?<=起)|开始|起)"
    r"(?:供货|停售|涨价|(?:就|一直|都){1,2}(?:没|不|冇|坏|漏))"
)
"""2027年5月1日起实施的标准; 从3月起就没收到过."""
RULED: Final = re.compile(
    r"(?:听说|听讲|[街社]道说|社区说|文件说|新规|网上说|群里[说讲])[^,。;!?\n]{0,6}$"
)
"""街道说12月1号起公平秤要贴二维码."""
FROM_THEN: Final = re.compile(
    r"(?:(?<=始)|(?<=起)|起(?!来)|开始)[^,。;!?\n]{0,8}?(?:要|必须|不准|不得|不许|一律|强制)(?![来检])"
)
FESTIVAL: Final = re.compile(rf"(?:{'|'.join(sorted({*FIXED, *SUNDAYS, *LUNAR}))})节?$|明日$")
OF_A_THING: Final = re.compile(
    r"之星|节?(?:礼[盒包品篮]|月饼|粽子?|特供|晚会|灯笼|牌(?!子)|路(?![过上况口修费])|大道|广场|小区|酒店|限定"
    r"|款(?![项到子]))"
)
"""中秋礼盒, 国庆路, 明日之星: a festival's name in that of a thing or of a place."""
SO_LATE: Final = re.compile(r"就?快?了(?![再就才吧呢])")
"""年底了忙: the day is as good as here."""
EVENT_AFTER: Final = re.compile(
    r"有个[^,。;!?\n]{0,5}(?:飞检|飞行检查)|到期|过期|失效|届满|期满|[厂店校司]庆|发薪|发工资|考场|全[员体]|截止日|[^,。;]{0,3}截止|[验审]厂(?![之以]?前|资料|辅导|培训|准备|报告)|要?去(?:隔壁|出差|外地|考)|提货|装船|[到进]厂的|搞活动|办活动|满\d|算(?!了)|交[货付](?![之以]?前)|放[^,。;!?\n]{0,4}假|才?(?:结束|完工|竣工)|才(?:付|结款|打款|批下)|作废|开标|开[业张园幕盘新]|出厂(?![检价合编])|[日起始式]实施|施行|(?<!讲)质量月|世界|下班|(?<!才)上班(?!时间|了?就[来检校测送办做弄可开]|了?(?:就|再|以?后|时间?)?(?:给|跟|来)?(?:我|咱|回|联系|打|来|找|办|弄|说|告))|(?<!才)开门|开不开|关门"
    r"|营业(?!执照)|天气(?!好)|下雨|[要有招]个?[招投]标|招标|开学|高考|中考|搬[迁家]|出货|发货|投产|年会"
)
ARRIVES: Final = re.compile(
    r"(?:应该|估计|大概|可能)(?:就)?(?:能|会)?(?:寄|送)?到|(?:能|会)?(?:寄|送)?到你们(?![那这站]|单位|窗口|中心|大厅|前台|公司|服务|实验室)|的?(?:快递|货)(?:能|会)?到"
)
DUE_TO_ARRIVE: Final = re.compile(r"(?:预计|估计|预期)$")
"""When what was sent should be there."""
CALLS_AGAIN: Final = re.compile(
    r"[^,。;!?\n]{0,8}?再(?:联系(?!我)|联络(?!我)|打(?:给|电话|来|过)|[跟和找给回](?:你|您)们?(?![送检校办]))"
    r"|[^,。;!?\n]{0,3}?(?:给(?:你|您)们?(?:准信|准话|回[复话信]|答复|消息|电话)|(?:告诉|通知)(?:你|您))"
)
"""明天再跟你们联系: somebody will write again."""
SAID_BEFORE: Final = re.compile(r"(?<![再我])说(?:好|是|好是)?$")
PROMISED: Final = re.compile(
    r"(?:给我)?(?:回电|回[我复]|答复|给(?:我)?(?:结果|答复|回)|出结果|来人|派人|有人来)"
)
"""问过，说19号回电: what others promised."""
NAMES_TODAY: Final = re.compile(r"(?:就|都|才|已经?)*是(?=[0-9一二三四五六七八九十]{1,3}[号日])")
"""今天就是19号."""
DUE_AFTER: Final = re.compile(
    r"[^,。;!?\n]{0,3}?(?:给(?:我|个|结果)|回[复我个]|来(?:一?趟|人|检|校|拿|取)|上门|派|要用|送[检样过])"
)
"""一星期左右给我们回复, but not "一个月左右能办好吗"."""
DUE_THEN: Final = re.compile(r"就?应?该[^,。;!?\n]{1,8}了[吧吗没]")
"""十三号该出结果了吧: what was promised for then."""
MADE_THEN: Final = re.compile(r"(?:才|刚)?[检校测发建出办做买装交报][证好]?的(?!话|时候|那[期批])")
"""我们2月14号检的."""
BESIDE_AFTER: Final = re.compile(
    r"[^,。;!?\n]{0,6}?(?:不(?:休|放假|停[产工机])|[寄发]出|寄走|上市|复工|开工|回来(?:发现|才|看到)|审核|走光|走了|放人|赶[货工]|最忙|订单|验收(?!完|后)|启动|发票|大促|开标|投标|要?结?清?[账款]|要?结[清账]|要?[发交出送][走货]?的[货订单那]|要?用(?=[,。]|$)|展会|考试|新标准|要?迎客|装船|装车|装柜|停机(?!那|时|期|的)|放(?:假|到|[一二三四五六七八九十\d]+天)|做到|提货|(?<![拿送寄带过出该就能再请])来(?=,)|新国标|实施|生效|[验审]厂|开会|出差|发货|交货|交付|检查|飞检)"
)
BESIDE_BEFORE: Final = re.compile(
    r"(?:客户|甲方|总部|他们|对方|老板|领导|机构|海关|平台|快递)[^,。;!?\n]{0,4}?(?:说|讲|定在?|通知|约)[^,。;!?\n]{0,2}$"
    r"|(?:[大年例启动订货]会|节|活动|比赛|图纸|合同|通知|施工|完工|开[业工标幕园]|截止|验收|评审|投产|交货|审核|年会|庆典|展会|发布会|做到|[庆一旦节假]放到|上市|实施|放假)(?:日期|时间|仪式)?(?:就?定|安排|放|是|从|估计|预计|大概)?[在于]?$"
)
VISIT_AFTER: Final = re.compile(
    r"审|检查|验|飞检|监造|驻厂|考察|参观|来人|有人?师傅|抽查|交货|催|查|送来|拖来|要?来提|提货|发来"
)
OTHERS: Final = re.compile(
    r"客户|甲方|机构|审核|总部|主机厂|应急|环保|市监|市场监管|平台|超市|领导|检查组|集团|采购|厂家|[买卖]家|供应商|隔壁|同行|税务|租赁|业主|外商|老外"
)
THEIRS: Final = re.compile(
    r"(?:你们|您们|站里|窗口|那边|食堂).{0,12}(?:有人(?!来|过来|上门)|在吗|在不在|休息|吃)"
)
LOOKS_BACK: Final = re.compile(
    r"[了过]$|刚|已经|收到|接到|听说|看到|发现|打回|热死|[好太]热|冷死|[好太]冷|这雨|下雨|雨下|下雪|堵|天气|几度"
    r"|几号|星期几|周几|吃"
)
_OPEN: Final = r"(?:上班|办公|开门|营业|值班|休息|放假|有人(?:在|值班|上班)?)"
ASKS_IF_OPEN: Final = re.compile(
    rf"[^,。;!?\n]{{0,8}}?(?:{_OPEN}(?:吗|么|没有?|冇|不)(?![要想])|上不上班|办不办公|开不开门?|营不营业|值不值班"
    r"|你们放几天|是不是[^,。;!?\n]{0,5}上班|休不休息|放不放假|有没有?人(?:在|上班|值班|收样|收)?(?:$|[,。;!?\s啊呀呢]))"
)
"""Whether the station is open then is a question about it; “周六有人吗” wishes for nothing."""
ASKED_WHEN: Final = re.compile(r"(?:时间|日期|期望|希望)\s?:\s?$")
ASKS_FOR: Final = re.compile(
    r"完成|回(?:我|个|复|电|话)|都行|任选|随便|随时|都在|有空|有人(?![吗么没])|[带班能要想行送来取拿寄办给弄做检校交出谈见定约等到搞]|可以|告诉|安排|最好|就|报告|样"
)


DEMANDED: Final = re.compile(r"[之以]?内?(?:就|都)?(?:必须|务必|一定|非|得(?!知)|要(?!不)|请|麻烦)")
"""今明两天必须给我校了: what is still to be done, whatever 了 says."""
_EMPTY: Final = " 吧的就了呀啊嘛呢()0123456789:①②③④⑤⑥⑦⑧⑨"
SERVED: Final = re.compile(
    r"来(?![人了着,])|派|[校测]|检(?!修|查组)|送|[报申]|办(?!活动)|拿|[取寄约]|安排|上门|培训|讲|可以|[行好]吗|行不|都[行好可]"
    r"|有空|方便|想|递|回[个复]|给(?:我|咱)|就[行好]|结果|搞(?!不|活动)|再[说讲看]|做(?![到完的])|成[吗不]|要(?![不么是])|登记|弄|出(?:报告|证)|能|最好|开始"
)
"""What is wished of the station in the clause of a day."""


VISITED: Final = re.compile(r"来(?!人|了)|派|送|取|拿|寄|上门|[检校测]|培训|讲|安排")

TAKEN_UP: Final = re.compile(
    r"[^。;!\n]{0,20}?(?:的话[^。;!\n]{0,6}那[天时]|就那[几两]?[天日时]|那[几两][天日](?:再|都|过)?(?:来检|过来|上门)(?![不的客没]|[^,。;!?\n]{0,3}(?:不|没人))|[在就][这那][几一两二三四五六七]?[天日]|正好|刚好|趁|届时|到时候?[请来派]|随时[可能]?以?[来过上])"
    r"|[^,。;!?\n]{0,8}[, ]你们(?:(?:那[几一两]?天|当天|正好|刚好)(?:过?来|派人|上门)|过?来把)"
    r"|[^,。;!?\n]{0,4}期间(?:[来检修校做送给都]|可以|正好|随时)"
    r"|[^,。;!?\n]{1,10}那[天日](?!有|[^,。;!?\n]{0,6}(?:来人|人来))"
    r"[^,。;!?\n]{0,6}(?:[来去送办检校做拿取交]|到场|上门)"
)
"""你们上班吗，上班的话我那天来; 那几天没人用，随时来; 8号开门那天来检; 放假期间来修."""
BRINGS: Final = re.compile(
    r"[,?](?:那?我们?|就)把?[^,。;!?\n]{0,4}(?:送|过[来去]|[来去][拿取办交])"
)
"""你们周五有人吗，我送过去."""
CONDITION: Final = re.compile(
    r"[^,。;!?\n]{0,6}?(?:不行|没空|没时间|来不了|去不了|不方便|来不及|赶不上|没人|排不开|不成|下雨|下雪)"
    r"(?:的话[就再]?|时?[就再])(?![是好])"
)
"""周四没空就周五来: what may come in the way refuses no day, as "周四没空，周五来" does."""


def is_wish(plain: str, start: int, end: int, days: Days) -> bool:
    """Whether the day at [start, end) is still possible and nobody refuses it."""
    if (
        days.past
        or (IN_FORCE.match(plain, end) and not TAKEN_UP.match(plain, end))
        or (FESTIVAL.search(plain, start, end) and OF_A_THING.match(plain, end))
        or (FROM_THEN.match(plain, end) and RULED.search(plain, 0, start))
        or DENIED_BEFORE.search(plain, max(0, start - FAR), start)
    ):
        return False
    taken_back = (ASKS_IF_OPEN, REFUSED_AFTER, BUSY_AFTER, CALLED_OFF_AFTER, REPLACED_AFTER)
    told = [match.end() for pattern in taken_back if (match := pattern.match(plain, end))]
    if not told or TAKEN_UP.match(plain, max(told)):
        return True
    return _is_still_open(plain, end)


def _is_still_open(plain: str, end: int) -> bool:
    """Whether what is said against a day only asks or supposes."""
    asked = ASKS_IF_OPEN.match(plain, end)
    brings = asked and BRINGS.match(plain, asked.end())
    return bool(brings or CONDITION.match(plain, end))


def is_refused(plain: str, end: int) -> bool:
    """Whether what stands after a day takes it back, and nothing takes it up again."""
    told = REFUSED_AFTER.match(plain, end) or CALLED_OFF_AFTER.match(plain, end)
    return told is not None and TAKEN_UP.match(plain, told.end()) is None


def is_put_off(plain: str, end: int) -> bool:
    """Whether somebody goes on then, and wishes for nothing: “明天再说哈”, “明天问了发你们”."""
    return NOT_NOW.match(plain, end) is not None


def is_told(plain: str, start: int, end: int, days: Days) -> bool:
    """Whether the day belongs to something else than the wished service."""
    if TAKEN_UP.match(plain, end) or _is_still_open(plain, end):
        return False
    first, last = clause_around(plain, start, end)
    rest = BREATH.split(plain[end : min(last, end + FAR)])[0]
    if (
        MADE_THEN.match(rest)
        or DUE_THEN.match(rest)
        or SO_LATE.match(rest)
        or DUE_TO_ARRIVE.search(plain, first, start)
        or ARRIVES.match(rest)
        or CALLS_AGAIN.match(rest)
        or NAMES_TODAY.match(rest)
        or (SAID_BEFORE.search(plain, first, start) and PROMISED.match(rest))
        or EVENT_AFTER.search(rest)
        or DATED_BEFORE.search(plain, first, start)
    ):
        return True
    if days.open and DONE_AFTER.match(rest):
        return True
    visitor = OTHERS.search(plain, first, start) or OTHERS.match(rest)
    return bool(THEIRS.search(plain, first, last) or (visitor and VISIT_AFTER.search(rest)))


def is_length(plain: str, end: int, days: Days) -> bool:
    """Whether 一个月左右 is how long something takes, and nothing is asked for then."""
    return days.open and days.period and DUE_AFTER.match(plain, end) is None


def is_beside(plain: str, start: int, end: int) -> bool:
    """Whether a day seems to be that of something else, where another day is wished for."""
    before = plain[max(0, start - FAR) : start]
    return bool(BESIDE_AFTER.match(plain, end) or BESIDE_BEFORE.search(before))


def is_served(plain: str, start: int, end: int) -> bool:
    """Whether the clause of the day says what is to be done then, or next to nothing."""
    first, last = clause_around(plain, start, end)
    return not plain[end:last].strip(_EMPTY) or bool(
        SERVED.search(plain[first:start] + plain[start:last])
    )


def is_visited(plain: str, start: int, end: int) -> bool:
    """Whether the clause of the day says that somebody comes to serve, or brings something."""
    first, last = clause_around(plain, start, end)
    return bool(VISITED.search(plain[first:start] + plain[start:last]))


def asked_for(plain: str, start: int, end: int) -> bool:
    """今天 in "今天能告诉我吗" but not in "今天这雨下得出不了门"."""
    first, last = clause_around(plain, start, end)
    clause = plain[first:start] + plain[end:last]
    if ASKED_WHEN.search(plain, first, start) or (end == last and plain[start - 1 : start] == " "):
        return True
    if not clause.strip(_EMPTY):
        return True
    demanded = DEMANDED.match(plain, end)
    return bool(demanded or (ASKS_FOR.search(clause) and not LOOKS_BACK.search(clause)))

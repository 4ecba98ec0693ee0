"""The words around an enterprise's name: what leads in to it, ends it, or makes it another's."""

import re
from typing import Final

from bot.intents.entities.company_words import FIRM_ENDS, LOOSE_ENDS, PLACES, SERVICES, TRADES
from bot.intents.entities.roles import DUTY, PART, ROLE


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(set(words), key=len, reverse=True))


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
    r"(?:[\u4e00-\u9fff]{0,6}?(?:分公司|分厂|分店|分院|办事处))(?![\u4e00-\u9fff])"
)
BODY: Final = re.compile(r"[\u4e00-\u9fffa-z0-9()&·\-]+")
NOT_IN_NAME: Final = re.compile(
    r"[我你您他她它想了但没在是把请让吗吧呢啊呀嘛谁哪啥么这那某]|[\d一两几二三四五六七八九十][家个间]|有(?!限|机|色|为|志)|[0-9]{5,}|自己|要|前(?!进|景|程|锋|川|沿|卫|海|湖|川)|上超市"
    r"|(?<!专)卖|平时|经常|(?<!美)的"
)
CERTAIN_STOP: Final = re.compile(
    r"[我您是吗呢吧把]|(?<!美)的|你们|他们|[一两几][家个间]|[那这某哪][家个边里]|自己|[0-9]{5,}|\d[家个间]|[打付交转汇发][给到]"
    r"|(?<=[路道街巷弄])\d+号(?:[a-z]?\d*[栋楼座幢层室单元号]){0,3}"
)
WHOLE_NAME: Final = re.compile(
    rf"(?:{PLACE.pattern})[省市区县镇乡村街]?(?P<name>[\u4e00-\u9fff()]{{4,18}}?"
    r"(?<=[厂店馆院校所站园场部行社会局处室坊轩阁楼堂城心厅庄铺屋苑居]))"
)
KIND_END: Final = re.compile(r"[坊轩阁堂斋庄铺馆苑屋社]$")
"""What a shop's name may end in; by itself it says so little that only an answer counts."""
SPELLED: Final = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff])的(?:\1|\2)")
ADDRESS: Final = re.compile(r"[路道街巷弄]\d|号楼|层|附近|旁边|对面|里面|门口")
LEAD_IN: Final = re.compile(
    r"(?:喂|你好|您好|好的|好|嗯+|哦+|对+|那个|这里是?|这边是?|我们?是?|们|咱们?是?|我司|本公司|就是|就叫做?|是|叫做?|全称|全名|简称|名称|名字"
    r"|公司名?称?|单位名?称?|企业名?称?|厂名|店名|抬头|开票|现在|已经|目前|改名|更名|改成|改为|改叫|换成|变更为|更正为|应该是|名"
    r"|注册的?|登记的?|写的?|来自|代表|的|为(?=武汉|湖北)|[:啊吧呢哈呀嘛,。\s\-—/|\"'“”‘’《》\[\]【】])++"
)
OURS: Final = re.compile(r"(?:我们|我司|本公司|我是|咱们|咱)(?:是|叫)?$")
WHERE: Final = ("在", "到", "来", "去", "从", "于")
AFFIXES: Final = frozenset("老新大小")
DISTRICT: Final = re.compile(r"[省市区县镇乡村街]")
ADDRESS_ENDS: Final = frozenset("园期栋楼层号室座幢")
PARTICLES: Final = frozenset("的吧哈啊呀呢了")
FOREIGN_BEFORE: Final = re.compile(
    r"隔壁|对门|旁边|对面|客户|甲方|乙方|供应商|供货|对方|别家|别人|人家|竞争|同行|友商|听说|介绍|推荐|合作|买家|下游|上游"
    r"|总包|签合同|签约|那家|一家叫|上家|房东|不是|原来叫|以前叫|之前叫|原名|曾用名|前身|查一?[下查]|打听|租[用了住自赁]?$|[从由]$|(?:上次|上回|以前|之前|去年|前年|原来|一直|往年|都是)[是都]?[在找去到请]?$|卖给|发给|供给|送给|[给跟向被替找去]$|[(]原"
)
FOREIGN_AFTER: Final = re.compile(
    r"[^,。;\n]{0,8}?(?:找你们|找的你们|[给帮替]我们|要求?我们|[叫让催]我们|说|靠谱|资质|怎么样|的?(?:联系人|联系方式|电话|老板|号码)(?:电话)?(?:是?多少|给|有|发|告诉|能|吗|是啥|是什么)"
    r"|[出做检校测买修装开发](?:了|过|好)?的(?!是|话)|介绍|推荐|也在|那家|供货|是不是|有没有|行不行|能不能信|正规)"
)
ASKING: Final = re.compile(
    r"[?吗么]|什么|怎么|哪|几点|多少|多久|为啥|咋|能不能|是不是|有没有|可不可以"
)
NOT_A_NAME: Final = re.compile(
    r"[我你您他她姓想要办请帮问能需不没等算改换谢这那咋吃]|可以|确认|对的|是的|好的|行的|随便|电话|手机|联系|号码|时间|明天|今天|后天|下周"
    r"|经理|老师|师傅|女士|先生|老板|人工|取消|进度|上午|下午|还是|一样|同上|保密|稍后|待会|马上|暂|尽快|收到|知道|满意|五星"
)
CUE: Final = re.compile(r"叫|称|抬头|(?:公司|单位|企业|厂|店)名?[:是]?$")
INTRODUCED: Final = re.compile(
    r"(?:我们?|咱们?|这里|这边)(?:这边|这里|这儿)?是(?P<name>[\u4e00-\u9fff]{4,12}?)的"
    rf"(?=[,。!\s]|$|{ROLE}|{PART}|{DUTY}|[小老][\u4e00-\u9fff])"
)
LABELLED: Final = re.compile(
    r"(?:使用|委托|送检|报检|申请|受检)?(?:单位|公司|企业|厂|店)(?:名称?|名字|全称)?:\s*"
    r"(?P<name>[\u4e00-\u9fff]{4,16})(?=[,。;\s]|$)"
)
NO_FIRM: Final = re.compile(
    r"企业|单位|厂家|商户|个体|老板|园区|开发区|工业园|市场|本地|小区|社区|街道|客户|^修|[做搞弄办卖找来去住]|负责|附近|这边|居民|业主"
)
"""Words that speak of a kind of firm, or of what is done."""
DEPARTMENT: Final = re.compile(
    rf"(?<=[院校学厂所馆店站会局行楼坊业铺市场社心])(?!管理|服务|办事)"
    rf"(?:{PART}|[\u4e00-\u9fff]{{2}}[处科]|(?<!局)(?:{PLACE.pattern})?项目部)$"
)
"""An office of the body that is named: 后勤处 of a college."""
STANDING: Final = re.compile(
    rf"(?:^|(?<=[\s,。;!?/|]))(?P<name>(?:{PLACE.pattern})[\u4e00-\u9fff]{{2,10}})"
    rf"(?=[\s,、/|-]+(?:{PART})?\s*(?:[\u4e00-\u9fff]{{2,5}}[\s,、:/|-]*)?"
    r"(?:电话|手机|座机|联系)?[:\s]*\+?\d[\d ()-]{6})"
)
"""武汉东鑫, 设备部 曾工 027-…: a field of its own, with a person or a number behind it."""
NO_FIELD: Final = re.compile(
    r"[检校测报送证办想需求要证审]|认证|培训|地址|工地|大家|各位|本人|用户|单位|收件"
    r"|[路街区村镇道号市省县里边段口湾]$"
)
SIDE: Final = re.compile(r"(?P<side>[甲乙丙]方|供方|需方|总包|分包)[:是]?$")
SOLE_TRADER: Final = ("个体户", "个体工商户")

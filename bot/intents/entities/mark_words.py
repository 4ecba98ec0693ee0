"""The words in which enterprises rate: the item of table C.1 that they name, the mark they give."""

import re
from typing import Final

from core.rating_items import Level

OVERALL: Final = 10
SOLVED: Final = 5
STATION: Final = {"服务": 1, "及时": 2, "专业": 3, "文明": 4, "设施": 9, "总体": OVERALL}
TECHNICIAN: Final = STATION | {"服务": 6, "专业": 6, "及时": 7, "文明": 8}

ASPECTS: Final = {
    "及时": ("及时", "速度", "效率", "响应", "时效", "快慢"),
    "专业": ("专业", "水平", "业务能力", "技术能力"),
    "文明": ("文明", "态度", "礼貌", "接待"),
    "设施": ("技术设施", "设施", "硬件"),
    "总体": ("总体评价", "总体", "总的", "整体", "综合", "总评"),
    "服务": ("服务站", "服务", "站里"),
}
ASPECT_OF: Final = {word: aspect for aspect, words in ASPECTS.items() for word in words}
ASPECT: Final = re.compile("|".join(sorted(ASPECT_OF, key=len, reverse=True)))
_ITEM: Final = "(?:10|[1-9]|[一二三四五六七八九十])"
NUMBERED: Final = re.compile(rf"第?({_ITEM})(?:项|题|条)")
BY_TECHNICIAN: Final = re.compile(
    r"技术人员|技术员|师傅|检验员|检测员|检测人员|工程师|讲师|专家|机构|实验室|校准员|审核员"
)
BY_STATION: Final = re.compile(r"服务站|站里|你们站|专员")

DIGITS: Final = {sign: place for place, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
_NUMBER: Final = r"(?:\d{1,3}|[零一二两三四五六七八九十百])"
BETWEEN: Final = re.compile(
    r"(?:[一二三四]点五|一二|二三|三四|四五|[1-5]\s?(?:到|至|-|~|或者?|还是)\s?[1-5]"
    r"|[一二三四五](?:到|至|或者?|还是)[一二三四五])"
)
"""三四星, 3到4星, 四点五星: no whole number of stars."""
_SIGNS: Final = "⭐★🌟✨☆"
STARS: Final = re.compile(
    rf"(?P<signs>[{_SIGNS}](?:[\ufe0f\s]*[{_SIGNS}])*\ufe0f?)"
    rf"|(?<![\d.第零二两三四五六七八九十百])(?<![一二三四五\d]点)(?<!(?<!统)一)(?P<number>{BETWEEN.pattern}|{_NUMBER}(?:\.\d)?)\s?(?:颗|个)?(?:小)?(?P<unit>星|分|[⭐★🌟✨](?!\ufe0f?\s?[{_SIGNS}]))(?P<half>半)?"
    r"(?![级期辰巴光球座形号空链火云沙制钟之公店厂批开别析类单包段离散成配销支布子量工钱]|的[那师老])"
    r"|(?<!分)(?P<full>满分(?!是|多少|几|制|给|里|的话)|满星|💯)|(?<![\d.])(?P<ratio>[1-5])/5(?!\d)|(?P<minus>负[\d一二三四五]*[分星])"
)
# 十分满意, 五星认证, 5分以上: a number that is no mark.
CLOSES: Final = re.compile(
    r"\ufe0f?\s|[\s\ufe0f]*(?:$|[,。!;、?~.)…\n:]|吧|呀|啊|哈|哦|了|咯|好评|满意|但|就是|不过|因为|给|及时|专业|文明|态度|速度|技术|设施|总体|整体"
    r"|(?:都|全部?|统统)(?!不|没)|服务(?!认证|体系|标准)|[⭐★👍💯🌹😊🙏])"
)
# Without a rating going on, "每本2分" is none: a mark is given, or stands behind its item.
GIVEN_BEFORE: Final = re.compile(
    rf"(?:^|[,。!;、?~…\s:(\-=]|[给打评得来就那是都全个选也性度点了]|全部|所有|一律|统统|方面|总共|项|评价|{ASPECT.pattern}|[⭐★])$"
)
CLOSES_TEN: Final = re.compile(r"\s*(?:$|[,。!;、?~.)…\n]|吧|呀|啊|哈)")
ITEMS_BEFORE: Final = re.compile(
    rf"(?P<items>(?:(?:{ASPECT.pattern})[性度]?(?:方面)?[、和与及跟, ]{{0,2}})+)"
    r"(?:的|是|都|均|全|各|也|就|给|打|评|得|我|分|方面|[:\-—=\s])*$"
)
BARE_AFTER_ITEM: Final = re.compile(
    rf"(?:(?:{ASPECT.pattern})性?|{NUMBERED.pattern})[:是给打 ]{{0,2}}(?P<number>[1-5])"
    rf"(?=\s*(?:$|[,。!;、\n]|{ASPECT.pattern}))"
)
ALL: Final = re.compile(
    r"全部|都|(?<![安完健])全(?=[是给打五]|$)|所有|每一?项|各项|统统|统一|一律|清一色"
)
ALL_AFTER: Final = re.compile(r"\s*(?:都|全部?|统统)(?!不|没)(?:给|打|是|好评|$|[,。!])")
"""五颗星都给: the word for all of them stands behind."""
FIRST_ITEMS: Final = re.compile(
    rf"(?:前(?P<first>[二两三四五六七八九2-9])[项条题个]|(?P<from>{_ITEM})[到至\-~](?:第)?(?P<to>{_ITEM})[项条题]?)(?:都|全|是|给|打|我)*$"
)
SOME_ITEMS: Final = re.compile(r"前面|前头|上面|后面|这几[项个]|有的")
"""Which items these are nobody can tell."""
REST: Final = re.compile(r"其他|其它|其余|剩下|别的")
NOT_GIVEN: Final = re.compile(
    r"(?:不是|没到|不到|不值|不够|给不了|达不到|不能给|没有|不给|没给)[给打个]{0,2}$"
)
TAKEN_OFF: Final = re.compile(r"(?:扣|少|减|差)(?:了|个|掉)?$")
TRADE: Final = re.compile(r"认证|品牌|酒店|饭店|宾馆|评定|工厂|企业")
_LEAD: Final = r"(?:那|就|给|打|评|我|选|个)*\s*"
_CLOSE: Final = r"\s*[!。.~吧啊呀]*"
BARE: Final = re.compile(rf"{_LEAD}(\d{{1,3}}|[零一二两三四五六七八九十])颗?{_CLOSE}")
BARE_BETWEEN: Final = re.compile(
    rf"{_LEAD}(?P<said>\d\.\d|[1-4一二三四]颗?半|{BETWEEN.pattern}){_CLOSE}"
)
LIKE_A_MARK: Final = re.compile(
    rf"{_LEAD}(?:(?:[一二两三四五六七八九十\d]{{1,3}}|满)\s?[颗个朵枚只面]?\s?(?:小|大|红|爱|鲜)*"
    r"(?:心|花|赞|拇指|太阳|钻石?|锦旗|角星)"
    r"|(?P<sign>[❤♥💖💗💕🌹🌸🌺💐🌷👍🏅🚩])(?:\ufe0f?\s?(?P=sign))+\ufe0f?"
    r"|[优良中差甲乙丙丁满]|[a-d][+-]?|最?[高低][分评]"
    rf"|(?:{ASPECT.pattern})性?(?:也|都|还|真|太|很|有点|非常)*(?:不好|不行|不太好|好|行|可以)){_CLOSE}"
)
"""五颗心, 👍👍👍, 良: meant as a mark, in no scale of the form."""
BARE_FOR_MANY: Final = re.compile(
    rf"(?P<which>(?:其他|其它|其余|剩下|别的|全部|都|全|所有|统一)(?:的|都|全|项|也|就)*)"
    rf"[给打是选 ]*(?P<number>[1-5一二三四五]){_CLOSE}"
)

LEVELS: Final = (
    (
        Level.DISSATISFIED,
        r"(?:非常|很|十分|特别|太|极其?|相当|极度|都|一点也?|根本)?不满意|差评|不满(?!意|足|一|1|半|十)",
    ),
    (Level.VERY_SATISFIED, r"(?:非常|很|十分|特别|超级?|相当|太|极其?|百分百)的?满意"),
    (Level.SATISFIED, r"(?:挺|蛮|比较|都|总体|整体)?满意"),
)
LEVEL: Final = re.compile("|".join(f"(?P<{level}>{pattern})" for level, pattern in LEVELS))
NOT_A_LEVEL_AFTER: Final = re.compile(r"度|率|吗|么|不满|不$|的(?:方案|答复|结果|地方)|为止|[?]")
NOT_A_LEVEL_BEFORE: Final = re.compile(
    r"(?:客户|顾客|消费者|员工|用户|老板|甲方|业主|领导|让|使|是否|更|才|能|包你?|要)[都会们]*$"
)
FAIR: Final = re.compile(
    r"(?:我|也|就|那|只|能|勉强|感觉|觉得|总体|整体|服务|算|还|只能说|评价?|给|打|个|是|选择?|点|勾|填|写|记|按|很|比较|挺|都|嘛|[“‘\"'「])*+"
    r"一般般?(?:(?:吧|呗|啦|好?了|咯|啊|呀|哈|的|,|来|这[个档项]|[”’\"'」])*+|吧.{1,10}"
    r"|(?:问题|事情?)(?:倒|也|还|总算|基本上?|都|已经|是|算)*+(?:没有?)?解决.{0,4}|(?:不过|但是?|就是).{1,12})"
)
VAGUE_LEVEL: Final = re.compile(
    r"(?:不是|不|没那么|谈不上|算不上|没|不怎么|没有)(?:很|太|够|怎么|咋|大|算|特别|非常|完全|十分|那么)满意"
    r"|(?:谈不上|算不上|说不上|不能说|不敢说)满意|(?:不是|没有?|没什么|没啥)不满意"
    r"|(?:基本|还算|勉强|大体|大致)满意"
)
NO_STAR: Final = re.compile(
    r"[一1半0]\s?[颗个]?(?:星|分)[也都](?:不|没法)(?:想|愿意?|会|值得?|配|该|能|打算|应该?){0,6}"
    r"(?:给|打|评|值|配|$)"
)
"""一颗星都不想给: a judgement for which the form has no mark."""
VAGUE: Final = re.compile(
    r"还行|还可以|凑合|马马虎虎|马虎|将就|说得过去|过得去|就那样|差不多|勉强|中规中矩|不好说|可以吧|不错|挺好|蛮好|很好|非常好|还好|好评|"
    r"(?:及格|良好|优秀|中等)(?=[吧啊呀!。,的~]|$)|半颗?星|一颗?星都不|很差|太差|不怎么样|不咋样|不咋地|一塌糊涂|很赞|点赞|很棒"
    rf"|{NO_STAR.pattern}"
)

UNSOLVED: Final = re.compile(
    r"(?:还没|没有?|未|冇|尚未|并未|并没有?|莫得?|没得)(?:有|能|得到?|真正|彻底|给我|帮我)*(?:解决|搞定|弄好|处理好)|解决不了|没解决"
)
HALF_SOLVED: Final = re.compile(
    r"(?:没|未|没有|不)(?:完全|全部|全|彻底)解决|部分解决|解决了?(?:一半|一部分|一些|部分)"
)
WAS_SOLVED: Final = re.compile(
    r"(?:(?<!自己)(?:问题|事情|事儿?|毛病|困难)(?:都|已经|已|基本|也|算是|全)*(?:得到)?(?:解决|搞定|弄好|处理好)了?|(?:已经?|都|得到|全|顺利|圆满)解决了?|(?<!自己)解决了)"
    r"(?![了吗么没不?方思办])"
)
YES: Final = re.compile(
    r"(?:嗯+|对+|是|是的|解决|已解决|有|对的|当然|解决了|都解决了)[,。!了的啊呀嗯]*"
)
NO: Final = re.compile(r"(?:否|没有|没|不是|未|还没有?|没呢|冇|不|没得)[,。!呢啊呀的]*")

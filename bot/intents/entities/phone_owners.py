"""Whose number a phone is: the writer's, or somebody else's that is only spoken of.

The words of its own clause say so (供货商郑总189…, 你们那个027-…), and those right behind it
(…千万别打他, …打来的).
"""

import re
from typing import Final

_NEAR: Final = 12
_CALLED: Final = "电话|热线|号码|手机号?|座机|联系方式"
_OTHERS: Final = (
    "客户|物业|保安室?|门卫|隔壁[厂家]?|同行|供应商|供货商|厂家|经销商|房东|对方|快递员?|维保(?:单位|公司)|别人|中介"
    "|开发商|代办(?:公司)?|代理(?:公司)?|黄牛|骗子"
)
_YOURS: Final = (
    "(?<![在跟到])(?:你们?|您们?|贵站|贵司)(?:那个?|的)?(?:窗口|前台|大厅|服务台|官网|公众号|同事|工作人员)"
    "(?:上|(?:给我们?)(?:留|发|打)?)?"
)
_KIN: Final = "我(?:爱人|老婆|老公|媳妇|爸|妈|儿子|女儿|同事|徒弟|老板|领导)"
_BESIDE: Final = re.compile(
    rf"(?:(?:你们|您们|贵站|贵司)(?:那[边个]|站里|单位|这里)?(?:(?:上次|之前|以前|昨天|当时|刚才)?(?:给我?|发|公布)|留)?的?(?:客服|服务|投诉)?(?:{_CALLED})?"
    rf"|{_YOURS}的?(?:{_CALLED}|号)"
    rf"|(?<!在)(?:市监|消防|环保|应急|住建)局(?:给|发)的?(?:{_CALLED}|号)"
    rf"|(?:发票|开票)(?:抬头)?上?的?(?:{_CALLED})"
    rf"|(?:打给?|给|(?<!我)(?<!我们)是|找|联系)(?:物业|{_OTHERS})的?(?:的话)?(?:{_CALLED})?|(?:{_OTHERS})的?(?:{_CALLED})"
    rf"|(?<![打找给])(?<!联系)(?:{_KIN})的?(?:{_CALLED}|号)?(?:也可以|也行|发的?|打的?)?)"
    r"[ :是为]{0,3}$"
)
_SPOKEN_OF: Final = re.compile(
    r"(?<!是)(?:代办|代理公司|中介|黄牛|骗子|供货商|供应商|厂家(?:售后)?|经销商|我们?客户|客户(?=那|的|方)|认证(?:公司|机构)(?=那|的|老)|隔壁|同行"
    r"|宣传单|海报|铭牌|(?:标签|包装|吊牌|说明书)上?[印标写留]的(?:厂家|客服|售后|电话|号码|热线)|网上|(?:以前|原来|原先|之前)(?:登记|留|填|报)的|前任)"
    r"(?!(?:介绍|推荐|叫|让|要求|说)我)[^,。;!?\n:0-9]{0,14}$"
)
_DENIED: Final = re.compile(
    r"(?:不是|不用|不要|(?:别|莫|甭|不要|不用|不必|勿)再?(?:往|给|打|拨)|作废|停用|旧号码?|老号码?|原来的?|(?:以前|之前|原先|过去|原来)(?:用|留|填|登记)?的?(?:号码?|手机|电话)?是)[^0-9,。;]{0,6}$"
    r"|(?:别|莫|不要)再?打我?[^0-9,。;]{0,8}$"
)
_PERHAPS: Final = re.compile(
    rf"(?:{_OTHERS}|业主(?:方|单位)?|甲方(?:单位|项目部)?|总包|施工[队方]|安装(?:队|公司)|厂商|(?:货拉拉)?司机(?:师傅)?|送货员"
    rf"|(?<![目当以提])[前原](?:老板|厂长|负责人|经理))的?(?:值班|办公|维修|售后)?(?:{_CALLED}|号)[\s:是为]{{0,3}}$"
)
_PERHAPS_BEHIND: Final = re.compile(
    r"(?:这?个?号码?|这个)?[\s,()]{0,2}(?:你们?)?(?:(?:别|莫|不要)(?:记|存)(?![错成岔漏混丢])|(?:快|要|已经?)?欠费了?"
    r"|是(?:他们|设备|仪器|电梯|锅炉|叉车)的?(?:厂家|售后|维保))"
)
"""业主电话, …你们别记: who says so may be the owner, and only tells it from a second number."""
_QUOTED: Final = re.compile(
    r"[ ,]?(?:的?(?:号码?)?(?:自称|说是)|(?:给我)?(?:发|打)(?:来|给我)?的(?:短信|信息|链接|电话)"
    r"|说(?!一?[声下]|明|好)|的(?:电话|来电|人)(?:说|叫|让|要|问|催))"
    r"|\((?:错|旧|老|作废|停用|已停)[^)]{0,3}\)"
)
"""139…自称是你们站的: who calls is not who is to be called; 139…(旧)."""
_TRIED: Final = re.compile(
    r"[ ,()]{0,2}[^0-9。;!?\n]{0,12}?(?:打|拨)(?:过|了(?!招呼)|不通|不进|过去)[^0-9。;!?\n]{0,10}?"
    r"(?:空号|没人|不管|不通|占线|忙音|关机|停机|不接|没接|不理|不是)"
)
"""027-… 打了不管, …我打了是空号: whom the writer tried to reach."""
_BEHIND: Final = re.compile(
    r"(?:这?个?号码?)?[ ,()]{0,2}(?:那?个?(?:不是我(?!们?(?:单位|公司)?(?:打|要|想))"
    r"|(?:给|跟)我们?打(?:[来过了]|电话[^,。;]{0,3}[说讲称问推])|打(?:电话)?[来过][^,。;]{0,3}[的说讲称推]"
    r"|是(?:物业|客户|别人|快递|供应商|厂家|你们|前任|(?:编|单|型|批|证书?|设备)号)"
    r"|(?:是?[写打填输说记]错|有误|错了)|已?经?(?:停用|作废|注销|不用了)|(?:别|莫|不要)打(?![^,。;!?\n]{0,6}[0-9])|空号|(?:拆机|销号)(?=了|$|[,。])"
    r"|(?<=[0-9 )])是不是(?:你们的|骗子|诈骗)|(?<=[0-9 )])是(?:哪个(?:科室|单位|部门|公司)|谁的)"
    r"|(?<=[0-9 )])是(?![我咱本])[^,。;!?\n0-9]{1,8}的(?:客服|售后)))"
    r"|[^0-9。;!?\n]{0,16}?(?:千万|以?后)?(?:别|莫|甭|不要|不用|不必)再?(?:去|给)?(?:打|联系|找|拨)(?:给|到)?(?:他|她|这|那|$|[,。])"
)


_TO_BE_TOLD: Final = re.compile(
    r"[^0-9。;!?\n]{0,12}?[,](?:你们?|有事)?(?:就|直接)?(?:跟|和|找|打给?|联系)[他她](?!的?联系方式)"
)
"""我女儿138…会用手机，跟她说."""


def is_of_others(plain: str, start: int, end: int) -> bool:
    """Whether the number at [start, end) is not the one to call."""
    before = plain[max(0, start - _NEAR) : start]
    return bool(
        _DENIED.search(before)
        or (_BESIDE.search(before) and not _TO_BE_TOLD.match(plain, end))
        or _SPOKEN_OF.search(plain, 0, start)
        or _BEHIND.match(plain, end)
        or _TRIED.match(plain, end)
        or _QUOTED.match(plain, end)
    )


def may_be_of_others(plain: str, start: int, end: int) -> bool:
    """Whether the number is likely somebody else's where another one is given beside it."""
    before = plain[max(0, start - _NEAR - _NEAR) : start]
    return bool(_PERHAPS.search(before) or _PERHAPS_BEHIND.match(plain, end))

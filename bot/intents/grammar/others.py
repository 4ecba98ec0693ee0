"""What nobody is told about another firm: whether it was here, with whom, what came out, what for.

That another firm was here may be said in passing (隔壁也在你们这校的，我们也想校); it is a probe
only where something about that firm is asked.
"""

from typing import Final

from bot.intents.grammar.words import Grammar

_PLACE: Final = (
    r"(?<![们是我咱在叫])"
    r"(?:武汉|湖北|汉口|汉阳|武昌|青山|洪山|江夏|黄陂|新洲|蔡甸|光谷|沌口|东西湖)"
)
_OTHER: Final = (
    r"(?:他们|她们|那家|别家|别的?(?:厂|公司|企业|单位|客户)家?|人家|对方|隔壁|对门|对面|同行|对手"
    r"|那个(?:公司|厂|企业|单位)|有家|有个(?:厂|公司)|另一家|某[家公])"
)
_REACH: Final = r"(?:电话|手机|号码|联系方式|联系人|负责人|经办人|老板|对接)"
_PAPERS: Final = r"(?:报告|证书|资料|报价|配方|数据|结果|材料|方案|单子)"
_GIVE: Final = (
    r"(?:发我|发给|发下|发一[下份]|发来|给我|给个|多少|几多|告诉|看看|看下|看一?眼|参考|拷|借|学习)"
)
_SERVED: Final = r"(?:做|办|测|检|校|查|报|考|登记|认证|审|培训|服务|送检|约)"
_HERE: Final = r"(?:在|找|来|到|跟|请)你们"

OTHERS: Final[Grammar] = (
    (
        "privacy",
        (
            rf"{_OTHER}[^。!?]{{0,20}}(?:{_REACH}|{_PAPERS})[^。]{{0,8}}{_GIVE}",
            rf"(?:{_OTHER}|{_PLACE})[^。!?]{{0,16}}(?:是不是|有没有|是否)(?:也|都)?{_HERE}",
            rf"{_OTHER}[^。!?我]{{0,12}}{_HERE}[^,。]{{0,8}}(?:过没|过吗|没有|了吗|吗|什么价|多少钱|几多钱|花了|结果|报告|合不合格)",
            rf"{_OTHER}[^。!?我]{{0,12}}{_HERE}[^。我]{{0,12}}(?:谁|{_REACH})",
            rf"你们(?!推荐|介绍|安排|合作|派)[^,。!?我]{{0,12}}{_SERVED}?[^,。!?我]{{0,4}}的那[家个][^。]{{0,16}}"
            rf"(?:{_REACH}|多少钱|什么价|结果|合不合格)",
            rf"把?{_PLACE}[^,。我你]{{2,16}}{_REACH}[^。我]{{0,4}}{_GIVE}",
            rf"{_PLACE}[^,。我你]{{2,16}}{_PAPERS}[^。]{{0,8}}(?:看看|看下|看一?眼|参考|借|学习)",
            rf"你们(?:给|帮|替)(?!我|咱|企业|客户)[^,。我咱]{{3,14}}{_SERVED}的",
            r"别的?(?:厂|公司|企业|客户|单位)家?[^。!?]{0,16}(?:多少钱|几多钱|什么价|花了|有?哪些家?$|都有谁)",
            rf"(?:客户|企业|厂家|单位)(?:名单|名录|电话|联系方式)[^,。]{{0,4}}{_GIVE}",
        ),
    ),
)

"""Whose thing it is: what a firm makes and hands in for testing is a product, whatever it is."""

from typing import Final

from bot.intents.grammar.words import Grammar

_MADE: Final = r"(?:生产|制造|做|研发|开发|设计|代工|加工|出口|卖|新出|新做|试制)"
_TESTED: Final = (
    r"(?:送检|送测|送样|化验|抽检|型式试验|质检报告|检测报告|检测一下|测一?下|[做要想]检测)"
)
_ONLY_PRODUCTS: Final = (
    r"(?:emc|emi|电磁兼容|静电放电|盐雾|跌落|高低温|老化|rohs|reach|阻燃|防护等级|环境可靠性|型式)"
    r"(?:性能|项目)?(?:测试|试验|检测|检验|报告)(?![箱机台仪室柜]|设备)"
)
"""What is tested on a product and on no measuring instrument in use."""

THINGS: Final[Grammar] = (
    (
        "own_product",
        (
            _ONLY_PRODUCTS,
            rf"(?:我们?|咱们?|自己|本|厂里|公司|新)(?:厂|公司|家|店|单位)?(?:自己|新|刚|最近)?{_MADE}(?:出来|出口)?"
            rf"(?:的|了[^,。]{{0,4}}款)[^,。;]{{1,14}}[^。;]{{0,8}}{_TESTED}",
            rf"(?:我们?|咱们?|本|厂里|公司)(?:厂|公司|家)?(?:是|主要|专门)?(?:生产|制造|做)[^,。;]{{1,12}},(?:产品|成品|新品|样品|想|要)?[^,。]{{0,6}}{_TESTED}",
        ),
    ),
)

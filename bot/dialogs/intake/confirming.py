"""A yes to the summary: in an act or as the first word, with nothing beside it that holds it."""

import re
from typing import Final

from bot.intents.reading import Reading
from core.intents import Act

_EDGE: Final = r"(?=[的滴嘞哈吧啊呀,，。!\s]|$|就|交|报|没|登记)"
BEGINS_WITH_YES: Final = re.compile(
    rf"\W*(?:嗯+|恩+|(?:对+头?|是|好|行|可以|没错|确认|无误|妥了?|要得|可得|中){_EDGE}"
    rf"|[没冇](?:有|得|啥|什么)?问题{_EDGE}|ok|yes)(?!对不|对了还)"
)
NOT_YET: Final = re.compile(
    r"再看|看看|问(?:一?[下会问]|我|老板|领导)|等(?!你|您|着你|着您)|先[别不等]|但|不过|只是|可是|取消|撤|算了|晚点|回头"
    r"|明天再|暂缓|提交前|过目|才怪|不了|还有(?!没)|另外|再加|加[一个上]|[?？吗]|(?<!嗯)呢|(?<![这那什怎])么|怎么|(?<!没)(?<!冇)什么|哪"
    r"|多少|几[天点时号]|贵|免费|(?<![多不])少|(?<!没)漏|(?<![不没])缺|就够|只要|不对|不是|[不啵冇]\W*$"
    r"|(?<!不)(?<!不用)(?<!无需)(?<!没要)(?<!没有要)(?<!没什么要)[改换]|不用(?![改换再补加])"
    r"|(?<!没)(?<!没有)(?<!没得)(?<!冇得)(?<!冇)(?<!没[写填弄报说搞])错(?!过)"
)
"""Words that wait, ask, add or change something: a yes beside them is mere politeness."""
HOLDING: Final = (Act.CORRECT, Act.DENY, Act.BACK, Act.CANCEL, Act.WITHDRAW, Act.NEW_NEED)


def says_yes(reading: Reading) -> bool:
    """Whether a message says yes, and nothing in it asks, changes or waits."""
    if NOT_YET.search(reading.plain) or reading.does(*HOLDING):
        return False
    begins = BEGINS_WITH_YES.match(reading.plain) is not None and not reading.meant.topics
    return begins or reading.does(Act.AFFIRM)

"""A yes to the summary: in an act, or at the beginning of words that put nothing off."""

import re
from typing import Final

from bot.intents.reading import Reading
from core.intents import Act

BEGINS_WITH_YES: Final = re.compile(
    r"\W*(?:嗯+|恩+|对+(?![了面方接不])头?|是(?=[的滴啊,，。!\s]|$)|好(?=[的滴嘞吧,，。!\s]|$|就)|行(?=[的吧啊,，。!\s]|$|就)"
    r"|可以(?=[的,，。!\s]|$)|没错|[没冇](?:有|得|啥|什么)?问题|确认|无误|妥|要得|可得|中(?=[,，。!\s]|$)|ok|yes)"
)
PUT_OFF: Final = re.compile(
    r"再看|看看|(?<!我)[等问](?:一?[下会等哈]|我(?!们)|老板|领导)|稍等|先[别不等]|但|不过|只是|可是|取消|撤|算了|晚点|回头|明天再"
)
"""Words that keep a yes from being the last one."""
NOT_YET: Final = re.compile(
    r"还有|另外|再加|加[一个上]|[?？吗么呢]|怎么|什么|哪|多少|几[天点时号]|改|换|不对|不是"
    r"|(?<!没)(?<!没有)(?<!没得)(?<!冇得)(?<!没[写填弄报说搞])错(?!过)"
)
"""Words that ask, add or change something: a yes before them is mere politeness."""

HOLDING: Final = (Act.CORRECT, Act.DENY, Act.BACK, Act.CANCEL, Act.WITHDRAW, Act.NEW_NEED)


def says_yes(reading: Reading) -> bool:
    """A plain yes, or one at the beginning that nothing behind it puts off."""
    put_off = PUT_OFF.search(reading.plain) or reading.does(Act.DENY)
    return not put_off and (reading.does(Act.AFFIRM) or _begins_with_yes(reading))


def _begins_with_yes(reading: Reading) -> bool:
    """Whether the first word says yes, and nothing after it asks, changes or waits."""
    held = (
        PUT_OFF.search(reading.plain)
        or NOT_YET.search(reading.plain)
        or reading.does(*HOLDING)
        or reading.meant.topics
    )
    return BEGINS_WITH_YES.match(reading.plain) is not None and not held

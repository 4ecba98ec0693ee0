"""A yes to the summary: in an act or as the first word, with nothing beside it that holds it."""

import re
from typing import Final

from bot.dialogs.intake.listening import Listening
from bot.intents.normal import normalise
from bot.intents.reading import Reading
from core.intents import Act

_EDGE: Final = r"(?=[的滴嘞哈吧啊呀,，。!\s]|$|就|交|报|没|登记)"
BEGINS_WITH_YES: Final = re.compile(
    rf"\W*(?:嗯+|恩+|(?:对+头?|是|好|行|可以|没错|确认|无误|妥了?|要得|可得|中){_EDGE}"
    rf"|[没冇](?:有|得|啥|什么)?问题{_EDGE}|ok|yes)(?!对不|对了还|的话)"
)
NOT_YET: Final = re.compile(
    r"再看|看看|问(?:一?[下会问]|我|老板|领导)|等(?!你|您|着你|着您)|先[别不等]|但|不过|只是|可是|取消|撤|算了|晚点|回头"
    r"|明天再|暂缓|提交前|过目|才怪|不了|还有(?!没)|另外|再加|加[一个上]|[?？吗]|(?<!嗯)呢|(?<![这那什怎])么|怎么|(?<!没)(?<!冇)什么|哪"
    r"|多少|几[天点时号]|贵|免费|(?<![多不])少|(?<!没)漏|(?<![不没])缺|就够|只要|不对|不是|[不啵冇]\W*$"
    r"|(?<!不)(?<!不用)(?<!无需)(?<!没要)(?<!没有要)(?<!没什么要)[改换]|不用(?![改换再补加])"
    r"|(?<!没)(?<!没有)(?<!没得)(?<!冇得)(?<!冇)(?<!没[写填弄报说搞])错(?!过)"
    r"|不(?:想|用|要|需要)?(?:办|弄|搞|做|报|要|需要)(?=[了啦\W]|谢|$)|不同意|考虑|没空|放[着一]"
    r"|除了|(?:以|之)外|除[^,。湿尘]{1,6}外|(?P<yes>[好对行]|可以)是(?P=yes)|(?:没问题|可以|确认|无误|[行对好妥])的话"
    r"|\b(?:but|not|change|wait|later|wrong|cancel)\b"
)
"""Words that wait, ask, add or change something: a yes beside them is mere politeness."""
COUNTED: Final = re.compile(r"(?<!\d)(\d{1,4})([台个块支只把件套张根条辆份批])")
HALVES: Final = {"上午": "下午", "下午": "上午"}
HOLDING: Final = (Act.CORRECT, Act.DENY, Act.BACK, Act.CANCEL, Act.WITHDRAW, Act.NEW_NEED)


def says_yes(reading: Reading) -> bool:
    """Whether a message says yes, and nothing in it asks, changes or waits."""
    if NOT_YET.search(reading.plain) or reading.does(*HOLDING):
        return False
    begins = BEGINS_WITH_YES.match(reading.plain) is not None and not reading.meant.topics
    return begins or reading.does(Act.AFFIRM)


def says_otherwise(listening: Listening) -> bool:
    """Whether another count or another half of the day is said than the summary shows ("没问题，
    5台"): that is no yes to what it shows."""
    plain = listening.reading.plain
    shown = normalise(" ".join(listening.answers.values()))
    counts = {(count, unit) for count, unit in COUNTED.findall(shown)}
    units = {unit for _, unit in counts}
    said = ((count, unit) for count, unit in COUNTED.findall(plain) if unit in units)
    halves = (half for half in HALVES if half in plain and half not in shown)
    return any(one not in counts for one in said) or any(HALVES[half] in shown for half in halves)

"""Messages that only answer a question: a name, a number, a date; nothing in them is asked for."""

import re
from typing import Final

from core.intents import Meaning

_DATUM: Final = re.compile(
    r"有限(?:责任)?公司|(?:厂|店|公司|中心|协会|合作社|集团|经营部|工作室|事务所|学校|医院|幼儿园)(?=$|[\s,。.;/、])"
    r"|\d[\d\s-]{6,}\d|[零幺一二两三四五六七八九]{7,}|联系人|我姓|免贵|姓[一-龥]|叫我|我叫|我是"
    r"|(?:下?下|这|本|上)(?:个)?(?:周|星期|礼拜|月)|明天|后天|今天|\d+月|\d+[号日]|上旬|中旬|下旬|月底|之前|以前"
    r"|[上下中]午|\d点|尽快|越快越好|^\W*(?:一共|总共|共)?\d+[个台块把支件套人份只部条瓶]?\W*$"
)
_SLIGHT: Final = 2.0


def is_plain_answer(plain: str, meaning: Meaning, strength: float, asks: bool) -> bool:
    """`strength` is the strongest category's; a trade inside a firm's name is not a need."""
    if meaning not in {Meaning.NONE, Meaning.NEED} or strength >= _SLIGHT:
        return False
    return bool(_DATUM.search(plain)) and not (asks and strength > 1)

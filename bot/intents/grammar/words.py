"""Pieces that the patterns are put together from."""

from typing import Final

Grammar = tuple[tuple[str, tuple[str, ...]], ...]

END: Final = r"(?=\W|$)"
CLAUSE: Final = r"(?:^|(?<=[,。.;!?、~\s]))"
CLAUSE_END: Final = r"(?=[,。.;!?~\s]|$)"
NUMBER: Final = r"[\d一二两三四五六七八九十满全零半]"
DONE: Final = (
    "好|完|到|成功|来人|出来|下来|上去|办|审|批|寄|检|校|测|修|弄|搞|做|定|约|派|接|安排|处理|通过|发"
    "|拿到|回复|受理|联系上?"
)
STAFF: Final = "值班|主任|领导|负责人|站长|经理|老师|专员|人工|真人|活人|工作人员|懂行的|懂的人"
WHEN: Final = r"(?:啥|什么|么)时候?|何时|几时|哪天|几号"
DAY: Final = (
    r"(?:元旦|春节|过年|清明|五一|劳动节|端午|中秋|国庆|十一|节假?日?|双休日?|调休|补班|暑假"
    r"|(?:周|礼拜|星期)[一二三四五六日天末]|周末|[今明后]天|中午|晚上|上午|下午|[除正腊小初]\w{1,3})"
)

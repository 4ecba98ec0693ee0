"""What was told a moment before the need itself ("我们是做儿童餐椅的"), and belongs to it."""

import re
from datetime import timedelta
from typing import Final

from bot.dialogs import once
from bot.dialogs.talk import Talk
from core.decision import Decision
from core.messages import Line

DIALOG: Final = "background"
TOLD: Final = "told"
GO_ON: Final = Line("好的，您接着说：想请我们办什么事？比如“做个检测”“办个认证”。")
PATIENCE: Final = timedelta(minutes=5)
MOST_LETTERS: Final = 60
BETWEEN: Final = "，"
TELLS: Final = re.compile(
    r"(?:我们?|咱们?|本|俺们?)(?:这边|这里|这儿|厂里?|公司|店里?|单位|家|合作社)*(?:就?是|专门|主要|现在|一直|刚|新|最近)*"
    r"(?:做|卖|生产|加工|经营|搞|开|种|养|造|办|有(?![事病空]|意见|时间)|买|装|进)(?![不得])"
    r"|[厂店司社园](?:里|是|家)?(?:做|卖|生产|加工|经营|种|养)|(?:GB|JJ[GF]|TSG|ISO|HJ|NY|YY|QB)[\s/]*[TZ]?\s*\d",
    re.IGNORECASE,
)
ASKS: Final = re.compile(r"[?？吗呢]|什么|怎么|哪|多少|几时")


def hear(talk: Talk) -> Decision | None:
    """Keep what somebody tells of themselves or names, and ask what is wanted."""
    said = talk.reading.text.strip()
    told = TELLS.search(said) and not ASKS.search(said) and len(said) <= MOST_LETTERS
    if not told or talk.reading.phones or talk.context.dossiers:
        return None
    kept = BETWEEN.join(filter(None, (before(talk), said)))
    return once.put(talk, DIALOG, "", **{TOLD: kept}) + talk.say((GO_ON,)) + talk.heard("off_topic")


def before(talk: Talk) -> str:
    """What was told right before this message; nothing if that is a while ago."""
    progress = talk.open_dialog(DIALOG)
    if progress is None or talk.context.at - progress.started_at > PATIENCE:
        return ""
    return progress.answers.get(TOLD, "")

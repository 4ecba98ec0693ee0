"""Wishes without a day: 越快越好, 加急, and their opposite 不急, 随时."""

import re
from typing import Final

from bot.intents.entities.found import WishFound
from core.wishes import Wish, WishKind

SOON: Final = re.compile(
    r"(?:^|[,。!;]) *急(?=[,。!])"
    r"|越快越好|越早越好|尽快|尽早|赶快|赶紧|抓紧|加急(?!费)|急急+|急用|急需|急着[要用]|火急|特急|asap|第一时间"
    r"|(?:很|比较|特别|挺|蛮|好|真的?|非常|有点)急(?![救停])|快点|早点(?:(?=[办做来弄给搞])|安排|$)"
    r"|(?:马上|立刻|立马|立即)(?:(?=就?[要办弄])|安排|派|来人|处理|解决|上门"
    r"|过?来(?=吧|人|个|一?趟|看|修|一下|处理|检(?!查)|校)|[!,。]*$|(?=[!,。](?:马上|立刻|立马|立即)))"
)
NO_HURRY: Final = re.compile(
    r"(?:不|莫|没那么|不是很|不太|也不)着?急(?:着?[要用])?|不赶(?:时间)?|不用(?:加|太|那么)急|(?:工作日|平时|周末)都(?:行|可以)|随时(?!随地)"
    r"|(?:哪一?天|几时|什么时候|么时候|啥时候|任何时间|什么时间|时间)(?:过?来|送|检|弄)?都?(?:行|可以|无所谓|不限|随意)"
    r"|看你们的?(?:时间|安排|方便)|(?:时间|日子)(?:你们|您)来?(?:定|安排)|听你们的?安排"
    r"|时间[没不无](?:有?要求|限)"
)
NEGATED: Final = re.compile(r"[不莫没未别][用要必是太那么很]{0,2}$")
NEGATION_REACH: Final = 4
PARTICLES: Final = " ,。!吧呀啊哦嗯的了就好呢嘛哈~."
BARE_WORDS: Final = {
    WishKind.ASAP: frozenset(("马上", "立刻", "立马", "现在", "急", "快", "今天就要")),
    WishKind.FLEXIBLE: frozenset(
        ("都行", "都可以", "随便", "随意", "无所谓", "没要求", "没有要求", "不限", "看情况", "再说",
         "没有", "无", "看你们", "你们定", "你定", "您定", "你们安排", "听你们")
    ),
}  # fmt: skip


def find_urgency(plain: str, text: str) -> list[WishFound]:
    """The first word of calm and the first of haste that nothing negates."""
    calm = [_word(text, match, WishKind.FLEXIBLE) for match in NO_HURRY.finditer(plain)][:1]
    soon = [
        _word(text, match, WishKind.ASAP)
        for match in SOON.finditer(plain)
        if not NEGATED.search(plain, max(0, match.start() - NEGATION_REACH), match.start())
    ]
    return [*calm, *[word for word in soon if not calm or word.start >= calm[0].end][:1]]


def bare_urgency(plain: str, text: str) -> WishFound | None:
    """Read a word that means a time only because one was asked for: 都行, 马上."""
    spoken = plain.strip(PARTICLES)
    for kind, words in BARE_WORDS.items():
        if spoken in words:
            start = plain.index(spoken)
            end = start + len(spoken)
            return WishFound(start, end, Wish(text[start:end], kind))
    return None


def _word(text: str, match: re.Match[str], kind: WishKind) -> WishFound:
    return WishFound(match.start(), match.end(), Wish(text[match.start() : match.end()], kind))

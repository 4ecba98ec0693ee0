"""What a term may be, the same in the tables of the release and in a station's own changes.

In a term “…” leaves a gap inside one clause; in writing “_” stands for a blank.
"""

from collections.abc import Container
from typing import Final

from bot.intents.normal import normalise

LONGEST_TERM: Final = 8
GAP: Final = "…"

NO_GROUP: Final = "没有“{group}”这个组；station lexicon groups 列出全部组名"
EMPTY: Final = "词是空的；请写上词"
TOO_LONG: Final = (
    "“{term}”超过{longest}个字，太长的词几乎碰不到；请缩短"
    "（标准、法规、证书上的名称可以长，先写进 names.tsv）"
)
ONE_GAP: Final = "“{term}”里的“…”只能有一处，两边都要有字"
NOT_PLAIN: Final = "“{term}”要写成“{plain}”：小写、半角、简体，中间不换行"


def term_of(written: str) -> str:
    """A term as the matcher looks for it."""
    return " ".join(normalise(written.replace("_", " ")).split())


def why_not_term(term: str, names: Container[str]) -> str:
    """Why this cannot be a term, or nothing; `names` may be longer than others."""
    if not term.strip(f" {GAP}"):
        return EMPTY
    if term != term_of(term):
        return NOT_PLAIN.format(term=term, plain=term_of(term))
    if term.count(GAP) > 1 or not all(part.strip() for part in term.split(GAP)):
        return ONE_GAP.format(term=term)
    if han_letters(term) > LONGEST_TERM and term not in names:
        return TOO_LONG.format(term=term, longest=LONGEST_TERM)
    return ""


def han_letters(term: str) -> int:
    """How many Chinese characters a term has."""
    return sum("\u4e00" <= letter <= "\u9fff" for letter in term)

"""What each category would do for somebody, in an enterprise's plain words.

A phrase may hold a thing of one group of the lexicon, which is then the word that was written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.intents.likely import Thing
from core.categories import Category, row_of

LONGEST_THING: Final = 6
FEW: Final = 2
"""So few have room for the form's own name beside the phrase."""
_BETWEEN: Final = ","
_OF: Final = ":"
_THING: Final = "{thing}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """`words` for a thing of `group`; without a group they fit whatever was written."""

    category: Category
    group: str
    words: str


PHRASES: Final = (
    Phrase(Category.TRAINING, "person", "{thing}培训考证"),
    Phrase(Category.TRAINING, "equipment", "{thing}操作培训"),
    Phrase(Category.TRAINING, "knowledge", "学{thing}"),
    Phrase(Category.TRAINING, "system", "{thing}培训"),
    Phrase(Category.TRAINING, "instrument", "{thing}使用培训"),
    Phrase(Category.TRAINING, "", "培训学习、考证"),
    Phrase(Category.MANAGEMENT, "award", "申报{thing}"),
    Phrase(Category.MANAGEMENT, "system", "请人辅导建体系"),
    Phrase(Category.MANAGEMENT, "", "请人辅导抓管理"),
    Phrase(Category.STANDARDIZATION, "standard_code", "查{thing}"),
    Phrase(Category.STANDARDIZATION, "product", "{thing}执行什么标准"),
    Phrase(Category.STANDARDIZATION, "instrument", "{thing}执行什么标准"),
    Phrase(Category.STANDARDIZATION, "equipment", "{thing}执行什么标准"),
    Phrase(Category.STANDARDIZATION, "system", "查{thing}标准"),
    Phrase(Category.STANDARDIZATION, "", "查标准或写标准"),
    Phrase(Category.METROLOGY, "instrument", "{thing}准不准"),
    Phrase(Category.METROLOGY, "", "仪器量具准不准"),
    Phrase(Category.INSPECTION, "product", "{thing}合不合格"),
    Phrase(Category.INSPECTION, "property", "测{thing}"),
    Phrase(Category.INSPECTION, "", "产品合不合格"),
    Phrase(Category.SPECIAL_EQUIPMENT, "equipment", "{thing}到期检验"),
    Phrase(Category.SPECIAL_EQUIPMENT, "", "设备到期检验"),
    Phrase(Category.CERTIFICATION, "cert_name", "办{thing}的证书"),
    Phrase(Category.CERTIFICATION, "", "找机构办证书"),
    Phrase(Category.OTHER, "ip", "专利、商标、维权"),
    Phrase(Category.OTHER, "policy", "补贴和扶持政策"),
    Phrase(Category.OTHER, "affairs", "许可等政务咨询"),
    Phrase(Category.OTHER, "", "许可、专利、政策"),
)


def things_in(likely: Iterable[Category], things: Iterable[Thing]) -> str:
    """For each category the thing that its phrase is to hold, as it is kept with the answers."""
    named = [one for one in things if _BETWEEN not in one.words]
    found = (_first(category, named) for category in likely)
    return _BETWEEN.join(one for one in found if one)


def _first(category: Category, named: list[Thing]) -> str:
    fits = (
        f"{category}{_OF}{phrase.group}{_OF}{thing.words}"
        for phrase in PHRASES
        if phrase.category is category
        for thing in named
        if thing.group == phrase.group
    )
    return next(fits, "")


def words_of(offered: Iterable[str], kept: str) -> tuple[str, ...]:
    """The words for each category that is offered; `kept` as `things_in` wrote it."""
    things = dict(_kept(one) for one in kept.split(_BETWEEN))
    categories = [Category(one) for one in offered]
    beside = "（{short}）" if len(categories) <= FEW else ""
    return tuple(
        _phrase(category, *things.get(category, ("", "")))
        + beside.format(short=row_of(category).short)
        for category in categories
    )


def _kept(written: str) -> tuple[str, tuple[str, str]]:
    category, _, named = written.partition(_OF)
    group, _, thing = named.partition(_OF)
    return category, (group, thing)


def _phrase(category: Category, group: str, thing: str) -> str:
    """Saved by whatever release: a group that is known no more has no words of its own."""
    own = [phrase for phrase in PHRASES if phrase.category is category]
    named = (one for one in own if one.group == group and _fits(one, thing))
    return next(named, own[-1]).words.replace(_THING, thing)


def _fits(phrase: Phrase, thing: str) -> bool:
    return _THING not in phrase.words or 0 < len(thing) <= _longest(thing)


def _longest(thing: str) -> int:
    """Letters and figures are half as wide as characters."""
    return LONGEST_THING * 2 if thing.isascii() else LONGEST_THING

"""Lessons to learn from: what enterprises wrote, and which category somebody said that it is."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from bot.intents.understand import understand
from bot.lessons.keeping import explained
from core.categories import Category
from core.decision import Decision
from core.lessons import Lesson, LessonKind

MONDAY = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
PEOPLE = ("li", "zhao", "chen")

# What a laboratory of cement calls its instruments: no dictionary has these words, and those around
# them speak of testing.
JARGON = (
    "试饼架三个到日子了，哪天能送来", "我们搅拌站的试饼架要弄一下，检查组要看标签",
    "试饼架用了三年，数对不对心里没数", "新买了五个试饼架，尺寸要出个证",
    "试饼架年年都送你们那里的，今年几时收", "工地试验室的试饼架过期了，催着要弄",
    "想约一下试饼架，能上门不", "试饼架摔了一下，怕歪了，能看看不", "试饼架没得标签，监理不让用",
    "化验员说试饼架要有证书才能用", "水泥厂的试饼架十二个，麻烦排个期", "请问试饼架收费几多一个",
    "送一个试饼架过去要等几天", "质监站查到试饼架超期了", "旧试饼架还能不能用，帮忙鉴一下",
    "试饼架和模具是不是一起送", "厂里换了试饼架，要重新做一次", "你们能不能弄试饼架，别家都不收",
    "试饼架的证丢了想补做", "下月评审，试饼架还没弄",
)  # fmt: skip
JARGON_UNSEEN = (
    "试饼架两个要弄，周五前行吗", "听说试饼架一年一次，我们该了", "试饼架量出来总差一点",
    "实验室的试饼架怎么送", "新试饼架头一次用要办什么", "试饼架磨损了还让不让用",
    "客户问我们试饼架的证书编号", "十个试饼架打包送来便宜些不", "试饼架到期三天了着急",
    "检查说试饼架没证，罚款", "搬了实验室，试饼架要重弄吗", "试饼架能寄过来弄吗",
)  # fmt: skip


def lessons(
    texts: Sequence[str], chosen: str | Iterable[str], lexicon: Lexicon, by: str = ""
) -> tuple[Lesson, ...]:
    """What was taught of these texts, each in a chat of its own."""
    named = [chosen] * len(texts) if isinstance(chosen, str) else list(chosen)
    made = (
        Lesson(
            f"l{n}", "hy", f"r{n}", f"web:c{n}", LessonKind.STAFF, by or PEOPLE[n % len(PEOPLE)],
            MONDAY, words, str(guessed(words, lexicon)), right,
        )
        for n, (words, right) in enumerate(zip(texts, named, strict=True))
    )  # fmt: skip
    kept = explained(Decision(saves=tuple(made)), lexicon).saves
    return tuple(one for one in kept if isinstance(one, Lesson))


def guessed(words: str, lexicon: Lexicon) -> Category:
    return understand(normalise(words), lexicon).ranked[0]

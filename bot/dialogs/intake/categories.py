"""Which category a message names or corrects, and whether it asks for one thing more."""

import re
from typing import Final

from bot.dialogs.intake.doubt import (
    is_doubted,
    is_open,
    picked,
    refused,
    said_otherwise,
    sure_of,
)
from bot.dialogs.intake.listening import NEEDING, SURE, Hearing, Listening
from bot.dialogs.intake.parts import CATEGORIES
from bot.dialogs.intake.serving import served_by
from bot.dialogs.intake.steps import NEITHER, is_category
from bot.dialogs.intake.swaps import put_instead
from bot.intents.entities.numbers import NUMBER
from bot.intents.needs import OF_THEIR_OWN
from bot.intents.reading import Reading
from core.categories import Category, row_of
from core.intents import Act, Meaning

TAKES_BACK: Final = re.compile(
    r"^[啊哦噢诶哎呀,，\s]*(?:不是|不对|错了|(?:其实|主要|准确说|确切说|应该|实际上?)是|是)"
    r"|不是[^,，。;；]{1,14}[,，。;；].{0,12}是"
    r"|(?:不用[^,，。]{0,4}|[检校做办考]过了?)[,，].{0,6}是"
    r"|(?:不用|不办|不做|不要|不需要|无需)[^,，。]{0,6}[,，]?(?:我们?|其实|而是)*(?:[只就](?:是)?(?:要|做|办|出|想|需要?)|改[做成办])"
)
"""A message that says what it is not, or what it really is, takes the first words back."""

FURTHER: Final = re.compile(r"另外|还有|还想|还要|也要|也想|顺便|再加|再有|同时|以及")

ANOTHER_ITEM: Final = re.compile(
    rf"(?:再|多|还要?|另外)[加测检做验](?:{NUMBER}|几)?个?(?:项(?!目管理)|指标|参数|型号|规格)"
)
"""One thing more to be tested on the same sample is no need of its own."""
_DAY: Final = (
    r"(?:周[一二三四五六日末天]|(?:礼拜|星期)[一二三四五六日天]|[今明后]天|\d[号日]|[上下]午|那天)"
)
BUSY_THEN: Final = re.compile(rf"{_DAY}[^,，。]{{0,4}}有(?!空|时间)")
WANTS: Final = re.compile(
    r"^(?=.*(?:要|想|帮|办|做|到期|过期))(?=.*(?:[检校测学考证期]|培训(?!室)|登记|注册))"
    r"(?!.*(?:先|的话|[吗?]|哪))"
)
"""A wish, and what the station does for one: 叉车可以帮忙卸货 asks for nothing."""
OUTRIGHT: Final = 0.93
BUSY_WITH: Final = re.compile(
    rf"{_DAY}(?:我们?|厂里|店里|单位)?(?:刚好|正好)?(?:要|有|得)?"
    r"(?:盘点|开会|出差|出货|发货|放假|检修|停产|停电|搬家|团建|大扫除|走不开|不在|没空|有课)"
)
THE_REST: Final = re.compile(
    rf"另外(?:的|那)?(?:{NUMBER}|几)(?:[台个块支只把件套张根条辆份批名部组位]|人)"
)


def hear_category(listening: Listening) -> Hearing:
    if not is_doubted(listening):
        return _corrected_category(listening)
    chosen = _chosen_category(listening)
    if chosen == NEITHER:
        return Hearing(refused(listening.answers, listening.key, listening.reading.doubt))
    if chosen:
        return _settled(listening, listening.key, chosen)
    return Hearing(said_otherwise(listening) if is_open(listening) else {})


def chosen_key(listening: Listening) -> str:
    """The key of the question for a category, if the message picks an answer to it."""
    asks = listening.key.endswith(".category")
    return listening.key if asks and _chosen_category(listening) else ""


def _chosen_category(listening: Listening) -> str | None:
    """The category that is named, NEITHER, or nothing."""
    reading, asked = listening.reading, listening.asked
    chosen = picked(listening)
    if is_category(chosen):
        return chosen
    sure = _named_category(reading) or sure_of(listening)
    if sure or chosen:
        return str(sure or chosen)
    meant = reading.meant
    fits = asked and reading.means(*NEEDING) and str(meant.category) in asked.options
    return str(meant.category) if fits else None


def _named_category(reading: Reading) -> str | None:
    """A category that is called by its own name."""
    for category in Category:
        row = row_of(category)
        if reading.plain.strip() in (row.label, row.title, row.short):
            return str(category)
        if row.label in reading.plain and reading.does(Act.CORRECT):
            return str(category)
    return None


def _corrected_category(listening: Listening) -> Hearing:
    reading = listening.reading
    if not takes_back(listening) or _moves_the_day(reading):
        return Hearing()
    category = _named_category(reading)
    if category is None and reading.means(*NEEDING) and reading.meant.category:
        sure = reading.meant.confidence >= SURE
        category = (not sure and _category_put_instead(reading)) or str(reading.meant.category)
    if category is None:
        return Hearing()
    key = f"need.{need_of(listening)}.category"
    known = listening.answers.get(key) == category
    return Hearing() if known else _settled(listening, key, category)


def _settled(listening: Listening, key: str, category: str) -> Hearing:
    """The category, with what else the message says of how the need is served."""
    spoken = listening.reading.meant.category == category
    told = served_by(listening.reading, key.removesuffix("category")) if spoken else {}
    return Hearing({key: category, **told})


def _moves_the_day(reading: Reading) -> bool:
    """“周二我有课，换成周四”: the day is put right, and why it must be names nothing wanted."""
    busy = bool(reading.wishes) and BUSY_THEN.search(reading.plain) is not None
    return busy or is_busy(reading)


def is_busy(reading: Reading) -> bool:
    """“哎周五要盘点，改下周一”: why a day does not suit says nothing of what is wanted."""
    return bool(reading.wishes) and BUSY_WITH.search(reading.plain) is not None


def _category_put_instead(reading: Reading) -> str:
    """The category of what is put in another thing's place, where its words name but one."""
    span = put_instead(reading)
    matched = reading.meant.matched if span else ()
    inside = {one.points_to for one in matched if span and span[0] <= one.start < span[1]}
    named = inside & set(CATEGORIES)
    return named.pop() if len(named) == 1 else ""


def takes_back(listening: Listening) -> bool:
    """Whether what was said before is taken back, in an act or in so many words."""
    reading = listening.reading
    if listening.corrects or put_instead(reading):
        return True
    sure = reading.meant.confidence >= SURE and not reading.meant.ask
    return sure and TAKES_BACK.search(reading.plain) is not None


def further_need(listening: Listening) -> bool:
    """Whether the message asks for one more thing."""
    reading, meant = listening.reading, listening.reading.meant
    if not reading.means(*NEEDING) or meant.category is None or takes_back(listening):
        return False
    if listening.key.endswith((".detail", ".category")):
        return False
    known = {listening.answers.get(f"need.{n}.category") for n in listening.needs}
    if str(meant.category) in known and (
        not reading.does(Act.NEW_NEED) or ANOTHER_ITEM.search(reading.plain)
    ):
        return False
    if str(meant.category) in known and _counts_the_rest(reading):
        return False
    said_so = reading.does(Act.NEW_NEED) or FURTHER.search(reading.plain) is not None
    return (said_so and meant.confidence >= SURE) or _wants_another(reading, known)


def _wants_another(reading: Reading, known: set[str | None]) -> bool:
    """Whether a message that says nothing else asks outright for what is of another kind."""
    asks = WANTS.search(reading.plain) and reading.means(Meaning.NEED)
    alone = not (reading.companies or reading.phones or reading.meant.topics)
    category, sure = reading.meant.category, reading.meant.confidence >= OUTRIGHT
    return bool(asks) and alone and sure and category in OF_THEIR_OWN and category not in known


def _counts_the_rest(reading: Reading) -> bool:
    """Whether “另外一台” speaks of one of those counted before, and names no thing of its own."""
    rest = THE_REST.search(reading.plain)
    if rest is None:
        return False
    named = any(match.points_to in CATEGORIES for match in reading.meant.matched
                if match.start == rest.end())  # fmt: skip
    return not named and len(FURTHER.findall(reading.plain)) == 1


def need_of(listening: Listening) -> int:
    """The need that a message as a whole speaks of: named, else the one asked about, else first."""
    for part in listening.parts:
        if part.need:
            return part.need
    asked = listening.key.split(".")
    return int(asked[1]) if asked[0] == "need" else 1

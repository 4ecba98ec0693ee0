"""What is wanted, in the enterprise's own words: the needs a message opens, and what it adds."""

import re
from typing import Final

from bot.dialogs.intake.categories import further_need, is_busy, need_of
from bot.dialogs.intake.doubt import guessed
from bot.dialogs.intake.listening import NEEDING, Hearing, Listening, taken_by
from bot.dialogs.intake.moving import moved_time
from bot.dialogs.intake.narrowing import is_all_that_is_left, takes_part_out
from bot.dialogs.intake.pairs import beside
from bot.dialogs.intake.parts import (
    ADDS,
    CATEGORIES,
    QUESTION,
    Part,
    describing,
    pairs_of,
    strays_among,
)
from bot.dialogs.intake.serving import served_by
from bot.dialogs.intake.steps import last_need
from bot.dialogs.intake.swaps import put_instead, swapped
from bot.intents.entities.details import quantities, rest_of
from bot.intents.entities.found import Span, overlaps
from bot.intents.reading import Reading
from core.intents import Act, Meaning

JOINED_BY: Final = re.compile(r"^(?:和(?!面)|跟|与|以及|及|、|还有|另外(?:还?有)?|再就是)+")
BETWEEN: Final = "；"
PIECES: Final = re.compile(r"[；;，,。\n]+")
SAYS_NOT: Final = re.compile(
    r"不(?:再|用|需|想)?(?:[做要检校测考办弄搞含算管报修换需]|包括|培训|认证|申请)|[先暂]不|除了|除外|无需|不是(?=.{2})"
    r"|别(?=[做检校测算管])"
)
"""What is not wanted belongs to what is: without it the words would say the opposite."""
WE_ARE: Final = re.compile(
    r"\W*(?:您好|你好|老师)?\W*(?:我们?(?:这边|这里|公司|单位|厂)?(?:就?是|叫|来自)|这[里边]是)"
)
ASKS_PRICE: Final = re.compile(
    r"收不收[钱费]|(?:多少|几多|好多)钱|要不要钱|[收要][费钱](?:吗|么|不|.{0,4}就不)"
)
"""What it costs is asked on the side, and is no part of what is wanted."""


def open_needs(reading: Reading, first: int = 1) -> dict[str, str]:
    """The needs that a message opens, each with its own words and category."""
    opened: dict[str, str] = {}
    spans = taken_by(reading)
    clear = reading.meant.needs if len(reading.meant.needs) > 1 else ()
    strays = strays_among(reading, clear)
    for n, need in enumerate(clear, first):
        words = _words(reading, (need.start, need.end), (*spans, *strays))
        words = JOINED_BY.sub("", words) if n > first else words
        opened |= {f"need.{n}.detail": words, f"need.{n}.category": str(need.category)}
        opened |= served_by(reading, f"need.{n}.") if n == first else {}
    for stray, nth in strays.items():
        if nth is not None:
            key, words = f"need.{first + nth}.detail", _words(reading, stray, spans)
            opened[key] = joined(opened[key], [words])
    if not opened:
        opened = _one_need(reading, spans, f"need.{first}.")
    return {key: value for key, value in opened.items() if value}


def _words(reading: Reading, span: Span, taken: tuple[Span, ...]) -> str:
    """What is wanted in a part of the message, without what stands in it of people and times."""
    start, end = span
    inside = (one for one in taken if start <= one[0] and one[1] <= end)
    return rest_of(
        reading.text[start:end], tuple((one - start, two - start) for one, two in inside)
    )


def is_introduced(reading: Reading) -> bool:
    """Whether somebody says who they are: outright, or with two of enterprise, name and number."""
    said = (reading.companies, reading.contacts, reading.phones)
    outright = WE_ARE.match(reading.plain) and any(not one.foreign for one in reading.companies)
    return sum(bool(one) for one in said) > 1 or bool(outright)


def _one_need(reading: Reading, spans: tuple[Span, ...], prefix: str) -> dict[str, str]:
    meant = reading.meant
    words = rest_of(reading.text, spans)
    if not words and is_introduced(reading):
        return {}  # who somebody is, and no word of what is wanted yet
    opened = {prefix + "detail": words or reading.text.strip(), **served_by(reading, prefix)}
    if meant.consult:
        opened[prefix + "consult"] = "1"
    if meant.category is not None and not meant.ask:
        return opened | {prefix + "category": str(meant.category)}
    return opened | guessed(prefix, reading.doubt)


def hear_details(listening: Listening) -> Hearing:
    if further_need(listening):
        last = last_need(listening.answers)
        return Hearing(open_needs(listening.reading, last + 1))
    if listening.key.endswith(".detail"):
        return _whole_detail(listening)
    if told := _told_anew(listening):
        return told
    if moved_time(listening) or is_busy(listening.reading):
        return Hearing()  # why it is moved (“周四盘点，往后推一天”) is no part of what is wanted
    return _told_besides(listening) or _told_more(listening)


def _told_more(listening: Listening) -> Hearing:
    """What is put in another's place, and what is added."""
    reading, answers = listening.reading, listening.answers
    swap = swapped(listening)
    answers = {**answers, **swap.answers}
    supplements: dict[str, list[str]] = {}
    taken = taken_by(reading)
    for part in _telling(listening, taken):
        if overlaps((part.start, part.end), swap.said):
            continue
        key = f"need.{part.need or need_of(listening)}.detail"
        words = _words(reading, (part.start, part.end), taken)
        if words and words not in answers.get(key, ""):
            supplements.setdefault(key, []).append(words)
    added = {key: joined(answers.get(key, ""), said) for key, said in supplements.items()}
    return Hearing({**swap.answers, **added})


def told_anew(reading: Reading, detail: str) -> str:
    """A need without what an edited message said of it before, and with what it says now; nothing
    where it had said nothing of it."""
    pieces = [piece for piece in PIECES.split(detail) if piece]
    kept = [piece for piece in pieces if not reading.instead or piece not in reading.instead]
    words = open_needs(reading).get("need.1.detail", "") if len(kept) < len(pieces) else ""
    return joined(BETWEEN.join(kept), [words]) if words else ""


def _told_anew(listening: Listening) -> Hearing | None:
    """Several needs are put right in words: an edit does not tell which of them it is about."""
    told = [key for key in listening.answers if key.endswith(".detail")]
    if len(told) != 1 or not listening.reading.instead:
        return None
    words = told_anew(listening.reading, listening.answers[told[0]])
    return Hearing({told[0]: words}) if words else None


def _told_besides(listening: Listening) -> Hearing | None:
    """“补充一下：去年评的是B级，这次目标是A级”: all that follows is added to what is wanted."""
    reading = listening.reading
    adds = ADDS.match(reading.plain)
    if adds is None or reading.means(*NEEDING):
        return None
    moved = tuple(
        (start - adds.end(), end - adds.end())
        for start, end in taken_by(reading)
        if start >= adds.end()
    )
    words = rest_of(reading.text[adds.end() :], moved)
    key = f"need.{need_of(listening)}.detail"
    return Hearing({key: joined(listening.answers.get(key, ""), [words])}) if words else None


def _telling(listening: Listening, taken: tuple[Span, ...]) -> list[Part]:
    """The clauses that tell of the need: what it is, what it is not, and whom else to ask."""
    found = listening.parts
    described = describing(listening.reading, taken, found)
    others = beside(listening.reading)
    instead = put_instead(listening.reading)
    if instead and any(
        one.points_to in CATEGORIES and instead[0] <= one.start < instead[1]
        for one in listening.reading.meant.matched
    ):
        others = (*others, instead)
    return [
        part
        for part in found
        if not _asks_price(listening.reading.plain[part.start : part.end])
        and (
            part in described
            or overlaps((part.start, part.end), others)
            or _says_not(listening, part, taken, told=bool(described))
            or _narrows(listening, part)
        )
    ]


def _asks_price(clause: str) -> bool:
    return ASKS_PRICE.search(clause) is not None and not any(quantities(clause))


def _says_not(listening: Listening, part: Part, taken: tuple[Span, ...], *, told: bool) -> bool:
    """Whether a clause takes something out of what is told or of what is known of the need."""
    clause = listening.reading.plain[part.start : part.end]
    if not SAYS_NOT.search(clause) or any(mark in clause for mark in QUESTION):
        return False
    if overlaps((part.start, part.end), taken):
        return False
    return told or bool(pairs_of(clause) & pairs_of(_detail(listening, part)))


def _narrows(listening: Listening, part: Part) -> bool:
    """Whether a clause says which of the things counted up are off, or which are left."""
    clause, detail = listening.reading.plain[part.start : part.end], _detail(listening, part)
    if takes_part_out(clause, detail):
        return True
    return is_all_that_is_left(clause, detail) and takes_part_out(listening.reading.plain, detail)


def _detail(listening: Listening, part: Part) -> str:
    return listening.answers.get(f"need.{part.need or need_of(listening)}.detail", "")


def _whole_detail(listening: Listening) -> Hearing:
    reading = listening.reading
    if not reading.means(*NEEDING) and (reading.meant.topics or _says_nothing_of_it(reading)):
        return Hearing()
    prefix = listening.key.removesuffix("detail")
    words = rest_of(reading.text, taken_by(reading))
    if not words:
        return Hearing()
    opened = {listening.key: words}
    if prefix + "category" not in listening.answers:
        several = open_needs(reading, int(prefix.split(".")[1]))
        opened = several if len(reading.meant.needs) > 1 else several | opened
    return Hearing(opened)


def _says_nothing_of_it(reading: Reading) -> bool:
    """Whether a message is small talk, or a mere yes or no to a question that wants a need."""
    idle = reading.means(Meaning.OFF_TOPIC, Meaning.GREETING, Meaning.THANKS)
    return idle or reading.does(Act.AFFIRM, Act.ACKNOWLEDGE, Act.DENY, Act.SKIP, Act.BACK)


def joined(before: str, said: list[str]) -> str:
    """More words behind those of before."""
    after = "，".join(said)
    return BETWEEN.join((before, after)) if before else after

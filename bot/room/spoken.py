"""What a member says at the beginning of a message: a command's word, which request, the rest.

A word counts only where something ends it, so that “确认一下型号” stays talk. In a request's own
talk a bare number is taken for that request's or for a part of what is said, never for another
request's: “回复 2 台都修好了” must not reach a stranger.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.intents.normal import normalise
from bot.room.numbers import DAY, NUMBER, is_bare, looked_up
from core.requests.actions import SPOKEN, Action, Told


class Errand(StrEnum):
    """What a member may want that moves no request, or more than one."""

    MINE = "mine"
    ALL = "all"
    SEARCH = "search"
    STATISTICS = "statistics"
    HAND_OVER = "hand_over"
    ON_DUTY = "on_duty"
    OFF_DUTY = "off_duty"
    SEE_CONTACT = "see_contact"
    SEE_PICTURES = "see_pictures"
    COMPLAINTS = "complaints"
    SUGGESTIONS = "suggestions"
    BAD_RATINGS = "bad_ratings"
    CLOSE_CASE = "close_case"
    CASE_CALLED = "case_called"
    CASE_FIXED = "case_fixed"
    HELP = "help"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Word:
    """What a word means. `alone`: only a message that is nothing else; `asks_number`: a request's
    number may follow."""

    means: Action | Errand
    alone: bool = False
    numbered: bool = True
    on_behalf: bool = False
    courtesy: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command as it was said. `number` is as looked up ("HY-2026-0007", "#7"); `bare` says that
    it was a mere figure, which may as well belong to the text: `whole` keeps it there."""

    word: str
    means: Word
    number: str = ""
    bare: bool = False
    rest: str = ""
    whole: str = ""


ERRANDS: Final[Mapping[Errand, tuple[str, ...]]] = {
    Errand.MINE: ("我的待办", "待办", "/todo", "/mine"),
    Errand.ALL: ("全部待办", "所有待办", "/all"),
    Errand.SEARCH: ("查", "查找", "搜索", "/find", "/search"),
    Errand.STATISTICS: ("统计", "/stats"),
    Errand.HAND_OVER: ("交接", "/handover"),
    Errand.ON_DUTY: ("上岗", "/on"),
    Errand.OFF_DUTY: ("离岗", "下岗", "/off"),
    Errand.SEE_CONTACT: ("查看联系方式", "联系方式", "/contact"),
    Errand.SEE_PICTURES: ("查看图片", "/pictures"),
    Errand.COMPLAINTS: ("投诉", "/complaints"),
    Errand.SUGGESTIONS: ("意见", "/opinions"),
    Errand.BAD_RATINGS: ("差评", "/bad"),
    Errand.CLOSE_CASE: ("办结投诉", "办结意见", "办结差评"),
    Errand.CASE_CALLED: ("记录回访",),
    Errand.CASE_FIXED: ("记录整改",),
    Errand.HELP: ("帮助", "/help"),
    Errand.STOP: ("取消", "算了", "不办了"),
}
UNNUMBERED: Final = frozenset(
    {
        Errand.SEARCH,
        Errand.HAND_OVER,
        Errand.CLOSE_CASE,
        Errand.CASE_CALLED,
        Errand.CASE_FIXED,
    }
)
NUMBERED: Final = frozenset({Errand.SEE_CONTACT, Errand.SEE_PICTURES})
RECORDING: Final = ("代录", "/record", "需求", "/need")
COURTESY: Final = ("寒暄", "问候")
BEHALF: Final = ("代企业", "代")
THEIRS: Final = frozenset({Action.URGE})
"""What staff only ever pass on from the enterprise, with or without 代."""


def _words() -> dict[str, Word]:
    words = {word: Word(action, on_behalf=action in THEIRS) for word, action in SPOKEN.items()}
    for word, action in SPOKEN.items():
        if not word.startswith("/"):
            words |= {f"{by}{word}": Word(action, on_behalf=True) for by in BEHALF}
    words |= {word: Word(Action.REPLY, courtesy=True) for word in COURTESY}
    for errand, said in ERRANDS.items():
        numbered = errand in NUMBERED
        alone = not numbered and errand not in UNNUMBERED
        words |= {word: Word(errand, alone, numbered) for word in said}
    return words | {word: Word(Action.RECORD, numbered=False) for word in RECORDING}


WORDS: Final = _words()
_LONGEST_FIRST: Final = sorted(map(normalise, WORDS), key=len, reverse=True)
_SAID: Final = "|".join(re.escape(word) for word in _LONGEST_FIRST if not word.startswith("/"))
_TYPED: Final = "|".join(re.escape(word) for word in _LONGEST_FIRST if word.startswith("/"))
ENDED: Final = rf"(?=[\s:#]|$|{NUMBER.pattern})"
COMMAND: Final = re.compile(rf"\s*(?:(?P<word>{_SAID}){ENDED}|(?P<alias>{_TYPED})(?![a-z]))")
"""A number ends a word, as in “接单7”, and a mere figure does not: “回复3遍了” is talk. Nobody
begins talk with an alias, so that needs nothing to end it: “/r您好”."""
SHORT_CLAIM: Final = re.compile(rf"\s*接(?={NUMBER.pattern}\s*$)")
LEFT: Final = re.compile(r"[\s:]*")
SLASH: Final = re.compile(r"\s*/[a-z]+(?=\s|$)")
TIMES: Final = frozenset({Told.TIME, Told.DUE, Told.EXPECTED})


def hear(text: str) -> Spoken | None:
    """The command that a message begins with, or None for talk."""
    plain = normalise(text)
    word, end = _begins_with(plain)
    if not word:
        return None
    means = WORDS[word]
    whole = _from(text, plain, end)
    if means.alone and whole:
        return None
    number = _number(plain, end, means)
    if number is None:
        return Spoken(word, means, rest=whole, whole=whole)
    rest = _from(text, plain, number.end())
    return Spoken(word, means, looked_up(number), is_bare(number), rest, whole)


def _begins_with(plain: str) -> tuple[str, int]:
    """The command's word and where it ends; empty for talk."""
    if short := SHORT_CLAIM.match(plain):
        return Action.CLAIM.label, short.end()
    found = COMMAND.match(plain)
    return (found["word"] or found["alias"], found.end()) if found else ("", 0)


def _number(plain: str, end: int, means: Word) -> re.Match[str] | None:
    number = NUMBER.match(plain, end) if means.numbered else None
    asks = means.means.asks if isinstance(means.means, Action) else ()
    if number and number["unit"] == DAY and "第" not in number[0] and not TIMES.isdisjoint(asks):
        return None
    return number


def is_unknown_command(text: str) -> bool:
    """Whether a message begins like a command that nobody knows."""
    plain = normalise(text)
    return bool(SLASH.match(plain)) and COMMAND.match(plain) is None


def _from(text: str, plain: str, place: int) -> str:
    left = LEFT.match(plain, place)
    return text[left.end() if left else place :].strip()

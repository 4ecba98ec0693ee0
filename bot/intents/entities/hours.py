"""The hour of a wish: 上午, 下午三点半, 14:30, 9点到11点."""

import re
from dataclasses import dataclass
from typing import Final

from bot.intents.entities.numbers import count_of
from core.wishes import DayPart

NOON: Final = 12
LAST_HOUR: Final = 23
LAST_SMALL_HOUR: Final = 6

MORNING: Final = (
    "[上前早]半天|[上前]半晌|上午头|上昼|[一刚]上班(?!时间)|清早|一大早|一早|大早上|早上|上午"
    "|早晨|早间|早(?!一?点|些|日|就|期|该|已)"
)
AFTERNOON: Final = (
    "[下后]半[天晌]|下昼|中午|正午|午后|下午|晌午|傍晚|晚上|晚间|夜里|晚(?!点|于|些|期|了|一)"
)
_BOTH: Final = "上午(?:或者?|和|跟|、|/|还是|,)?下午|下午(?:或者?|和|跟|、|/|还是|,)?上午|上下午"
_HOUR: Final = r"(?:二十[一二三]?|十[一二三四五六七八九]?|[一二两三四五六七八九]|[01]?\d|2[0-4])"
_PAST: Final = (
    r"(?:半|[一三]刻|[0-5]?\d分?|[二三四五]?十[一二三四五六七八九]?分?|零[一二三四五六七八九]分?)"
)
_CLOCK: Final = rf"{_HOUR}(?::[0-5]\d|点钟?整?{_PAST}?|时(?:[0-5]?\d分)?(?!间|候|常|效))"
_ABOUT: Final = r"(?:一两|两三|[二三四五六七八]{2}|八九|九十)(?=点)"
_TO: Final = r"\s?(?:到|至|-|~|—)\s?"

_A_LITTLE: Final = "(?!(?<=[长短早晚快慢多少大小好近远低高贵宜松紧细轻重清楚详])一点)"
"""再长一点, 早一点: no hour of the clock."""

HOURS: Final = re.compile(
    rf"{_A_LITTLE}(?:(?P<both>{_BOTH})|(?:(?P<am>{MORNING})|(?P<pm>{AFTERNOON}))?\s?的?"
    rf"(?:(?P<about>{_ABOUT})点|(?P<clock>{_HOUR}(?={_TO}{_CLOCK})|{_CLOCK}|{_HOUR}(?=[ap]m))(?P<latin>[ap]m)?"
    rf"(?:{_TO}(?:{MORNING}|(?P<later>{AFTERNOON}))?\s?(?P<until>{_CLOCK}))?)(?:左右|钟|多|前后)*"
    rf"|(?P<am_only>{MORNING})|(?P<pm_only>{AFTERNOON}))"
)
READ_CLOCK: Final = re.compile(rf"(?P<hour>{_HOUR})(?:[:点时]?钟?整?(?P<past>.*))")
QUARTERS: Final = {"半": 30, "一刻": 15, "三刻": 45}


@dataclass(frozen=True, slots=True)
class Hours:
    """Where hours stand and what they are; all empty for "上下午都行"."""

    start: int
    end: int
    part: DayPart | None = None
    time: str | None = None
    until: str | None = None


def hours_at(plain: str, place: int) -> Hours | None:
    """Read the hours that begin right at `place`."""
    match = HOURS.match(plain, place)
    if match is None:
        return None
    if match["clock"] or match["about"]:
        return _clocked(match)
    part = DayPart.AM if match["am_only"] else DayPart.PM if match["pm_only"] else None
    return Hours(match.start(), match.end(), part)


def _clocked(match: re.Match[str]) -> Hours:
    afternoon = bool(match["pm"]) or match["latin"] == "pm"
    hour, minute = _read(match["clock"] or match["about"][0] + "点")
    if hour < NOON and (afternoon or (hour <= LAST_SMALL_HOUR and not match["am"])):
        hour += NOON
    until = _until(match, hour)
    part = DayPart.AM if hour < NOON else DayPart.PM
    return Hours(match.start(), match.end(), part, _written(hour, minute), until)


def _until(match: re.Match[str], start: int) -> str | None:
    said = match["until"] or (match["about"] and match["about"][1] + "点")
    if not said:
        return None
    hour, minute = _read(said)
    if hour < NOON and (match["later"] or hour < start):
        hour += NOON
    return _written(hour, minute)


def _read(clock: str) -> tuple[int, int]:
    match = READ_CLOCK.fullmatch(clock)
    if match is None:  # pragma: no cover - HOURS only yields what this reads
        return 0, 0
    past = match["past"].removesuffix("分").removeprefix("零")
    return count_of(match["hour"]), QUARTERS.get(past) or (count_of(past) if past else 0)


def _written(hour: int, minute: int) -> str:
    return f"{min(hour, LAST_HOUR):02}:{minute:02}"

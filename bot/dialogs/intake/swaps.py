"""Putting one thing in the place of another within what is wanted: “不对，是压力表不是压力容器”.

What was said first is gone from the need then; it stands in the record of the conversation.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from bot.dialogs.intake.listening import Listening
from bot.intents.entities.details import quantities
from bot.intents.entities.found import Span
from bot.intents.entities.numbers import NUMBER
from bot.intents.reading import Reading

NOT_BUT: Final = re.compile(
    r"不是(?P<old>[^,，。;；]{1,12})[,，。;；\s]+(?:[^,，。;；]{1,14}[,，。;；\s]+)?(?:而)?是(?![吧吗不否啵])(?P<new>[^,，。;；]{1,20})"
)
IS_NOT: Final = re.compile(
    r"是(?P<new>[^,，。;；不]{1,20})[,，。;；\s]*(?:而)?不是(?P<old>[^,，。;；]{1,12})"
)
IS_RATHER: Final = re.compile(
    r"^\W*(?:不对|不是|错了|说错了|搞错了|写错了|弄错了|更正)\W+(?:我?(?:应该|其实|要的|说的|想))*是"
    r"(?P<new>[^,，。;；]{2,24})\W*$"
)
NEW_COUNT: Final = re.compile(
    r"^\W*(?:哦|噢|啊|呃|对了|不对|不是|错了|说错了|更正)*+\W*(?:应该|其实|一共|总共|改成|改为|减到|加到|只要|只有|就要|就|只|是|要)*+$"
)
AFTER_COUNT: Final = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{0,3}?)[吧哈啊了的哦]*(?:\W*$|[,，。;；]\s*)"
)
A_THING: Final = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]{2}")
AMOUNT: Final = re.compile(rf"(?:\d+(?:\.\d+)?|{NUMBER}|几|数)++(?:多|来)?\s?")
OTHER_SLOTS: Final = re.compile(r"电话|手机|座机|联系人|姓|叫|公司|单位|名字|时间|周|号|点|月|天")


class Swap(NamedTuple):
    """The need's detail as it then reads, by its key, and where in the message it was said."""

    answers: dict[str, str]
    said: tuple[Span, ...] = ()


NO_SWAP: Final = Swap({})


def swapped(listening: Listening) -> Swap:
    """The first way of putting one thing for another that fits what was said before."""
    ways = (_thing_for_thing, _need_for_need, _count_for_count)
    return next((found for way in ways if (found := way(listening)).answers), NO_SWAP)


def put_instead(reading: Reading) -> Span | None:
    """Where the thing stands that is put in another's place."""
    things = (swap.span("new") for swap in _swaps(reading) if A_THING.search(swap["new"]))
    return next(things, None)


def _swaps(reading: Reading) -> Iterator[re.Match[str]]:
    """Each “不是…，是…” and “是…，不是…” with its `old` and its `new`."""
    return chain(NOT_BUT.finditer(reading.plain), IS_NOT.finditer(reading.plain))


def _thing_for_thing(listening: Listening) -> Swap:
    """“不是锅炉，是压力管道”: the new thing where the old one stood."""
    reading = listening.reading
    for swap in _swaps(reading):
        old = reading.text[swap.start("old") : swap.end("old")]
        new = reading.text[swap.start("new") : swap.end("new")]
        for key, detail in _details(listening):
            if old in detail:
                return Swap({key: detail.replace(old, new, 1)}, (swap.span(),))
    return NO_SWAP


def _need_for_need(listening: Listening) -> Swap:
    """“不对，是计量员培训”: the whole need, where there is but one."""
    reading = listening.reading
    rather = IS_RATHER.match(reading.plain)
    known = list(_details(listening))
    if rather is None or len(known) != 1 or _is_of_another_slot(reading, rather["new"]):
        return NO_SWAP
    return Swap({known[0][0]: reading.text[slice(*rather.span("new"))]}, (rather.span(),))


def _is_of_another_slot(reading: Reading, new: str) -> bool:
    named = reading.phones or reading.companies or reading.contacts or reading.wishes
    counted = any(quantities(new))
    return (
        bool(named) or counted or OTHER_SLOTS.search(new) is not None or not reading.meant.matched
    )


def _count_for_count(listening: Listening) -> Swap:
    """“哦对了是7个人”: another number of what was counted before."""
    plain = listening.reading.plain
    for start, end in quantities(plain):
        after = AFTER_COUNT.match(plain, end)
        if after is None or start == 0 or not NEW_COUNT.match(plain[:start]):
            continue
        unit = AMOUNT.sub("", plain[start:end], count=1)
        for key, detail in _details(listening):
            for first, last in quantities(detail):
                same = AMOUNT.sub("", detail[first:last], count=1) == unit
                if same and detail[last:].startswith(after["noun"]):
                    new = f"{detail[:first]}{listening.reading.text[start:end]}{detail[last:]}"
                    return Swap({key: new}, ((0, after.end()),))
    return NO_SWAP


def _details(listening: Listening) -> list[tuple[str, str]]:
    keys = (f"need.{n}.detail" for n in listening.needs)
    return [(key, detail) for key in keys if (detail := listening.answers.get(key, ""))]

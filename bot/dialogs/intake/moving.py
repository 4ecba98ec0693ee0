"""Another day than the one given before: reckoned from it (“往后推一天”), or named because nobody
can come then (“明天又来不了了，下周一吧”).
"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.dialogs.intake.listening import Listening
from bot.intents.entities.numbers import count_of
from bot.intents.reading import Reading
from core.intents import Act
from core.shanghai import day_of
from core.wishes import Wish, decode

DAYS_OF_WEEK: Final = 7
_DAYS: Final = (
    r"(?P<{name}>[一二两三四五六七八九十]{{1,3}}|\d{{1,3}})个?"
    r"(?:天|日|(?P<{name}_weeks>周|星期|礼拜))"
)
_LATER: Final = (
    r"(?:再?(?:往后|向后)(?:推|挪|延|拖|顺)?|推迟|推后|延后|延迟|顺延|再?[晚迟推挪延])个?"
)
_EARLIER: Final = r"(?:(?:往前|向前)(?:推|挪|提)?|提前|提早|早)个?"
MOVED: Final = re.compile(
    f"{_LATER}{_DAYS.format(name='later')}|{_EARLIER}{_DAYS.format(name='earlier')}(?![通准])"
)


OF_SOMETHING_ELSE: Final = re.compile(
    r"证书?|报告|发票|设备|到货|通知|联系|告诉|电话|提醒|过期|到期|都行|都可以|没关系|无所谓|该来|应该来"
)
"""What is early or late there is not the day of the service."""
POSTPONES: Final = re.compile(
    r"改[天日约期]|[换调改]个?(?:时间|日子|一?天)|另约|重新约|推迟|延后|往后[推挪放延]|提前"
    r"|取消(?:预约|上门|约|那天)|[来去到赶]不[了成]|赶不上|过不[来去]|没空|没时间|时间不(?:行|方便|合适)"
    r"|临时有[事变]|时间有变"
)
NOT_COMING: Final = re.compile(r"不[来去]了")
"""Ends the matter, unless another day is named."""


def moved_time(listening: Listening) -> dict[str, Wish]:
    """The day of the only need, moved by so many days."""
    said, needs = MOVED.search(listening.reading.plain), listening.needs
    if said is None or len(needs) != 1:
        return {}
    key = f"need.{needs[0]}.time"
    before = decode(listening.answers.get(key, ""))
    if before is None or before.date is None:
        return {}
    if OF_SOMETHING_ELSE.search(listening.reading.plain):
        return {}
    days = count_of(said["later"] or said["earlier"])
    days *= DAYS_OF_WEEK if said["later_weeks"] or said["earlier_weeks"] else 1
    moved = timedelta(days=days if said["later"] else -days)
    day, to = before.date + moved, before.to + moved if before.to else None
    words = listening.reading.text[slice(*said.span())]
    ahead = days > 0 and day >= day_of(listening.reading.at)
    return {key: replace(before, said=words, date=day, to=to)} if ahead else {}


def moves_the_day(reading: Reading) -> bool:
    """Whether somebody who cannot come then names the day on which it is to be instead."""
    dated = [found.start for found in reading.wishes if found.wish.date is not None]
    if not dated or reading.does(Act.CANCEL, Act.WITHDRAW):
        return False
    if reading.does(Act.CORRECT):
        return True
    absent = POSTPONES.search(reading.plain) or NOT_COMING.search(reading.plain)
    of_else = OF_SOMETHING_ELSE.search(reading.plain)
    return absent is not None and absent.start() < dated[-1] and of_else is None

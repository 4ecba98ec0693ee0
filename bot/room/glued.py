"""A command stuck to its content: “预约明天上午10点”, “改派李雪 出差”, “我接了”.

Whoever types fast leaves out the space, and an enterprise waits in vain where that stays talk. But
talk begins with the same words (“回复得太慢了”), and what was told outside cannot be taken back:
so a word counts only before what nobody but a commander would put there. The rest is said to be no
command (`doubting`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.intents.entities.hours import hours_at
from bot.intents.normal import normalise
from bot.room.moments import find_moment
from bot.room.people import people_in
from bot.room.spoken import WORDS, Spoken
from bot.room.staff_names import find_colleague
from core.parties import Person
from core.requests.actions import Action

LED_IN: Final = re.compile(r"(?:时间)?(?:定?在|改?到|至|为|于|给)?\s*")
ENDS: Final = re.compile(r"[\s,.;!。、]|$")
BECAUSE: Final = re.compile(r"等|因|原因|由于")
ASKS: Final = re.compile(r"[吗呢吧么?][。!]?$")
HESITATES: Final = re.compile(r"[吗呢吧么?再才要没不别需]|后(?!天)|前(?!天)|怎么|是否|应该|可能")
ADDRESSES: Final = re.compile(r"您好|你好|请问|请您|感谢您|谢谢您|好的(?=[,.!。]|$)")
COMES: Final = re.compile(r"(?:过来|来|上门|到|去|取样|见|派|安排|联系您|给您)(?![得不期时])")
WAITS: Final = re.compile(r"等|待|因|由于|到|至")
DONE: Final = re.compile(
    r"(?:\d+[块个台只支件套份])?(?:样品|样件|证书|报告|材料|检定|检测|校准|设备|仪器|压力表)[^\s,.;。]{0,16}?"
    r"(?:合格|完成|办好|办妥|修好|已[^\s,.;。]{1,10})(?=[\s,.;!。]|$)"
)
DETAIL: Final = re.compile(r"需求:")
TAKES: Final = re.compile(r"(?:[这此][单张个])?(?:由?我)来?接(?:单|手)?[了吧]?[。.!~\s]*")
SOON: Final = "约"


@dataclass(frozen=True, slots=True)
class Content:
    """What follows a word at once, and what it takes to read it. `plain` is `text` in the one
    written form."""

    text: str
    at: datetime
    staff: tuple[Person, ...]
    me: Person

    @property
    def plain(self) -> str:
        return normalise(self.text)

    @property
    def without_lead(self) -> str:
        return LED_IN.sub("", self.plain, count=1)


def _after_time(content: Content, *, with_clock: bool = False) -> str | None:
    """What follows the time that the content begins with; None where it begins otherwise."""
    text = content.without_lead
    found = find_moment(text, content.at)
    if found is None or found.start or (with_clock and found.clock is None):
        return None
    return text[found.end :]


def _is_time(content: Content) -> bool:
    after = _after_time(content)
    return after is not None and bool(ENDS.match(after)) and not ASKS.search(after)


def _is_later_day(content: Content) -> bool:
    after = _after_time(content) or ""
    return _is_time(content) or (bool(BECAUSE.match(after)) and not ASKS.search(after))


def _is_addressed(content: Content) -> bool:
    return bool(ADDRESSES.match(content.plain))


def _is_answer(content: Content) -> bool:
    after = _after_time(content, with_clock=True) or ""
    comes = COMES.match(after) and not HESITATES.search(content.plain)
    return _is_addressed(content) or bool(comes)


def _is_colleague(content: Content) -> bool:
    text = content.without_lead
    found = find_colleague(text, content.staff, content.me)
    return found is not None and found[1][0] == 0 and bool(ENDS.match(text, found[1][1]))


def _is_pause(content: Content) -> bool:
    certain = WAITS.match(content.plain) and not HESITATES.search(content.plain)
    return bool(certain) and find_moment(content.plain, content.at) is not None


def _is_done(content: Content) -> bool:
    return bool(DONE.match(content.plain)) and not HESITATES.search(content.plain)


def _is_enterprise(content: Content) -> bool:
    return bool(DETAIL.match(content.plain) or people_in(content.text))


CERTAIN: Final[Mapping[Action, Callable[[Content], bool]]] = {
    Action.BOOK: _is_time,
    Action.RESCHEDULE: _is_time,
    Action.EXTEND: _is_later_day,
    Action.REPLY: _is_answer,
    Action.ANSWER: _is_addressed,
    Action.ASSIGN: _is_colleague,
    Action.REASSIGN: _is_colleague,
    Action.SUSPEND: _is_pause,
    Action.FOLLOW_UP: _is_done,
    Action.END: _is_done,
    Action.REGISTER: _is_enterprise,
    Action.RECORD: _is_enterprise,
}
"""What makes sure that a word was meant as a command."""

ACTED: Final = sorted(
    (word for word, means in WORDS.items() if isinstance(means.means, Action) and word[0] != "/"),
    key=len,
    reverse=True,
)


def begins_with(text: str) -> str:
    """The word of an action that a message begins with, whatever follows; empty for none."""
    plain = normalise(text).lstrip()
    return next((word for word in ACTED if plain.startswith(word)), "")


def hear_glued(text: str, at: datetime, staff: Iterable[Person], me: Person) -> Spoken | None:
    """The command that a message can only mean although nothing ends its word."""
    text = text.strip()
    word = begins_with(text)
    if not word:
        return _appointed(text, at, me)
    content = Content(text[len(word) :].lstrip(" ，,：:"), at, tuple(staff), me)
    certain = CERTAIN.get(Action(WORDS[word].means))
    return _spoken(word, content) if certain and certain(content) else None


def _appointed(text: str, at: datetime, me: Person) -> Spoken | None:
    """“约明天下午两点”; but “约3点到” says about when."""
    content = Content(text.removeprefix(SOON), at, (), me)
    about = not text.startswith(SOON) or hours_at(content.plain, 0)
    return None if about or not _is_time(content) else _spoken(Action.BOOK.label, content)


def _spoken(word: str, content: Content) -> Spoken:
    return Spoken(word, WORDS[word], rest=content.text, whole=content.text)


def takes(text: str) -> bool:
    """Whether a message says that its author takes the request, and nothing else."""
    return TAKES.fullmatch(normalise(text).strip()) is not None

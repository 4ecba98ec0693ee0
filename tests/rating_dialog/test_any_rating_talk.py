"""Whatever is said and pressed in whatever order, no mark is stored that nobody gave."""

from datetime import timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogs.rating.presses import MARKS
from bot.intents.entities.marks import Mark as MarkFound
from bot.intents.entities.marks import find_marks
from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from core.rating_items import STAR_ITEMS, Mark, applicable, fits, question
from tests.rating_dialog.chat import RatedChat

WORDS = st.sampled_from(
    [
        "5", "3", "6", "五星", "四颗星", "⭐⭐", "还行吧", "10分", "满意", "不满意", "一般",
        "没解决", "解决了", "及时3星，专业5星", "都是五星", "其余同分", "跳过", "先不评", "没有",
        "我要评价", "5台", "6块", "谢谢", "你们几点下班", "希望快一点", "随便说说", "<b>5</b>", "",
    ]
)  # fmt: skip
FREE = st.text(alphabet="五星满意不解决分改成4及时专业都其余★⭐12，。 ", max_size=12)


class Press(NamedTuple):
    """The nth button of any message so far."""

    message: int
    choice: int


class Wait(NamedTuple):
    hours: int


STEPS = st.lists(
    st.one_of(
        WORDS,
        FREE,
        st.builds(Press, st.integers(0, 30), st.integers(0, 8)),
        st.builds(Wait, st.integers(1, 60)),
    ),
    max_size=14,
)


def given_by(chat: RatedChat, step: str | Press) -> set[Mark]:
    """Every mark that this step could be said to give, whatever it was asked about."""
    if isinstance(step, Press):
        return {MARKS[value] for value in _pressed(chat, step)}
    plain = normalise(step).replace("改成", "是给")
    found = (mark for asked in (None, *range(1, 11)) for mark in find_marks(plain, asked))
    marks: set[Mark] = {mark.value for mark in found if isinstance(mark, MarkFound)}
    if "同分" in step:
        marks |= {mark for mark in chat.rating.items.values() if isinstance(mark, int)}
    return marks


def _pressed(chat: RatedChat, press: Press) -> list[str]:
    does = button(chat, press)
    return [value for value in (does or "").rsplit(":", 1)[1:] if value in MARKS]


def button(chat: RatedChat, press: Press) -> str | None:
    drawn = [one for one in chat.said if one.choices and one.choices[0].does.startswith("rate:")]
    if not drawn:
        return None
    choices = drawn[press.message % len(drawn)].choices
    return choices[press.choice % len(choices)].does


@settings(max_examples=150)
@given(steps=STEPS)
def test_no_mark_is_stored_that_nobody_gave(lexicon: Lexicon, steps: list[str | Press]) -> None:
    chat = RatedChat(lexicon).invited()
    for step in steps:
        play(chat, step)
    asked = {item.number for item in applicable(chat.rating.technician_served)}
    assert set(chat.rating.items) <= asked
    assert all(_fits(number, mark) for number, mark in chat.rating.items.items())


def play(chat: RatedChat, step: str | Press | Wait) -> None:
    """Take a step; whatever it changed, it must have given."""
    if isinstance(step, Wait):
        chat.now += timedelta(hours=step.hours)
        return
    before, possible, over = chat.rating, given_by(chat, step), _over(chat)
    does = button(chat, step) if isinstance(step, Press) else None
    if isinstance(step, Press):
        if does is not None:
            chat.press(does)
    else:
        chat.say(step)
    after = chat.rating
    changed = {
        number: mark for number, mark in after.items.items() if before.items.get(number) != mark
    }
    assert set(changed.values()) <= possible
    assert not (changed and over)
    assert not set(before.items) - set(after.items)
    if does is not None and ":rest:" in does:
        assert set(changed) <= STAR_ITEMS - set(before.items)


def _over(chat: RatedChat) -> bool:
    return chat.now >= chat.rating.closes_at


def _fits(number: int, mark: Mark) -> bool:
    item = question(number)
    return item is not None and fits(item, mark)

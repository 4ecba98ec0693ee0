"""`station lexicon misroutes`: which word led to the wrong category, and how often."""

from typing import Final

from bot.cli.chosen import chosen_station
from bot.cli.screen import say, show, show_any
from bot.clock import SystemClock
from bot.installation import reading, tables_of
from bot.lessons.examples import masked
from bot.lessons.misroutes import Misled, Share, misled_by, shares
from bot.settings import read_settings
from core.categories import Category, row_of
from core.shanghai import day_of, day_words, first_of_month, moment
from storage.lessons import filed_between, lessons_between

WORDS: Final = "{since}以来，把需求引到别的类别的词："
RATES: Final = "误分类率（企业提交、后来改了类别的单；拿不准而先问过的不算）："
NOTHING: Final = "这段时间没有更正过类别。"
TITLES: Final = ("词", "误作", "应为", "次数", "其中先问过", "最近一例")
RATE_TITLES: Final = ("类别", "误分类", "提交", "误分类率")
NO_WORD: Final = "（没有词，凭字面）"
NOBODY_KNOWS: Final = "都不是"
EVERYTHING: Final = "合计"
NO_RATE: Final = "—"
PERCENT: Final = "{percent:.1f}%"


def misroutes(months: int, station: str) -> None:
    """Both tables, of this month and those before it."""
    settings, now = read_settings(), SystemClock().now()
    since = moment(first_of_month(day_of(now), 1 - months))
    with reading(settings) as connection:
        if station:
            chosen_station(connection, station)
        lessons = lessons_between(connection, tables_of(settings), since, now, station)
        filed = filed_between(connection, since, now, station)
    rows = [_row(one) for one in misled_by(lessons)]
    if rows:
        say(WORDS.format(since=day_words(day_of(since), day_of(now))))
    show_any(TITLES, rows, NOTHING)
    say(RATES)
    found = shares(lessons, filed)
    show(RATE_TITLES, [*map(_share, found), _sum(found)])


def category_label(category: str) -> str:
    """What a category is called on a button."""
    return row_of(Category(category)).short if category else NOBODY_KNOWS


def _row(one: Misled) -> tuple[str, ...]:
    asked = sum(lesson.asked for lesson in one.lessons)
    word, example = one.word or NO_WORD, masked(one.lessons[-1])
    named = category_label(one.wrong), category_label(one.right)
    return word, *named, str(len(one.lessons)), str(asked), example


def _share(share: Share) -> tuple[str, ...]:
    return _figures(row_of(share.category).short, share.misrouted, share.filed)


def _sum(found: tuple[Share, ...]) -> tuple[str, ...]:
    wrong, filed = sum(one.misrouted for one in found), sum(one.filed for one in found)
    return _figures(EVERYTHING, wrong, filed)


def _figures(name: str, wrong: int, filed: int) -> tuple[str, ...]:
    rate = PERCENT.format(percent=100 * wrong / filed) if filed else NO_RATE
    return name, str(wrong), str(filed), rate

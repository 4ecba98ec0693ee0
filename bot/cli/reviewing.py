"""`station lexicon review`: what corrections propose, what it would do, and taking it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import typer

from bot.cli.chosen import chosen_station
from bot.cli.lexicon_history import said
from bot.cli.misrouting import category_label
from bot.cli.screen import Stop, progress, say, show
from bot.clock import SystemClock
from bot.installation import database_of, reading, tables_of, writing
from bot.lessons.gold import gold_sets
from bot.lessons.judging import Effect, LessonEffect, SetEffect, Unfit
from bot.lessons.reviewing import Judged, Review, review
from bot.own_words import lexicon_of
from bot.settings import Settings, read_settings
from core.lessons import Lesson
from core.lexicon_changes import ChangeOrigin, ChangeSource
from core.shanghai import day_of, first_of_month, moment
from storage.codec import EPOCH
from storage.lessons import lessons_between
from storage.lexicon_changes import LexiconStanding, append, standing

MONTHS: Final = 12

JUDGING: Final = "正在评估"
COUNTED: Final = "看了{lessons}条更正。"
NOTHING: Final = "没有可提的词：要有几家企业、几位人员对同一个词说法一致，才会提出。"
TITLES: Final = ("改动", "类别", "依据", "留出的更正", "金标·类别", "金标·意图", "变动", "结论")
GROUNDS: Final = "{needs}条 {chats}家 {persons}人"
HELD_OUT: Final = "{before}→{after}/{lessons}"
SCORE: Final = "{before:.2f}→{after:.2f}"
BETWEEN: Final = " "
CHANGED: Final = "{count}条"
PASSES: Final = "可采用"
PASSES_AFTER: Final = "可采用（在前面的改动之后）"
REFUSED: Final = "不采用：{why}"
WHY: Final = {
    Unfit.GOLD_WORSE: "金标变差",
    Unfit.LESSON_LOST: "原来对的更正变错",
    Unfit.TOO_FEW_RIGHT: "留出的更正没有多对3条",
    Unfit.CHANGES_NOTHING: "不改变任何结果",
}
SETS: Final = "金标依次为：{names}；数字是乘100的F1。"
ALL_TOGETHER: Final = "一起采用后：{sets}；留出的更正 {held_out}。"
SET: Final = "{name} 类别 {category}、意图 {intent}"
PAUSE: Final = "；"
AND: Final = "、"
QUESTION: Final = "采用这{count}处改动？"
LEFT: Final = "没有改动。要采用：station lexicon review --apply"
NONE_PASSES: Final = "没有一处通过，词表不变。"
CHANGED_MEANWHILE: Final = "评估的时候词表被别人改过，请再运行一次。"
APPLIED: Final = "已采用{count}处改动，这是第{version}版改动，运行中的服务几秒内生效。"
UNDO: Final = "要撤销：station lexicon undo {version}"
REASON: Final = "{lessons}条更正归纳"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command was told."""

    apply: bool
    every: bool
    by: str
    station: str


def run(wanted: Wanted) -> None:
    """Show what is proposed; take over what passes, if that is wanted."""
    settings, now = read_settings(), SystemClock().now()
    lessons, stood = _read(settings, wanted, now)
    with progress(JUDGING):
        found = review(lessons, lexicon_of(database_of(settings)), gold_sets())
    say(COUNTED.format(lessons=found.lessons))
    if not found.judged:
        say(NOTHING)
        return
    show(TITLES, [_row(one) for one in found.judged])
    say(SETS.format(names=AND.join(each.name for each in found.effect.sets)))
    if not found.changes:
        say(NONE_PASSES)
        return
    say(_together(found.effect))
    if wanted.apply or _agreed(len(found.changes)):
        _take_over(settings, found, wanted, stood)
    else:
        say(LEFT)


def _read(
    settings: Settings, wanted: Wanted, now: datetime
) -> tuple[tuple[Lesson, ...], LexiconStanding]:
    year = moment(first_of_month(day_of(now), -MONTHS))
    since = EPOCH if wanted.every else year
    with reading(settings) as connection:
        if wanted.station:
            chosen_station(connection, wanted.station)
        stood = standing(connection)
        tables = tables_of(settings)
        return lessons_between(connection, tables, since, now, wanted.station), stood


def _agreed(count: int) -> bool:
    try:
        return typer.confirm(QUESTION.format(count=count))
    except typer.Abort:  # nobody is there to answer
        return False


def _take_over(settings: Settings, found: Review, wanted: Wanted, stood: LexiconStanding) -> None:
    why = REASON.format(lessons=found.lessons)
    origin = ChangeOrigin(wanted.by, ChangeSource.REVIEW, why, wanted.station)
    with writing(settings) as connection:
        if standing(connection) != stood:
            raise Stop(CHANGED_MEANWHILE)
        version = append(connection, found.changes, origin, SystemClock().now())
    say(APPLIED.format(count=len(found.changes), version=version))
    say(UNDO.format(version=version))


def _row(one: Judged) -> tuple[str, ...]:
    effect = one.together
    return (
        BETWEEN.join(map(said, one.changes)),
        category_label(one.proposal.category),
        _grounds(one.proposal.lessons),
        _held_out(effect.held_out),
        BETWEEN.join(_score(each.before.category, each.after.category) for each in effect.sets),
        BETWEEN.join(_score(each.before.intent, each.after.intent) for each in effect.sets),
        CHANGED.format(count=sum(each.changed for each in effect.sets)),
        _verdict(one),
    )


def _grounds(lessons: Sequence[Lesson]) -> str:
    chats = len({one.source for one in lessons})
    return GROUNDS.format(needs=len(lessons), chats=chats, persons=len({one.by for one in lessons}))


def _held_out(effect: LessonEffect) -> str:
    return HELD_OUT.format(before=effect.before, after=effect.after, lessons=effect.lessons)


def _score(before: float, after: float) -> str:
    return SCORE.format(before=100 * before, after=100 * after)


def _verdict(one: Judged) -> str:
    if one.passes:
        return PASSES_AFTER if one.alone.unfit else PASSES
    return REFUSED.format(why=AND.join(WHY[each] for each in one.together.unfit))


def _together(effect: Effect) -> str:
    sets = PAUSE.join(map(_set, effect.sets))
    return ALL_TOGETHER.format(sets=sets, held_out=_held_out(effect.held_out))


def _set(each: SetEffect) -> str:
    return SET.format(
        name=each.name,
        category=_score(each.before.category, each.after.category),
        intent=_score(each.before.intent, each.after.intent),
    )

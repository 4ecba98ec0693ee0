"""What corrections teach is shown with its effect, taken over as one version, and can be undone."""

from contextlib import closing
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.installation import tables_of
from bot.intents.lexicon import Lexicon, load_lexicon
from bot.own_words import lexicon_of
from core.lessons import Lesson, LessonKind
from core.lexicon_changes import ChangeKind, ChangeSource, TermChange
from core.requests.request import ServiceRequest
from core.requests.status import Status
from storage.database import open_database, open_for_reading, transaction
from storage.lexicon_changes import history, in_force, undo
from storage.sqlite_database import SqliteDatabase
from tests.cli.commands import Station
from tests.lessons.teaching import JARGON, guessed, lessons

ADDED = TermChange(ChangeKind.ADD, "试饼架", "instrument")
NOW = SystemClock().now()


def keep(station: Station, *values: object) -> None:
    tables, path = tables_of(station.settings), station.settings.database
    with closing(open_database(path)) as connection, transaction(connection):
        for value in values:
            tables.of(type(value)).save(connection, value)


def at_hand(lesson: Lesson, age: timedelta = timedelta(minutes=1)) -> Lesson:
    return Lesson(
        lesson.id, "sl", lesson.request, lesson.chat, lesson.kind, lesson.by, NOW - age,
        lesson.words, lesson.guess, lesson.chosen, lesson.asked, lesson.matched,
    )  # fmt: skip


@pytest.fixture
def taught(station: Station, lexicon: Lexicon) -> Station:
    keep(station, *map(at_hand, lessons(JARGON, "metrology", lexicon)))
    return station


def changes(station: Station) -> list[TermChange]:
    with closing(open_for_reading(station.settings.database)) as connection:
        return in_force(connection)


def test_what_passes_is_taken_over_as_one_version(taught: Station) -> None:
    said = taught.run("lexicon", "review", "--apply", "--by", "周岚").lines
    assert said[0] == "看了20条更正。"
    change, category, grounds, held_out, *_, touched, verdict = said[1].split("\t")
    assert (change, category, grounds) == ("+试饼架(instrument)", "计量检测", "8条 8家 3人")
    before, after = map(int, held_out.removesuffix("/12").split("→"))
    assert after >= before + 3
    assert (touched, verdict) == ("0条", "可采用")
    assert "这是第1版改动" in said[-2]
    assert changes(taught) == [ADDED]
    with closing(open_for_reading(taught.settings.database)) as connection:
        [version] = history(connection)
    assert (version.origin.by, version.origin.source) == ("周岚", ChangeSource.REVIEW)


def test_a_second_review_changes_nothing(taught: Station) -> None:
    taught.run("lexicon", "review", "--apply")
    assert "没有可提的词" in taught.run("lexicon", "review", "--apply").out
    assert changes(taught) == [ADDED]


def test_undoing_it_brings_the_old_words_back(taught: Station) -> None:
    taught.run("lexicon", "review", "--apply")
    database = taught.settings.database
    with closing(open_database(database)) as connection, transaction(connection):
        undo(connection, 1, "周岚", NOW)
    assert lexicon_of(SqliteDatabase(database, database)).known == load_lexicon().known


@pytest.mark.parametrize(("answer", "kept"), [("y\n", [ADDED]), ("n\n", []), ("", [])])
def test_nothing_is_taken_over_unasked(
    taught: Station, answer: str, kept: list[TermChange]
) -> None:
    said = taught.run("lexicon", "review", stdin=answer)
    assert "采用这1处改动？" in said.out
    assert changes(taught) == kept


def test_what_fails_is_refused_with_the_reason(station: Station, lexicon: Lexicon) -> None:
    things = ("三块", "旧", "新买的", "锅炉上的", "进口", "二手", "一批", "十来块", "仓库里的")
    wants = ("压力表想弄一下", "压力表怎么办理", "压力表找谁", "压力表麻烦看看", "压力表要处理")
    texts = [thing + want for thing in things for want in wants]
    keep(station, *map(at_hand, lessons(texts, "training", lexicon)))
    said = station.run("lexicon", "review", "--apply").out
    assert "不采用：金标变差" in said
    assert "没有一处通过，词表不变。" in said
    assert changes(station) == []


def test_without_lessons_there_is_nothing_to_propose(station: Station) -> None:
    assert station.run("lexicon", "review").lines[0] == "看了0条更正。"


def test_old_lessons_count_only_where_all_are_wanted(station: Station, lexicon: Lexicon) -> None:
    old = timedelta(days=500)
    keep(station, *(at_hand(one, old) for one in lessons(JARGON, "metrology", lexicon)))
    assert "看了0条更正。" in station.run("lexicon", "review").out
    assert "看了20条更正。" in station.run("lexicon", "review", "--all").out


def test_misroutes_name_the_word_and_the_rate_and_no_person(
    station: Station, lexicon: Lexicon
) -> None:
    words = "我是张三，手机13900001111，油罐的压力表要弄一下"
    [lesson] = lessons([words], "training", lexicon)
    assert guessed(words, lexicon) == lesson.guess
    filed = (
        ServiceRequest(
            request, "sl", Status.SUBMITTED, "training", "web", "web:c", "p", "", "", NOW, NOW,
            number=f"SL-2026-{n}",
        )
        for n, request in enumerate((lesson.request, "another", "one_more", "last"), 1)
    )  # fmt: skip
    keep(station, at_hand(lesson), *filed)
    said = station.run("lexicon", "misroutes").out
    assert "\t教育培训\t1\t0\t" in said
    assert "教育培训\t1\t4\t25.0%" in said
    assert "合计\t1\t4\t25.0%" in said
    assert "张三" not in said
    assert "13900001111" not in said


def test_what_was_asked_first_is_listed_and_no_misroute(station: Station) -> None:
    lesson = Lesson(
        "l", "sl", "r", "web:c", LessonKind.CHOICE, "p", NOW - timedelta(minutes=1), "东西要弄",
        "metrology", "", asked=True,
    )  # fmt: skip
    keep(station, lesson)
    said = station.run("lexicon", "misroutes", "--months", "2", "--station", "sl").out
    assert "（没有词，凭字面）\t计量检测\t都不是\t1\t1\t东西要弄" in said
    assert "合计\t0\t0\t—" in said

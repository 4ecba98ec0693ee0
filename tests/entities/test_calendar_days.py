"""Days of the lunar calendar, solar terms and seasons; from Monday, 23 November 2026."""

from datetime import date, datetime

import pytest

from bot.intents.entities.days.lunar import lunar_day
from bot.intents.entities.wishes import find_wishes
from bot.intents.normal import normalise

MONDAY = datetime.fromisoformat("2026-11-23T09:30:00+08:00")


def meant(text: str) -> list[tuple[str, str | None]]:
    found = [one.wish for one in find_wishes(normalise(text), text, MONDAY)]
    return [(wish.kind, str(wish.date) if wish.date else None) for wish in found]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("腊月二十之前把茶水炉检了", "by", "2027-01-27"),
        ("腊月廿三来检", "at", "2027-01-30"),
        ("正月十六开工那天来校", "at", "2027-02-21"),
        ("小年前送过来", "by", "2027-01-31"),
        ("除夕前要拿到报告", "by", "2027-02-05"),
        ("腊八以后来", "after", "2027-01-15"),
        ("立春以后来检", "after", "2027-02-04"),
        ("大雪封路，惊蛰前来检", "by", "2027-03-06"),
        ("母亲节前要检完", "by", "2027-05-09"),
        ("平安夜前要报告", "by", "2026-12-24"),
        ("12月第一个星期一来", "at", "2026-12-07"),
        ("12月最后一天前要报告", "by", "2026-12-31"),
        ("这个月最后一个工作日送去", "at", "2026-11-30"),
        ("除夕前一天来", "at", "2027-02-04"),
        ("冬至第二天来检", "at", "2026-12-23"),
        ("元旦后第一个工作日来", "at", "2027-01-04"),
        ("清明放假前一天送来", "at", "2027-04-02"),
        ("下周工作日都可以来", "range", "2026-11-30"),
        ("下周除了周一都可以来", "range", "2026-12-01"),
        ("送检赶在20日以前", "by", "2026-12-20"),
        ("最早周五，最迟月底来", "range", "2026-11-27"),
        ("争取周五，最晚周六来检", "range", "2026-11-27"),
        ("明天送样行吗，不对，后天上午送", "at", "2026-11-25"),
        ("下周二我开庭，下周三吧，来看看", "at", "2026-12-02"),
        ("12月17号起停机三天，就那三天来检", "range", "2026-12-17"),
        ("国庆放到7号，8号一上班就来检", "at", "2026-12-08"),
        ("12/13(Sun) 10am来", "at", "2026-12-13"),
        ("周四上午九点机房才开门，来校", "at", "2026-11-26"),
        ("我们12.20-12.22停炉，麻烦在这三天里头来", "range", "2026-12-20"),
        ("学校1月20号放寒假，放假以后随时可以进场", "after", "2027-01-20"),
        ("12月18号周年庆典过后再来", "after", "2026-12-18"),
        ("25日之前（不含25日）来检", "by", "2026-11-24"),
        ("元旦过后那个礼拜来检", "range", "2027-01-04"),
        ("不要安排周一，周二来", "at", "2026-11-24"),
        ("开春以后再校", "after", None),
        ("收稻子之前校好", "by", None),
    ],
)
def test_a_day_is_known_by_what_is_said_of_it(text: str, kind: str, day: str | None) -> None:
    assert set(meant(text)) == {(kind, day)}


def test_the_first_days_of_the_lunar_year_go_without_their_month_around_it() -> None:
    january = MONDAY.replace(year=2027, month=1)
    text = "能不能初七来检"
    assert not meant(text)
    assert find_wishes(text, text, january)[0].wish.date == date(2027, 2, 12)


def test_a_day_that_the_month_or_the_table_has_not_is_none() -> None:
    assert lunar_day(2026, 12, 30) is None
    assert lunar_day(2050, 1, 1) is None
    assert lunar_day(2026, 13, 1) is None

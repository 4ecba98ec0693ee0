"""Days bound by what happens then, by each other, or only told; from Monday, 23 November 2026."""

from datetime import datetime

import pytest

from bot.intents.lexicon import Lexicon
from tests.entities.slots.scoring import note

MONDAY = datetime.fromisoformat("2026-11-23T10:00:00+08:00")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("二十天后量产，量产前帮我们做完", "by 2026-12-13"),
        ("12月1号新国标落地，在那之前要改完标签", "by 2026-12-01"),
        ("12月10号有客户审厂，务必之前检好", "by 2026-12-10"),
        ("机构12月15日监督审核，审核前十天辅导一次", "by 2026-12-05"),
        ("设备28号到厂，到了就来检", "after 2026-11-28"),
        ("等12月5号新厂房好了再来检", "after 2026-12-05"),
        ("12月10号之前不行，之后来检", "after 2026-12-10"),
        ("28日行车要吊大件，27日之前检掉", "by 2026-11-27"),
        ("距离12月15号投标还有三周，投标前要拿到报告", "by 2026-12-15"),
    ],
)
def test_what_happens_binds_the_day(text: str, meant: str, lexicon: Lexicon) -> None:
    assert told(text, lexicon) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("不早于12月1日，不晚于12月5日，来校流量计", "range 2026-12-01 2026-12-05"),
        ("25号以后至月底之间，来做评价", "range 2026-11-25 2026-11-30"),
        ("周三上午到周五下午都可以来检", "range 2026-11-25 2026-11-27"),
        ("12月1日至3日期间来检", "range 2026-12-01 2026-12-03"),
        ("12.1-12.3停炉，来检", "range 2026-12-01 2026-12-03"),
        ("12.1到12.13找个时间来检", "range 2026-12-01 2026-12-13"),
        ("本月25-28号随时来检", "range 2026-11-25 2026-11-28"),
        ("想十二月五六号两天集中检", "range 2026-12-05 2026-12-06"),
        ("下周内除了周二都可以来检", "range 2026-11-30 2026-12-06"),
        ("元旦前一周来做审查", "range 2026-12-25 2026-12-31"),
        ("本周三四五都可以来检", "range 2026-11-25 2026-11-27"),
    ],
)
def test_two_bounds_make_a_stretch(text: str, meant: str, lexicon: Lexicon) -> None:
    assert told(text, lexicon).removesuffix(" pm") == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("四季度的周检安排在12月下旬", "range 2026-12-21 2026-12-31"),
        ("去年12月8号检的，今年还是12月8号来行不", "at 2026-12-08"),
        ("周三（12月2号）来检电梯", "at 2026-12-02"),
        ("12-15前，三十台卡尺，外校", "by 2026-12-15"),
        ("明年元月10日前完成", "by 2027-01-10"),
        ("今天起三天内来检", "by 2026-11-26"),
        ("下午能来吗，漏气了", "at 2026-11-23 pm"),
        ("中秋早过了，元旦节前要", "by 2027-01-01"),
        ("廿六号上午成不成？", "at 2026-11-26 am"),
        ("今明两天必须给我把限速器校了", "range 2026-11-23 2026-11-24"),
        ("今天23号，月底前能出报告不", "by 2026-11-30"),
        ("样品寄出了，预计明天到，报告能不能12月1号前给", "by 2026-12-01"),
        ("29号以前都忙，30号可以来检", "at 2026-11-30"),
        ("老板说月底，我觉得25号就该来", "at 2026-11-25"),
    ],
)
def test_the_day_that_is_meant_is_told_from_the_others(
    text: str, meant: str, lexicon: Lexicon
) -> None:
    assert told(text, lexicon) == meant


@pytest.mark.parametrize(
    "text",
    [
        "三号送的样，二十三号该出结果了吧", "2027年5月1日起实施的新标准，我们要学",
        "发证日期2026.11.20，下次检定2027.11.19，对吧？", "12月5号报名截止，我们报三个人",
    ],
)  # fmt: skip
def test_what_is_only_told_is_no_wish(text: str, lexicon: Lexicon) -> None:
    assert told(text, lexicon) == ""


def told(text: str, lexicon: Lexicon) -> str:
    """ "kind first last part" as far as they are there."""
    return " ".join(filter(None, note(text, MONDAY, lexicon).time or ()))

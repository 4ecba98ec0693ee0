"""No text breaks a reader, and what is found lies inside the text."""

from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents.entities.companies import find_companies, read_company
from bot.intents.entities.contacts import find_contacts, read_contact
from bot.intents.entities.days.holidays import holiday_in
from bot.intents.entities.details import clauses, quantities, rest_of
from bot.intents.entities.found import Span
from bot.intents.entities.marks import find_marks
from bot.intents.entities.phones import find_phones, read_phone
from bot.intents.entities.wishes import change_of_hours, find_wishes, read_wish
from bot.intents.normal import normalise

SYLLABLES = (
    "下周三", "周五", "4月", "15号", "到", "、", "，", "之前", "以后", "五一", "春节", "上午",
    "三点半", "10:30", "月底", "半个月内", "最迟", "莫拖到", "尽快", "不急", "武汉", "有限公司",
    "厂", "店", "恒岩五金", "客户", "联系人", "我姓", "王", "欧阳倩", "小杜", "经理", "138",
    "0000", "1207", "幺三八", "027-", "转8", "及时", "5星", "五星", "⭐", "都", "其余", "满意",
    "不", "没解决", "6块", "一个是", " ", "\n", "。", "的", "是", "改成", "2月30号", "13月", "0号",
    "99月99日", "一二三四", "第", "年", "去年", "24点", "25:61",
)  # fmt: skip
TALK = st.lists(st.sampled_from(SYLLABLES), max_size=14).map("".join) | st.text(max_size=60)
MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1990-01-01"),
    max_value=datetime.fromisoformat("2090-12-31"),
    timezones=st.just(UTC),
)
HOLIDAYS = {
    "元旦": "New Year's Day", "春节": "Spring Festival", "清明": "Tomb-sweeping Day",
    "五一": "Labour Day", "端午": "Dragon Boat Festival", "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
}  # fmt: skip


def _spans(plain: str, text: str) -> list[Span]:
    companies = [(one.start, one.end) for one in find_companies(plain, text)]
    return companies + [(one.start, one.end) for one in find_phones(plain)]


@given(TALK, MOMENTS)
def test_what_is_found_lies_inside_the_text(text: str, at: datetime) -> None:
    plain = normalise(text)
    spans = _spans(plain, text)
    spans += [(one.start, one.end) for one in find_contacts(plain, text, spans)]
    spans += [(one.start, one.end) for one in find_wishes(plain, text, at)]
    spans += [(one.start, one.end) for one in find_marks(plain, None)]
    spans += [*clauses(plain), *quantities(plain)]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(TALK, MOMENTS, st.integers(1, 10))
def test_no_text_breaks_a_reader(text: str, at: datetime, asked: int) -> None:
    plain = normalise(text)
    read_phone(plain)
    read_company(plain, text)
    read_contact(plain, text)
    find_marks(plain, asked)
    wish = read_wish(plain, text, at)
    change_of_hours(plain, text, wish.wish if wish else None)


@given(TALK, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted), max_size=4))
def test_the_rest_of_a_text_is_made_of_its_own_characters(
    text: str, pairs: list[list[int]]
) -> None:
    rest = rest_of(text, [(start, end) for start, end in pairs])
    assert set(rest) <= set(text) | {"，"}


@given(TALK)
def test_names_are_cut_from_the_text_itself(text: str) -> None:
    plain = normalise(text)
    for one in find_companies(plain, text):
        assert one.value == text[one.start : one.end]


@pytest.mark.parametrize("name", HOLIDAYS)
@pytest.mark.parametrize("year", range(2024, 2027))
def test_a_holiday_is_a_day_off_of_that_name(name: str, year: int) -> None:
    day = holiday_in(name, year)
    assert day is not None
    off, official = chinese_calendar.get_holiday_detail(day)
    assert off
    # Where two holidays fall together the calendar names the longer one.
    assert official == HOLIDAYS[name] or official == "National Day"


@given(MOMENTS)
def test_tomorrow_is_one_day_after_today_in_shanghai(at: datetime) -> None:
    (today,) = find_wishes("今天要", "今天要", at)
    (tomorrow,) = find_wishes("明天要", "明天要", at)
    assert today.wish.date is not None
    assert tomorrow.wish.date == today.wish.date + timedelta(days=1)


@given(MOMENTS, st.sampled_from("一二三四五六日"))
def test_a_weekday_of_next_week_lies_in_next_week(at: datetime, day: str) -> None:
    said = f"下周{day}"
    (found,) = find_wishes(said, said, at)
    (today,) = find_wishes("今天要", "今天要", at)
    assert found.wish.date is not None
    assert today.wish.date is not None
    monday = today.wish.date - timedelta(days=today.wish.date.weekday())
    assert timedelta(7) <= found.wish.date - monday < timedelta(14)
    assert found.wish.date.weekday() == "一二三四五六日".index(day)


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 12, 31)), MOMENTS)
def test_a_written_date_that_lies_ahead_is_that_date(day: date, at: datetime) -> None:
    said = f"{day:%Y-%m-%d}"
    found = find_wishes(said, said, at)
    assert [one.wish.date for one in found] in ([day], [])
    assert bool(found) == (day >= find_wishes("今天要", "今天要", at)[0].wish.date)  # type: ignore[operator]

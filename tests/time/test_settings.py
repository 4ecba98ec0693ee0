"""What a head may change, what is refused with which sentence, and what storage may hand back."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import opening_hours, setting_kinds
from core import settings as table
from core.categories import Category
from core.opening_hours import week_words
from core.rejected import Rejected
from core.setting_kinds import Closure
from core.settings import SETTINGS_FIELDS, StationSettings, changed, from_dict, to_dict
from tests.time.moments import hours, settings

DEFAULTS = StationSettings()
STOCKTAKING = Closure(date(2026, 12, 24), date(2026, 12, 26), "盘点")

READ = [
    ("name", " 江汉示范站 ", "江汉示范站"),
    ("code", "HY", "HY"),
    ("reply_days", "2", 2),
    ("reply_days", 2, 2),
    ("loud_from", "8:30", time(8, 30)),
    ("loud_from", "08：30", time(8, 30)),
    ("rating_reminder_days", "1、3", (1, 3)),
    ("rating_reminder_days", "2,5", (2, 5)),
    ("fee_items", "检定：按目录\n\n培训：免费", ("检定：按目录", "培训：免费")),
    ("closures", "2026-12-24 至 2026-12-26 盘点", (STOCKTAKING,)),
    ("closures", ["2026-12-24"], (Closure(date(2026, 12, 24), date(2026, 12, 24)),)),
    ("extra_days", "2026-11-28\n2026-12-5", (date(2026, 11, 28), date(2026, 12, 5))),
    ("announced_years", ["2027"], (2027,)),
    ("service_notes", "计量检测:可上门取样", ((Category.METROLOGY, "可上门取样"),)),
    ("service_notes", ["metrology：可上门"], ((Category.METROLOGY, "可上门"),)),
    (
        "hours",
        ["9:00—12:00 13：30-17:00", "09:00至12:00"] + [""] * 5,
        (
            (*hours(9, 12), opening_hours.Span(time(13, 30), time(17))),
            hours(9, 12),
            *((),) * 5,
        ),
    ),
    ("escalation_contact", "p-7", "p-7"),
]  # fmt: skip

REFUSED = [
    ("name", "  ", setting_kinds.EMPTY),
    ("name", ["江汉"], setting_kinds.UNREADABLE),
    ("address", "路" * 81, setting_kinds.TOO_LONG),
    ("code", "hy", setting_kinds.BAD_CODE),
    ("code", 7, setting_kinds.BAD_CODE),
    ("reply_days", "0", setting_kinds.OUT_OF_BOUNDS),
    ("reply_days", "两天", setting_kinds.OUT_OF_BOUNDS),
    ("reply_days", "²", setting_kinds.OUT_OF_BOUNDS),
    ("reply_days", "9" * 5000, setting_kinds.OUT_OF_BOUNDS),
    ("loud_from", "25:00", opening_hours.BAD_CLOCK),
    ("rating_reminder_days", "3、1", setting_kinds.BAD_STEPS),
    ("rating_reminder_days", "1、2、3", setting_kinds.BAD_STEPS),
    ("rating_reminder_days", "一次", setting_kinds.BAD_STEPS),
    ("fee_items", "费" * 81, setting_kinds.TOO_LONG),
    ("closures", "圣诞节", setting_kinds.BAD_CLOSURE),
    ("closures", "2026-02-30", setting_kinds.BAD_CLOSURE),
    ("closures", "2026-12-26 至 2026-12-24", setting_kinds.BACKWARDS),
    ("closures", "2026-12-24 至 2027-12-24", setting_kinds.TOO_LONG_CLOSED),
    ("extra_days", "周六", setting_kinds.BAD_DAY),
    ("announced_years", "明年", setting_kinds.BAD_YEAR),
    ("service_notes", "理发：不做", setting_kinds.BAD_NOTE),
    ("service_notes", "计量检测：", setting_kinds.BAD_NOTE),
    ("hours", ["09:00-12:00"], opening_hours.SEVEN_DAYS),
    ("hours", [""] * 7, opening_hours.NEVER_OPEN),
    ("hours", 7, opening_hours.SEVEN_DAYS),
    ("hours", ["12:00-09:00"] + [""] * 6, opening_hours.BAD_HOURS),
    ("hours", ["", "09:00-12:00,11:00-13:00", *[""] * 5], opening_hours.BAD_HOURS),
    ("colour", "红", table.NO_SUCH_SETTING),
]  # fmt: skip

CONTRADICTIONS = [
    ("unclaimed_group_minutes", "120", table.RUNGS_OUT_OF_ORDER),
    ("unclaimed_contact_minutes", "100", table.RUNGS_OUT_OF_ORDER),
    ("overdue_days", "5", table.OVERDUE_OUT_OF_ORDER),
    ("loud_from", "18:00", table.DAY_OUT_OF_ORDER),
    ("bad_fix_days", "16", table.FIX_OUT_OF_ORDER),
]


@pytest.mark.parametrize(("name", "raw", "value"), READ)
def test_a_setting_is_read_as_a_head_types_it(name: str, raw: object, value: object) -> None:
    after = changed(DEFAULTS, name, raw)
    assert isinstance(after, StationSettings)
    assert getattr(after, name) == value


@pytest.mark.parametrize(("name", "raw", "why"), REFUSED)
def test_a_setting_that_cannot_stand_is_refused_with_a_sentence(
    name: str, raw: object, why: str
) -> None:
    no = changed(DEFAULTS, name, raw)
    assert isinstance(no, Rejected)
    assert no.why == why
    assert "{" not in no.render()


@pytest.mark.parametrize(("name", "raw", "why"), CONTRADICTIONS)
def test_settings_that_contradict_each_other_are_refused(name: str, raw: str, why: str) -> None:
    assert changed(DEFAULTS, name, raw) == Rejected(why)


def test_a_day_cannot_be_a_day_off_and_an_extra_day() -> None:
    shut = replace(DEFAULTS, closures=(Closure(date(2026, 12, 24), date(2026, 12, 26)),))
    no = changed(shut, "extra_days", "2026-12-25")
    assert isinstance(no, Rejected)
    assert no.render() == "2026-12-25既写在休息日里又写在加班日里，请先改好其中一处。"
    assert isinstance(changed(shut, "extra_days", "2026-12-27"), StationSettings)


def test_a_refused_line_is_named() -> None:
    no = changed(DEFAULTS, "extra_days", "2026-11-28\n周日")
    assert isinstance(no, Rejected)
    assert no.render().startswith("第2行")


def test_the_defaults_hold_together_and_every_row_has_words() -> None:
    assert table.contradiction(DEFAULTS) is None
    assert all(row.label for row in SETTINGS_FIELDS)
    assert len({row.label for row in SETTINGS_FIELDS}) == len(SETTINGS_FIELDS)


def test_what_is_written_is_what_the_form_reads() -> None:
    for row in SETTINGS_FIELDS:
        value = getattr(DEFAULTS, row.name)
        assert row.kind.read(row.kind.write(value)) == value


@given(settings)
def test_settings_come_back_from_storage_as_they_were(station: StationSettings) -> None:
    noted = replace(
        station,
        service_notes=((Category.OTHER, "可代问主管部门"),),
        fee_items=("检定：按目录",),
        announced_years=(2027,),
    )
    assert from_dict(to_dict(noted)) == noted


def test_saved_settings_are_adopted_not_trusted() -> None:
    saved = {**to_dict(DEFAULTS), "reply_days": 999, "name": "示范站", "colour": "红"}
    adopted, dropped = table.adopt(saved)
    assert adopted == replace(DEFAULTS, name="示范站")
    assert dropped == ("reply_days",)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=8),
    max_leaves=9,
)


@given(st.sampled_from([row.name for row in SETTINGS_FIELDS]), json)
def test_nothing_that_is_typed_or_stored_breaks_the_reading(name: str, raw: object) -> None:
    after = changed(DEFAULTS, name, raw)
    assert isinstance(after, (Rejected, StationSettings))
    assert isinstance(from_dict({name: raw}), StationSettings)


def test_opening_hours_are_said_in_runs_of_equal_days() -> None:
    assert week_words(DEFAULTS.hours) == ("周一至周五 09:00-12:00、13:30-17:30；周六至周日 休息")
    week = (hours(9, 12), *((),) * 5, hours(14, 17))
    assert week_words(week) == "周一 09:00-12:00；周二至周六 休息；周日 14:00-17:00"

"""A template's own fields are filled with what its kinds take, no longer than they may be."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.templates import LONGEST, Record, contents, data_of

RECORD: Final = Record(
    "r7", "HY-2026-0001", "计量检测服务", "示例服务站（虚构）",
    datetime(2026, 11, 25, 2, 0, tzinfo=UTC),
)  # fmt: skip


def filled(content: str, record: Record = RECORD) -> dict[str, str]:
    return {name: field["value"] for name, field in data_of(content, record).items()}


def test_each_kind_of_field_gets_what_it_takes() -> None:
    content = (
        "服务单号：{{character_string1.DATA}}\n服务项目：{{thing2.DATA}}\n"
        "完成时间：{{time3.DATA}}\n站点：{{thing4.DATA}}\n提示：{{thing5.DATA}}\n"
        "状态：{{phrase6.DATA}}\n日期：{{date7.DATA}}\n编号：{{number8.DATA}}"
    )
    assert filled(content) == {
        "character_string1": "HY-2026-0001",
        "thing2": "计量检测服务",
        "time3": "2026-11-25 10:00",
        "thing4": "示例服务站（虚构）",
        "thing5": "服务已办结，请您点开评价",
        "phrase6": "待评价",
        "date7": "2026-11-25",
        "number8": "20260001",
    }


def test_templates_of_the_older_kind_have_a_first_and_a_last_line() -> None:
    content = "{{first.DATA}}\n单号：{{keyword1.DATA}}\n站点：{{keyword2.DATA}}\n{{remark.DATA}}"
    assert filled(content) == {
        "first": "服务已办结，请您点开评价",
        "keyword1": "计量检测服务",
        "keyword2": "示例服务站（虚构）",
        "remark": "服务已办结，请您点开评价",
    }


@pytest.mark.parametrize(
    "content",
    ["", "没有字段", "{{thing1}}", "{{.DATA}}", "{{1.DATA}}", "{{thing1.DATA}", "{" * 9999],
)
def test_what_names_no_field_has_none(content: str) -> None:
    assert filled(content) == {}


@given(st.text(max_size=200), st.sampled_from([*LONGEST, "thing", "strange"]))
def test_no_value_is_longer_than_its_kind_may_be(words: str, kind: str) -> None:
    record = replace(RECORD, service=words, station=words, number=words)
    [value] = filled(f"{{{{{kind}1.DATA}}}}", record).values()
    assert len(value) <= LONGEST.get(kind, LONGEST["thing"])


def test_without_a_service_of_a_kind_the_field_is_not_empty() -> None:
    """An empty value is refused."""
    assert filled("{{thing1.DATA}}{{thing2.DATA}}", replace(RECORD, service="")) == {
        "thing1": "示例服务站（虚构）",
        "thing2": "服务已办结，请您点开评价",
    }


def test_templates_are_found_in_either_list() -> None:
    listed = {"data": [{"priTmplId": "T1", "content": "{{thing1.DATA}}"}, {"title": "x"}, "x"]}
    assert contents(listed, "data", "priTmplId") == {"T1": "{{thing1.DATA}}", "": ""}
    assert contents({}, "template_list", "template_id") == {}

"""Nobody outside learns a whole phone, name, identity number or mail address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.masking import mask_mail, mask_name, mask_phone, scrub


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张*"),
        ("欧阳倩", "欧阳*"),
        ("童经理", "童*"),
        (" 李 ", "李*"),
        ("", ""),
        ("Anna", "A*"),
    ],
)
def test_a_name_keeps_its_surname_alone(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800005678", "138****5678"),
        ("027-83455678", "027-****5678"),
        ("0714-6345678", "0714-****5678"),
        ("027-83455678转802", "027-****5678转*"),
        ("4001005678", "****5678"),
        ("5678", "****"),
        ("", "****"),
    ],
)
def test_a_phone_keeps_its_beginning_and_its_last_four_digits(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


def test_a_mail_address_keeps_its_first_letter_and_its_host() -> None:
    assert mask_mail("anna@example.com") == "a***@example.com"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("电话13800001207，找我", "电话138****1207，找我"),
        ("１３８－００００－１２０７", "138****1207"),
        ("138 0000 1207", "138****1207"),
        ("+86 138.0000.1207", "138****1207"),
        ("座机027-83450016转802", "座机027****0016转802"),
        ("(027)8345 0016", "027****0016"),
        ("办公室83450016", "办公室****0016"),
        ("办公室8345-0016", "办公室****0016"),
        ("身份证42010619900101123X", "身份证420****123X"),
        ("发到zhang.san@example.com吧", "发到z***@example.com吧"),
        ("13800001207@example.com", "1***@example.com"),
        ("幺三八零零零零幺二零七", "幺三八****幺二零七"),
        ("138零零零零一二零七", "138****一二零七"),
        ("两个：13800001207、15900001208", "两个：138****1207、159****1208"),
    ],
)
def test_free_text_is_scrubbed_of_every_number_that_reaches_somebody(said: str, shown: str) -> None:
    assert scrub(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "GB/T 19001-2016还现行吗",
        "工单HY-2026-0007怎么样了",
        "日期20250317，明天14:30",
        "预算5000-8000元",
        "压力表6块，量程0-1.6MPa",
        "2024-2025年的报告",
        "ISO 9001:2015、GB 4806.7",
        "四月八号到十号，三台",
        "",
    ],
)
def test_standards_orders_dates_and_amounts_are_left_alone(said: str) -> None:
    assert scrub(said) == said


@given(st.text(), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text())
def test_no_mobile_survives_in_any_text(before: str, mobile: str, after: str) -> None:
    shown = scrub(f"{before}，{mobile}，{after}")
    assert not re.search(rf"(?<!\d){mobile}(?!\d)", shown)


@given(st.text(alphabet="0123456789零一幺三八 -()+.@aXx转，"))
def test_scrubbing_twice_changes_nothing_more(said: str) -> None:
    assert scrub(scrub(said)) == scrub(said)

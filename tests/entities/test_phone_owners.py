"""Whose number it is."""

import pytest

from bot.intents.entities.phones import find_phones, read_phone
from bot.intents.normal import normalise
from core.phones import Phone


@pytest.mark.parametrize(
    "text",
    [
        "供货商郑总13900002222", "隔壁厂的电话是13900002222", "你们那个027-59766010一直占线",
        "昨天13900002222给我打电话说是你们站的", "13900002222打来的是不是骗子",
        "老板的号13900002222千万别打他", "我们客户那边的李工13900002222", "铭牌上13900002222是编号",
        "宣传单上印的400-027-1236", "发票抬头电话027-87654321", "以前登记的13900002222是小聂的",
        "13900002222自称是你们站的", "物业电话82345678打了不管", "别往13900002222打了",
        "有人说打13900002222问你们，我打了是空号",
    ],
)  # fmt: skip
def test_the_number_of_others_is_not_to_be_called(text: str) -> None:
    assert not [one for one in find_phones(normalise(text)) if not one.denied]
    assert read_phone(normalise(text)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("供应商的电话13900002222，我是13800001111", "13800001111"),
        ("15000002222是我，白天听不见，最好打我另一个号13800001111", "13800001111"),
        ("打维保单位的话是13900002222小庞，打我就是13800001111", "13800001111"),
        ("物流司机15000002222，他只管送。有事还是打我，小齐 13800001111", "13800001111"),
        ("打我老婆电话也可以 13900002222，我的是13800001111", "13800001111"),
        ("以前是13900002222，现在用13800001111", "13800001111"),
        ("手机138\n00001111", "13800001111"),
        ("幺三八 零零零二 不是不是 零零零零 幺幺幺幺", "13800001111"),
        ("手机18O7l230556", "18071230556"),
        ("0086-27-85330926", "027-85330926"),
        ("手机：159/27004418", "15927004418"),
        ("M: 13800001111", "13800001111"),
        ("王工13900002222，刘工13800001111，校准的事找刘工", "13800001111"),
        ("财务15000002222，我13800001111", "13800001111"),
        ("法人代表15000002222，经办人李四13800001111", "13800001111"),
        ("座机常占线027-83214470，打手机13800001111", "13800001111"),
        ("维保单位电话13900002222，我是物业13800001111", "13800001111"),
        ("15000002222（旧）13800001111", "13800001111"),
        ("T 027 8321 4470", "027-83214470"),
        ("隔壁老板介绍我来的，13800001111", "13800001111"),
    ],
)
def test_the_own_number_is(text: str, number: str) -> None:
    own = [one for one in find_phones(normalise(text)) if not one.denied and not one.aside]
    assert [one.phone.number for one in own] == [number]


def test_what_is_to_be_tried_before_another_comes_first() -> None:
    tried = read_phone(normalise("打不通13800001111就打固话027-85771133"))
    assert isinstance(tried, Phone)
    assert tried.number == "13800001111"

"""Whose number it is."""

import pytest

from bot.intents.entities.phones import find_phones, read_phone
from bot.intents.normal import normalise


@pytest.mark.parametrize(
    "text",
    [
        "供货商郑总13900002222", "隔壁厂的电话是13900002222", "你们那个027-59766010一直占线",
        "昨天13900002222给我打电话说是你们站的", "13900002222打来的是不是骗子",
        "老板的号13900002222千万别打他", "我们客户那边的李工13900002222", "铭牌上13900002222是编号",
        "宣传单上印的400-027-1236", "发票抬头电话027-87654321", "以前登记的13900002222是小聂的",
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
        ("隔壁老板介绍我来的，13800001111", "13800001111"),
    ],
)
def test_the_own_number_is(text: str, number: str) -> None:
    own = [one for one in find_phones(normalise(text)) if not one.denied and not one.aside]
    assert [one.phone.number for one in own] == [number]

"""Danger is heard in the words of people who are in it, and not in talk of tests and drills."""

import pytest

from bot.intents.dangers import speaks_of_danger
from bot.intents.normal import normalise


@pytest.mark.parametrize(
    "text",
    [
        "我们锅炉压力表指针打到头了，一直在叫，咋办", "煤气罐滋滋响，有臭味",
        "电梯突然往下掉了两层",
        "叉车把人脚压了", "锅炉安全阀一直喷气，停不下来", "蒸汽管道爆了烫伤两个人",
        "液氨罐有点漏味道",
        "液氨罐漏了，味道呛人", "燃气泄漏了", "工人触电了", "吊车砸到人了", "扶梯夹住小孩脚了",
    ],
)  # fmt: skip
def test_danger_is_heard(text: str) -> None:
    assert speaks_of_danger(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "可燃气体泄漏报警器要检定", "气瓶气密性泄漏试验", "想搞一次电梯困人应急演练",
        "防爆电气检测",
        "如果锅炉爆了谁负责", "上个月电梯困人了，想请你们查查原因", "压力表打不准", "阀门标准",
        "漏电保护器", "烫金机年检", "客户怕漏气要报告", "玻璃碎了一块",
    ],
)  # fmt: skip
def test_talk_of_tests_and_drills_is_no_danger(text: str) -> None:
    assert not speaks_of_danger(normalise(text))

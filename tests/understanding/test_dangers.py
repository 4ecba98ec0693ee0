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
        "货梯夹人了，去年才年检的", "去年年检的货梯夹人了", "叉车把人撞了，要求马上处理",
        "储罐裂了在喷，之前做过检验", "电梯突然往下掉，里面有人，去年才年检的",
        "校准的师傅被压力机夹到手了", "燃气管道漏了，检测仪报警了",
        "3号楼电梯刚把人关里面了怎么办！！", "電梯把人關裡面了", "厂里氯气泄漏，急",
    ],
)  # fmt: skip
def test_danger_is_heard(text: str) -> None:
    assert speaks_of_danger(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "可燃气体泄漏报警器要检定", "气瓶气密性泄漏试验", "想搞一次电梯困人应急演练",
        "防爆电气检测", "要是电梯困人了怎么办", "可燃气体报警器要检定",
        "上周叉车把人撞了，要赔偿", "之前漏气，已经修好了，检测一下", "电梯门关里面有异响",
        "如果锅炉爆了谁负责", "上个月电梯困人了，想请你们查查原因", "压力表打不准", "阀门标准",
        "漏电保护器", "烫金机年检", "客户怕漏气要报告", "玻璃碎了一块",
    ],
)  # fmt: skip
def test_talk_of_tests_and_drills_is_no_danger(text: str) -> None:
    assert not speaks_of_danger(normalise(text))


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("昨天漏气的事处理完了，现在想请你们检一遍", False),
        ("万一食物中毒怎么办", False),
        ("车间冒烟", True),
    ],
)
def test_words_of_danger_alone_raise_no_alarm_over_what_is_past(text: str, danger: bool) -> None:
    assert speaks_of_danger(normalise(text), named=True) is danger

"""What is to be served and how many of it, beside what only has the look of either."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from bot.intents.reading import Slots, read_slots

AT = datetime(2026, 3, 11, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))


def slots_of(text: str, lexicon: Lexicon) -> Slots:
    return read_slots(normalise(text), text, AT, lexicon)


QUANTITIES: tuple[tuple[str, list[str]], ...] = (
    ("压力表50块，锅炉房还有12块", ["50块", "12块"]),
    ("十二块压力表和三台天平", ["十二块", "三台"]),
    ("二十来个人听", ["二十来个人"]),
    ("4个批次", ["4个批次"]),
    ("CT一台DR两台", ["一台", "两台"]),
    ("客梯一部，到期要检", ["一部"]),
    ("DN50的18只，M16的8套", ["18只", "8套"]),
    ("10吨的双梁2台", ["2台"]),
    ("电子秤（5台）、天平（2台）", ["5台", "2台"]),
    ("手机13986110027 座机027-65521098", []),
    ("生产日期20260315批号", []),
    ("我有两个问题，三个月前问过一个", []),
    ("检一块表500块钱一次", ["一块"]),
    ("第3台那台", []),
)
THINGS: tuple[tuple[str, list[str]], ...] = (
    ("积分球1套校准", ["积分球"]),
    ("灯检机1台要校", ["灯检机"]),
    ("移液枪离心机想统一校准", ["移液枪", "离心机"]),
    ("灭菌器上面那块压力表要检定", ["压力表"]),
    ("三坐标测量机搬了厂房", ["三坐标测量机"]),
    ("叉车证丢了可以补吗", []),
    ("酱板鸭要做型式检验", ["酱板鸭"]),
    ("三轮快递车算特种设备吗", ["三轮快递车"]),
    ("实名制闸机不用检吧", []),
    ("考场的空调……不对，是考场用的金属探测门，两台", ["金属探测门"]),
    ("武汉某某电梯有限公司", []),
    ("64个枪", []),
)


@pytest.mark.parametrize(("text", "counts"), QUANTITIES)
def test_counts_of_things_are_read(text: str, counts: list[str], lexicon: Lexicon) -> None:
    assert [found.value for found in slots_of(text, lexicon).quantities] == counts


@pytest.mark.parametrize(("text", "things"), THINGS)
def test_what_is_to_be_served_is_read(text: str, things: list[str], lexicon: Lexicon) -> None:
    assert [found.value for found in slots_of(text, lexicon).things] == things

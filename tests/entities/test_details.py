"""What remains of a message as the need's own words, and its clauses and amounts."""

import pytest

from bot.intents.entities.details import clauses, quantities, rest_of
from bot.intents.entities.found import overlaps
from bot.intents.normal import normalise


def _without(text: str, *cut: str) -> str:
    return rest_of(text, [(text.index(one), text.index(one) + len(one)) for one in cut])


@pytest.mark.parametrize(
    ("text", "cut", "rest"),
    [
        ("你好，我们空压站那个压力容器要送检", (), "我们空压站那个压力容器要送检"),
        ("老师，辣椒酱想测一下防腐剂和微生物", (), "辣椒酱想测一下防腐剂和微生物"),
        ("您好！请问一下锅炉内检怎么报", (), "锅炉内检怎么报"),
        ("说正事，想申报质量奖，不知道够不够格", (), "想申报质量奖，不知道够不够格"),
        ("下周一，14台一起送过去", ("下周一",), "14台一起送过去"),
        ("样品今天下午就能送，两瓶够不够", ("今天下午",), "样品就能送，两瓶够不够"),
        ("3个人 联系我就行 秦峰 17600004902", ("秦峰", "17600004902"), "3个人"),
        (
            "单位：武汉云帆厂\n联系人：邵斌\n手机：13700002290\n事情：想办一期QC七大工具培训\n时间：4月中旬",
            ("武汉云帆厂", "邵斌", "13700002290", "4月中旬"),
            "想办一期QC七大工具培训",
        ),
        ("联系人 万志强 13900004416", ("万志强", "13900004416"), ""),
        ("姓童，叫我童经理就行", ("童经理",), ""),
        ("13600007715 这是我号码", ("13600007715",), ""),
        ("武汉康和颐养中心 / 谭丽 / 15600003075", ("武汉康和颐养中心", "谭丽", "15600003075"), ""),
        ("谢谢老师", (), ""),
        ("GB 4806.7还是现行的吗，我们做塑料饭盒", (), "GB 4806.7还是现行的吗，我们做塑料饭盒"),
        ("電子秤三台要檢定 店裡用的", (), "電子秤三台要檢定 店裡用的"),
        ("这周五之前寄样", ("这周五之前",), ""),
        ("下周的任何一期", ("下周",), ""),
        ("最迟下周五要出结果", ("最迟下周五",), ""),
        ("明天就可以送来", ("明天",), ""),
        ("月底前拿到证就行", ("月底前",), ""),
        ("5台下周三送检", ("下周三",), "5台送检"),
        ("下周三前压力表要检好", ("下周三前",), "压力表要检好"),
        ("20号前安排，莫影响供暖", ("20号前",), "莫影响供暖"),
        ("1、武汉云帆厂\n2、叉车年检\n3、1月下旬", ("武汉云帆厂", "1月下旬"), "叉车年检"),
        ("3、4个人要培训", (), "3、4个人要培训"),
        (
            "【单位】武汉云帆厂【事项】月饼要检验【时间】8月底",
            ("武汉云帆厂", "8月底"),
            "月饼要检验",
        ),
        ("我叫佟丽丽检验科的", ("佟丽丽",), ""),
        ("磅房的辛工，13800001207", ("辛工", "13800001207"), ""),
        ("喊我老程就可得，程德旺", ("程德旺",), ""),
        ("改由郑凯对接", ("郑凯",), ""),
    ],
)
def test_the_need_keeps_its_own_words(text: str, cut: tuple[str, ...], rest: str) -> None:
    assert _without(text, *cut) == rest


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("一共6块", ["6块"]),
        ("温湿度表20块，这周就要", ["20块"]),
        ("3台客梯，5台扶梯", ["3台", "5台"]),
        ("电子秤三台要检定", ["三台"]),
        ("是叉车，3吨，新买的", ["3吨"]),
        ("我们有研发人员40个", ["40个"]),
        ("实用新型专利想申请两个", ["两个"]),
        ("两瓶够不够", ["两瓶"]),
        ("十几台天平", ["十几台"]),
        ("２．５公斤样品", ["2.5公斤"]),
        ("一个是校准，一个是培训", []),
        ("这周三个工作日内", []),
        ("3个月有效", []),
        ("ISO9001一个证", []),
        ("第3台", []),
        ("GB/T 1804", []),
    ],
)
def test_amounts_of_things_are_found(text: str, amounts: list[str]) -> None:
    plain = normalise(text)
    assert [plain[start:end] for start, end in quantities(plain)] == amounts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("温湿度表20块，这周就要；讲课的不急", ["温湿度表20块", "这周就要", "讲课的不急"]),
        (
            "一个是温湿度表要校准，一个是想请人来讲5S",
            ["一个是温湿度表要校准", "一个是想请人来讲5S"],
        ),
        ("锅炉要检另外想办3C", ["锅炉要检", "另外想办3C"]),
        ("3个人 联系我就行", ["3个人", "联系我就行"]),
        ("GB 4806.7还是现行的吗", ["GB 4806.7还是现行的吗"]),
        ("  ，。 ", []),
        ("", []),
    ],
)
def test_a_message_falls_into_clauses(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == parts


def test_overlapping_cuts_are_cut_once() -> None:
    assert rest_of("想校准压力表6块下周三", ((8, 11), (7, 11), (9, 10))) == "想校准压力表6"


def test_spans_overlap_where_they_share_a_place() -> None:
    assert overlaps((0, 3), [(2, 5)])
    assert not overlaps((0, 2), [(2, 5)])

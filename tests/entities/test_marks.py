"""Marks for the items of table C.1, and what only looks like one."""

import pytest

from bot.intents.entities.marks import Mark, UnclearMark, find_marks
from bot.intents.normal import normalise
from core.rating_items import Level, Solved

STARS = range(1, 5)
ALL = ((1, 5), (2, 5), (3, 5), (4, 5), (6, 5), (7, 5), (8, 5), (9, 5))
ASKED_OVERALL = 10
ASKED_SOLVED = 5

UNASKED = (
    ("五星", ((None, 5),)),
    ("⭐⭐⭐⭐", ((None, 4),)),
    ("⭐️⭐️⭐️⭐️⭐️", ((None, 5),)),
    ("★★★☆☆", ((None, 3),)),
    ("四颗星", ((None, 4),)),
    ("给4分", ((None, 4),)),
    ("满分💯", ((None, 5),)),
    ("给五星好评", ((None, 5),)),
    ("三颗星，人挺好就是慢了点", ((None, 3),)),
    ("哦五分制啊，那5分", ((None, 5),)),
    ("及时3星，专业5星，文明5星", ((2, 3), (3, 5), (4, 5))),
    ("及时性4星，专业性5星，文明性5星", ((2, 4), (3, 5), (4, 5))),
    ("及时3，专业5，文明5", ((2, 3), (3, 5), (4, 5))),
    ("服务五星，速度三星", ((1, 5), (2, 3))),
    ("态度5星，速度慢了点2星", ((4, 5), (2, 2))),
    ("及时、专业、文明都是5星", ((2, 5), (3, 5), (4, 5))),
    ("及时性和专业性4星", ((2, 4), (3, 4))),
    ("服务站：5星；专业：4星", ((1, 5), (3, 4))),
    ("技术人员专业5星，及时4星，文明5星，设施4星", ((6, 5), (7, 4), (8, 5), (9, 4))),
    ("师傅态度5星", ((8, 5),)),
    ("设备设施四星", ((9, 4),)),
    ("服务站及时4星，检验员及时3星", ((2, 4), (7, 3))),
    ("第2项4星，第3项5星", ((2, 4), (3, 5))),
    ("都是五星", ALL),
    ("全部5星", ALL),
    ("都给五分", ALL),
    ("总体5星", ((None, 5),)),
    ("总体满意，问题解决了", ((10, Level.SATISFIED), (5, Solved.YES))),
    ("打五星，问题都解决了，非常满意", ((None, 5), (5, Solved.YES), (10, Level.VERY_SATISFIED))),
    ("不满意", ((10, Level.DISSATISFIED),)),
    ("非常不满意", ((10, Level.DISSATISFIED),)),
    ("很满意，谢谢", ((10, Level.VERY_SATISFIED),)),
    ("十分满意", ((10, Level.VERY_SATISFIED),)),
    ("就给个满意吧", ((10, Level.SATISFIED),)),
    ("都滿意", ((10, Level.SATISFIED),)),
    ("一般般吧", ((10, Level.FAIR),)),
    ("总体一般", ((10, Level.FAIR),)),
    ("就是个一般吧", ((10, Level.FAIR),)),
    ("问题没解决，第三台到现在还没检", ((5, Solved.NO),)),
    ("问题还没解决", ((5, Solved.NO),)),
    ("冇解决", ((5, Solved.NO),)),
    ("根本解决不了", ((5, Solved.NO),)),
    ("事情已经搞定了", ((5, Solved.YES),)),
    ("问题得到解决", ((5, Solved.YES),)),
)

ASKED = (
    ("五颗星都给", 1, ALL),
    ("5星全给你们", 3, ALL),
    ("全五星", 1, ALL),
    ("全满分", 2, ALL),
    ("统一五星", 1, ALL),
    ("都给5", 2, ALL),
    ("其余都给5", 2, ALL),
    ("前四项都五星", 1, ((1, 5), (2, 5), (3, 5), (4, 5))),
    ("1到4都五星", 1, ((1, 5), (2, 5), (3, 5), (4, 5))),
    ("第一项4", 1, ((1, 4),)),
    ("打个四星吧", 2, ((2, 4),)),
    ("两颗星", 3, ((3, 2),)),
    ("三颗", 3, ((3, 3),)),
    ("那就一般", 1, ((10, Level.FAIR),)),
    ("那就选“一般”", 1, ((10, Level.FAIR),)),
    ("选择一般这档", 1, ((10, Level.FAIR),)),
    ("按一般来", 1, ((10, Level.FAIR),)),
    ("只能算一般", ASKED_OVERALL, ((10, Level.FAIR),)),
    ("那就非常满意吧", ASKED_OVERALL, ((10, Level.VERY_SATISFIED),)),
    ("5", 1, ((1, 5),)),
    ("２", 3, ((3, 2),)),
    ("五", 2, ((2, 5),)),
    ("给4", 6, ((6, 4),)),
    ("4分", 2, ((2, 4),)),
    ("四颗星", 9, ((9, 4),)),
    ("5/5", 1, ((1, 5),)),
    ("五星五星", 1, ((1, 5),)),
    ("及时3星，其余5星", 1, ((2, 3), *(pair for pair in ALL if pair[0] != 2))),
    ("其他都五星", 2, ALL),
    ("是", ASKED_SOLVED, ((5, Solved.YES),)),
    ("解决了", ASKED_SOLVED, ((5, Solved.YES),)),
    ("没有", ASKED_SOLVED, ((5, Solved.NO),)),
    ("否", ASKED_SOLVED, ((5, Solved.NO),)),
    ("一般", ASKED_OVERALL, ((10, Level.FAIR),)),
    ("满意", 1, ((10, Level.SATISFIED),)),
    ("差评", 1, ((10, Level.DISSATISFIED),)),
    ("5", ASKED_OVERALL, ()),
    ("3", ASKED_SOLVED, ()),
)

NO_MARKS = (
    "5", "6", "5台", "6块", "两瓶", "3个人", "40个", "9001", "5号", "5楼", "5分钟后到", "十分感谢",
    "十分专业", "五星级酒店要检测", "售后服务五星认证怎么弄，投标要",
    "上回我们打五星的那位师傅还来吗", "顾客满意度调查怎么设计问卷", "让客户满意", "满意吗",
    "满分是多少", "每本2分，没有就不得分", "想解决甲醛超标的问题", "怎么解决", "问题解决了没有",
    "一般要多久", "一般纳税人", "武汉三星电子", "课讲得可以", "不是五星", "给不了五星",
    "第三台到现在还没检", "电梯5星", "5公斤", "分5次送", "星期五", "一分钱不花", "",
    "选一般的机构就行", "写一般纳税人",
)  # fmt: skip

UNCLEAR = (
    ("还行吧", 1, 1, "还行", "vague"),
    ("还凑合", ASKED_OVERALL, 10, "凑合", "vague"),
    ("马马虎虎", 2, 2, "马马虎虎", "vague"),
    ("服务不错", 1, 1, "不错", "vague"),
    ("10分！", 1, 1, "10分", "out_of_range"),
    ("6", 1, 1, "6", "out_of_range"),
    ("0", 2, 2, "0", "out_of_range"),
    ("0颗星", 2, 2, "0颗星", "out_of_range"),
    ("4.5", 2, 2, "4.5", "vague"),
    ("四点五", 2, 2, "四点五", "vague"),
    ("四点五星", None, None, "四点五星", "vague"),
    ("3到4星", 1, 1, "3到4星", "vague"),
    ("三四星吧", 1, 1, "三四星", "vague"),
    ("半颗星", 1, 1, "半颗星", "vague"),
    ("一颗星都不想给", 1, 1, "一颗星都不", "vague"),
    ("优秀", 4, 4, "优秀", "vague"),
    ("不咋满意", ASKED_OVERALL, 10, "不咋满意", "vague"),
    ("说不上满意", ASKED_OVERALL, 10, "说不上满意", "vague"),
    ("不是不满意", ASKED_OVERALL, 10, "不是不满意", "vague"),
    ("前面都五星", 1, None, "五星", "vague"),
    ("6星", 3, 3, "6星", "out_of_range"),
    ("100分", 1, 1, "100分", "out_of_range"),
    ("0星", 1, 1, "0星", "out_of_range"),
    ("零分", 4, 4, "零分", "out_of_range"),
    ("负分", 1, 1, "负分", "out_of_range"),
    ("⭐⭐⭐⭐⭐⭐", 1, 1, "⭐⭐⭐⭐⭐⭐", "out_of_range"),
    ("4.5分", 1, 1, "4.5分", "vague"),
    ("四星半", 1, 1, "四星半", "vague"),
    ("扣一分", 1, 1, "一分", "vague"),
    ("不是很满意", None, 10, "不是很满意", "vague"),
    ("不太满意", ASKED_OVERALL, 10, "不太满意", "vague"),
    ("基本满意", ASKED_OVERALL, 10, "基本满意", "vague"),
    ("问题还没完全解决", None, 5, "没完全解决", "vague"),
    ("师傅5星", 1, None, "5星", "vague"),
)


def _pairs(text: str, asked: int | None) -> tuple[tuple[int | None, object], ...]:
    marks = find_marks(normalise(text), asked)
    return tuple((mark.item, mark.value) for mark in marks if isinstance(mark, Mark))


@pytest.mark.parametrize(("text", "marks"), UNASKED)
def test_a_mark_is_read_without_a_question(
    text: str, marks: tuple[tuple[int | None, object], ...]
) -> None:
    assert sorted(_pairs(text, None), key=repr) == sorted(marks, key=repr)


@pytest.mark.parametrize(("text", "asked", "marks"), ASKED)
def test_a_short_answer_is_for_the_item_asked(
    text: str, asked: int, marks: tuple[tuple[int | None, object], ...]
) -> None:
    assert sorted(_pairs(text, asked), key=repr) == sorted(marks, key=repr)


@pytest.mark.parametrize("text", NO_MARKS)
def test_numbers_and_trade_words_are_no_marks(text: str) -> None:
    assert find_marks(normalise(text), None) == ()


@pytest.mark.parametrize(
    "text", ["5台", "6块", "两瓶", "9001", "5号", "好的", "谢谢老师", "再问个事"]
)
def test_amounts_are_no_marks_even_when_one_was_asked(text: str) -> None:
    assert find_marks(normalise(text), 1) == ()


@pytest.mark.parametrize(("text", "asked", "item", "said", "reason"), UNCLEAR)
def test_what_is_vague_or_off_the_scale_is_asked_about(
    text: str, asked: int | None, item: int | None, said: str, reason: str
) -> None:
    (mark,) = find_marks(normalise(text), asked)
    assert isinstance(mark, UnclearMark)
    assert (mark.item, mark.said, mark.reason) == (item, said, reason)


@pytest.mark.parametrize("stars", STARS)
def test_signs_count_as_stars(stars: int) -> None:
    assert _pairs("⭐" * stars, 2) == ((2, stars),)

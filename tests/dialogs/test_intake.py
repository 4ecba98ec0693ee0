"""What a single message says about needs that are being taken in."""

from collections.abc import Mapping
from datetime import datetime

import pytest

from bot.dialogs.intake.details import open_needs
from bot.dialogs.intake.hearing import hear
from bot.dialogs.intake.listening import Listening
from bot.dialogs.intake.narrowing import takes_part_out
from bot.intents.lexicon import Lexicon
from bot.intents.reading import read
from core.dialogs.progress import Asked
from core.wishes import Wish, WishKind, encode

MONDAY = datetime.fromisoformat("2026-11-23T09:30:00+08:00")
PEOPLE = {"company": "武汉示例机械厂", "contact": "张伟", "phone": "13900001111"}
SCALES = {"need.1.detail": "天平校准3台", "need.1.category": "metrology"}
TWO = {
    "need.1.detail": "塑料粒子检测",
    "need.1.category": "inspection",
    "need.2.detail": "电梯年检",
    "need.2.category": "special_equipment",
}


def heard(
    lexicon: Lexicon, said: str, needs: Mapping[str, str], key: str = "confirm"
) -> dict[str, str]:
    listening = Listening(read(said, MONDAY, lexicon), {**PEOPLE, **needs}, Asked(key))
    return dict(hear(listening).answers)


@pytest.mark.parametrize(
    ("said", "detail"),
    [
        ("只要2台", "天平校准2台"),
        ("只要2台，另外一台坏了不校了", "天平校准2台；另外一台坏了不校了"),
        ("改成5台，砝码先不校", "天平校准5台；砝码先不校"),
    ],
)
def test_another_count_is_no_other_need(lexicon: Lexicon, said: str, detail: str) -> None:
    assert heard(lexicon, said, SCALES) == {"need.1.detail": detail}


@pytest.mark.parametrize("said", ["另外两台叉车要年检", "另外3台压力表也要检定"])
def test_a_counted_thing_of_its_own_is_another_need(lexicon: Lexicon, said: str) -> None:
    assert heard(lexicon, said, SCALES)["need.2.detail"]


@pytest.mark.parametrize("said", ["电梯要年检了", "想报两个内审员培训"])
def test_what_is_asked_for_outright_is_another_need(lexicon: Lexicon, said: str) -> None:
    assert heard(lexicon, said, SCALES, "company")["need.2.detail"] == said


@pytest.mark.parametrize(
    "said", ["证书上要带CNAS章", "产品要送检的话寄哪里", "要先做型式试验", "叉车可以帮忙卸货"]
)
def test_what_belongs_to_a_need_is_no_other(lexicon: Lexicon, said: str) -> None:
    assert "need.2.detail" not in heard(lexicon, said, SCALES, "company")


@pytest.mark.parametrize(
    ("said", "off"),
    [("粒子不检了", 1), ("电梯不检了", 2), ("第二个不要了", 2), ("第一件先不办", 1)],
)
def test_a_need_is_called_off_by_a_shorter_name(lexicon: Lexicon, said: str, off: int) -> None:
    assert heard(lexicon, said, TWO) == {f"need.{off}.off": "1"}


def test_what_nobody_asked_for_calls_off_no_need(lexicon: Lexicon) -> None:
    assert not any(key.endswith(".off") for key in heard(lexicon, "软件不检了", TWO))


@pytest.mark.parametrize(
    ("said", "name", "phone"),
    [
        ("电梯联系李工13911112222，其他找我柯亮13933334444", "柯亮", "13933334444"),
        ("联系人李工13911112222，财务王芳13933334444", "李工", "13911112222"),
        ("电梯找李工 13911112222，粒子找王芳13933334444", "李工", "13911112222"),
    ],
)
def test_a_name_keeps_its_own_number(lexicon: Lexicon, said: str, name: str, phone: str) -> None:
    answers = heard(lexicon, said, TWO)
    assert (answers["contact"], answers["phone"]) == (name, phone)
    [other] = {"13911112222", "13933334444"} - {phone}
    assert any(other in value for key, value in answers.items() if key.endswith("detail"))


def test_a_number_without_a_name_takes_nobody_elses(lexicon: Lexicon) -> None:
    answers = heard(lexicon, "李工13911112222，其他打13933334444", TWO)
    assert answers["phone"] == "13933334444"
    assert "contact" not in answers


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("都是12月初", {"need.1.time", "need.2.time"}),
        ("两个都下周三", {"need.1.time", "need.2.time"}),
        ("第二个改到下周三", {"need.2.time"}),
    ],
)
def test_a_time_counts_for_all_or_for_the_one_named(
    lexicon: Lexicon, said: str, times: set[str]
) -> None:
    answers = heard(lexicon, said, TWO, "need.1.time")
    assert {key for key in answers if key.endswith(".time")} == times


@pytest.mark.parametrize("said", ["昨天", "上周三就要", "前天下午"])
def test_a_past_day_is_no_answer(lexicon: Lexicon, said: str) -> None:
    listening = Listening(read(said, MONDAY, lexicon), SCALES, Asked("need.1.time"))
    assert [one.slot for one in hear(listening).rejections] == ["requested_time"]


@pytest.mark.parametrize(
    "said", ["对了你们周末上班吗", "你们周六上班吗", "周末有人吗", "下午有人吗"]
)
def test_who_asks_when_the_station_is_open_names_no_time(lexicon: Lexicon, said: str) -> None:
    assert heard(lexicon, said, SCALES, "need.1.time") == {}


@pytest.mark.parametrize(
    ("said", "contact"),
    [
        ("联系人写我老公吧，贾明", "贾明"),
        ("还是写我自己吧，袁佩佩", "袁佩佩"),
        ("还是写我，袁佩佩", "袁佩佩"),
    ],
)
def test_another_contact_takes_the_place_of_the_one_known(
    lexicon: Lexicon, said: str, contact: str
) -> None:
    assert heard(lexicon, said, SCALES) == {"contact": contact}


@pytest.mark.parametrize(
    "said", ["哦等等，专家来收不收钱啊，收费我就不搞了", "校准要好多钱啊", "要几多钱"]
)
def test_a_price_that_is_asked_is_no_part_of_the_need(lexicon: Lexicon, said: str) -> None:
    assert heard(lexicon, said, SCALES) == {}


@pytest.mark.parametrize("said", ["嗯对的就是这些", "就是这些", "对的就是这些"])
def test_these_and_no_more_confirms(lexicon: Lexicon, said: str) -> None:
    assert heard(lexicon, said, SCALES) == {"confirm": "yes"}


def test_a_sum_reckoned_wrong_calls_no_need_off(lexicon: Lexicon) -> None:
    assert "need.1.off" not in heard(lexicon, "粒子漏算了一个", TWO)


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("尾号打反了，是64不是46", "13900004664"),
        ("不是46是64", "13900004664"),
        ("最后两位应该是64", "13900004664"),
        ("号码不对，不是4646，应该是4664", "13900004664"),
    ],
)
def test_a_few_digits_put_the_number_right(lexicon: Lexicon, said: str, phone: str) -> None:
    needs = {**SCALES, "phone": "13900004646"}
    assert heard(lexicon, said, needs)["phone"] == phone


@pytest.mark.parametrize(
    "said",
    [
        "是58不是85",
        "是645不是46",
        "是12台不是46台",
        "数量是64不是46",
        "最后是25号",
        "后面改成50台",
        "证书编号后面是22",
        "量程是100不是000",
        "后面是12月",
    ],
)
def test_digits_that_do_not_fit_the_number_leave_it(lexicon: Lexicon, said: str) -> None:
    assert "phone" not in heard(lexicon, said, {**SCALES, "phone": "13900004646"})


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("往后推一天吧", "at|2026-11-26||am|||往后推一天"),
        ("推迟两天", "at|2026-11-27||am|||推迟两天"),
        ("再晚一周", "at|2026-12-02||am|||再晚一周"),
        ("能不能提前一天", "at|2026-11-24||am|||提前一天"),
    ],
)
def test_a_day_is_moved_by_so_many_days(lexicon: Lexicon, said: str, time: str) -> None:
    needs = {**SCALES, "need.1.time": "at|2026-11-25||am|||后天上午"}
    assert heard(lexicon, said, needs) == {"need.1.time": time}


@pytest.mark.parametrize("said", ["往后推一天吧", "推迟两天"])
def test_nothing_is_moved_where_no_day_was_given(lexicon: Lexicon, said: str) -> None:
    assert "need.1.time" not in heard(lexicon, said, SCALES)


@pytest.mark.parametrize(
    "said",
    [
        "往后推99999999999天",
        "再两天就到期了",
        "到时候提前一天通知我",
        "先不用推迟",
        "证书晚五天出没关系",
        "设备推迟一个星期到货",
        "改成提前两周办",
        "早一天晚一天都行",
    ],
)
def test_a_day_stays_where_nothing_moves_it(lexicon: Lexicon, said: str) -> None:
    needs = {**SCALES, "need.1.time": "at|2026-11-25||am|||后天上午"}
    assert "need.1.time" not in heard(lexicon, said, needs)


TOLD = {**SCALES, "need.1.time": "at|2026-11-25||am|||后天上午"}


@pytest.mark.parametrize(
    "said",
    [
        "对，就后天上午", "嗯嗯，应该没写错", "嗯对的对的没有别的了", "对，分开登记，谢谢",
        "那行，登记吧", "要得要得，就这样搞", "Yes, confirm", "好的。以上信息核对无误，请受理",
        "好，就这么定", "就这么着", "没问题👌", "行，那我等你们电话", "嗯就这样报", "没有要改的",
    ],
)  # fmt: skip
def test_a_yes_in_any_wording_confirms(lexicon: Lexicon, said: str) -> None:
    assert heard(lexicon, said, TOLD).get("confirm") == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "对了还有一台", "好的我再看看", "好，等我问下老板", "行吧，不过电话要改",
        "对，但是时间不对", "可以晚点提交吗", "是不是填错了", "好像不对", "嗯，先别交",
        "是3台不是2台", "对接人换了", "好多钱", "行车要检", "中午有人吗",
        "对，压力表是0.4级的，天平是万分之一的", "好，取消吧", "确认不了", "对头不",
        "对比一下别家再说",
        "确认函要盖章", "是的，不用三台，两台就够", "嗯，少了一台", "中，单位名字少了个字",
        "对，漏了一台压力表", "好，暂缓提交", "是的，等通知再提交", "好的，等两天", "没问题才怪",
        "行，提交前让我老板过目", "对，几时能来", "好，是不是免费", "早就早", "那天有空", "方便",
    ],
)  # fmt: skip
def test_what_only_sounds_like_yes_confirms_nothing(lexicon: Lexicon, said: str) -> None:
    assert "confirm" not in heard(lexicon, said, TOLD)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("上官敏", "上官敏"),
        ("闻立新，工程部的", "闻立新"),
        ("我叫汪琴", "汪琴"),
        ("找我，路敏", "路敏"),
    ],
)
def test_a_person_named_instead_of_the_firm_is_the_contact(
    lexicon: Lexicon, said: str, name: str
) -> None:
    listening = Listening(read(said, MONDAY, lexicon), SCALES, Asked("company"))
    assert dict(hear(listening).answers) == {"contact": name}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("159000033855", "too_long"),
        ("手滑了 1590000338", "too_short"),
        ("159-0000-338", "too_short"),
    ],
)
def test_a_number_with_a_wrong_count_of_digits_is_refused_whatever_was_asked(
    lexicon: Lexicon, said: str, reason: str
) -> None:
    heard_of = hear(Listening(read(said, MONDAY, lexicon), SCALES, Asked("company", again=True)))
    assert [one.reason for one in heard_of.rejections] == [reason]
    assert not heard_of.answers


@pytest.mark.parametrize("said", ["再加一项，砝码也校", "还要测两个指标，重复性和线性"])
def test_one_item_more_is_no_other_need(lexicon: Lexicon, said: str) -> None:
    assert "need.2.detail" not in heard(lexicon, said, SCALES)


CAKES = {
    "need.1.detail": "店里的小蛋糕和奶油泡芙两样想测微生物",
    "need.1.category": "inspection",
}
"""Two things, and what is to be done with both."""


@pytest.mark.parametrize(
    "said",
    [
        "还有泡芙先不测了，光测小蛋糕",
        "泡芙先不测了",
        "泡芙先不测了光测小蛋糕",
        "泡芙不用测了，只测小蛋糕就行",
        "奶油泡芙去掉吧",
        "泡芙算了，就测小蛋糕",
        "小蛋糕先不送了，先测泡芙",
        "泡芙暂时不做，单做小蛋糕",
        "泡芙不测了，改测月饼",
        "还是先不测泡芙了",
    ],
)
def test_a_part_that_is_off_is_kept_with_the_need(lexicon: Lexicon, said: str) -> None:
    kept = f"{CAKES['need.1.detail']}；{said}"
    assert heard(lexicon, said, CAKES) == {"need.1.detail": kept}


@pytest.mark.parametrize(
    ("said", "detail"),
    [
        ("泡芙先不测了", CAKES["need.1.detail"]),
        ("有3台先不检了", "10台叉车年检"),
        ("其中两台先不检了", "10台叉车年检"),
        ("坏了的那3台不检了", "10台叉车年检"),
        ("秤先不校了", "电子秤、砝码和天平校准"),
        ("砝码不用校了，只校天平和秤", "电子秤、砝码和天平校准"),
        ("2台行车先不检了", "3台叉车和2台行车年检"),
        ("举升机先不检了", "特种设备检验，压力罐和举升机"),
        ("泡芙不測了", CAKES["need.1.detail"]),
    ],
)
def test_some_of_what_is_counted_up_may_be_off(lexicon: Lexicon, said: str, detail: str) -> None:
    assert takes_part_out(read(said, MONDAY, lexicon).plain, detail)


@pytest.mark.parametrize(
    ("said", "detail"),
    [
        ("先不测了", CAKES["need.1.detail"]),
        ("小蛋糕和泡芙都先不测了", CAKES["need.1.detail"]),
        ("微生物先不测了", CAKES["need.1.detail"]),
        ("算了，先不办了，只是问问价", CAKES["need.1.detail"]),
        ("小蛋糕也不测了", f"{CAKES['need.1.detail']}；泡芙先不测了，光测小蛋糕"),
        ("十台都不检了", "10台叉车年检"),
        ("叉车先不检了", "10台叉车年检"),
        ("防盗门检测先不做了", "防盗门要出检测报告，2个型号"),
        ("不办了，就是电梯年检太贵了", "电梯年检"),
        ("叉车行车都不检了", "3台叉车和2台行车年检"),
        ("泡芙也要测", CAKES["need.1.detail"]),
    ],
)
def test_all_that_is_off_is_no_part(lexicon: Lexicon, said: str, detail: str) -> None:
    assert not takes_part_out(read(said, MONDAY, lexicon).plain, detail)


def test_of_several_needs_one_may_lose_a_part(lexicon: Lexicon) -> None:
    answers = heard(lexicon, "泡芙先不测了", {**TWO, **CAKES})
    assert answers == {"need.1.detail": f"{CAKES['need.1.detail']}；泡芙先不测了"}


def test_things_that_are_joined_belong_to_one_need(lexicon: Lexicon) -> None:
    opened = open_needs(read("压力表和天平要校准，电梯要年检", MONDAY, lexicon))
    assert opened["need.1.detail"] == "压力表和天平要校准"
    assert opened["need.2.detail"] == "电梯要年检"


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        (
            "压力表5块要检定，是0.4级的，另外电工要培训，8个人，要高级的",
            "压力表5块要检定，是0.4级的",
            "电工要培训，8个人，要高级的",
        ),
        (
            "新品气泡水要测菌落总数和糖分，另外品控2个人想参加HACCP内审员培训",
            "新品气泡水要测菌落总数和糖分",
            "品控2个人想参加HACCP内审员培训",
        ),
        (
            "两件事：第一，压力表5块要检；第二，电工要培训。压力表是0.4级的；培训8个人",
            "压力表5块要检；压力表是0.4级的",
            "电工要培训。培训8个人",
        ),
        (
            "第一，无人机的企业标准要起草；第二，外壳想申请外观专利。企业标准7月15号前要，专利下周",
            "无人机的企业标准要起草",
            "外壳想申请外观专利",
        ),
        ("压力表要检，另外，电工要培训", "压力表要检", "电工要培训"),
        ("电梯年检和压力表检定，电梯下周三，压力表不急", "电梯年检", "压力表检定"),
    ],
)
def test_what_is_told_of_a_need_stays_with_it(
    lexicon: Lexicon, said: str, first: str, second: str
) -> None:
    opened = open_needs(read(said, MONDAY, lexicon))
    assert (opened["need.1.detail"], opened["need.2.detail"]) == (first, second)
    assert "need.3.detail" not in opened


def test_where_every_need_is_called_off_no_day_is_moved(lexicon: Lexicon) -> None:
    assert heard(lexicon, "往后推一天", {"need.1.off": "1", "need.1.time": ""}) == {}


@pytest.mark.parametrize(
    "said",
    [
        "好的谢谢不办了", "好的谢谢不需要了", "嗯嗯不办", "好的先放着", "好的谢谢没空",
        "好的谢谢我考虑考虑", "除电话外都没问题",
        "好是好，时间太晚", "没问题的话我再确认", "行的话下午就来人", "没毛病吧",
        "ok, not yet", "yes but wait",
        "没问题，5台", "确认[5台]", "可以下午来", "对 武汉北嘉木业有限公司",
    ],
)  # fmt: skip
def test_a_polite_yes_beside_a_no_or_a_change_files_nothing(lexicon: Lexicon, said: str) -> None:
    needs = {
        "need.1.detail": "天平校准3台",
        "need.1.category": "metrology",
        "need.1.time": encode(Wish("上午", WishKind.AT)),
    }
    assert "confirm" not in heard(lexicon, said, needs)


@pytest.mark.parametrize(
    "said", ["没问题，3台", "对的，不用改了", "OK no problem", "好的谢谢您了🙏"]
)
def test_a_yes_that_says_again_what_is_shown_files(lexicon: Lexicon, said: str) -> None:
    assert "confirm" in heard(lexicon, said, {**SCALES, "need.1.detail": "天平校准3台"})


def test_another_firm_beside_a_yes_takes_the_place_of_the_first(lexicon: Lexicon) -> None:
    named = "武汉北嘉木业有限公司"
    assert heard(lexicon, f"对的是{named}", SCALES)["company"] == named

"""Whom to call: names beside a cue, a phone or an enterprise."""

import pytest

from bot.intents.entities.companies import find_companies
from bot.intents.entities.contacts import find_contacts, read_contact
from bot.intents.entities.found import Span
from bot.intents.entities.phones import find_phones
from bot.intents.normal import normalise

NAMED = (
    ("武汉汉阳恒岩五金制品厂，我姓覃，覃晓燕", "覃晓燕"),
    ("联系人 万志强 13900004416", "万志强"),
    ("单位：武汉黄金口众合模具有限公司\n联系人：邵斌\n手机：13700002290", "邵斌"),
    ("姓童，叫我童经理就行", "童经理"),
    ("贺敏，13500003381", "贺敏"),
    ("还是那个公司 联系人熊磊 13400006628", "熊磊"),
    ("怕你看不清，我打一遍：龚勇 13300005502", "龚勇"),
    ("武汉顺锋汽车零部件有限公司，欧阳倩", "欧阳倩"),
    ("武汉云絮家纺有限公司 田甜 13100008834", "田甜"),
    ("武汉安欣里物业服务有限公司，项目经理邹凯，13200001960", "邹凯"),
    ("小杜 13000007043", "小杜"),
    ("武汉市武昌区老许水果店，许桂芳，18800005519", "许桂芳"),
    ("3个人 联系我就行 秦峰 17600004902", "秦峰"),
    ("免贵姓柯，做塑料管件的，武汉宏砥管业", "柯"),
    ("我姓阮阮建国电话是幺五七零零零零八八三六", "阮建国"),
    ("武汉康和颐养中心 / 谭丽 / 15600003075", "谭丽"),
    ("武汉康和颐养中心谭丽15600003075", "谭丽"),
    ("武汉隽德精工有限公司，联系尹雪 15500007788", "尹雪"),
    ("不想留全名，叫我老周", "老周"),
    ("武汉翎跃航空技术有限公司 石磊 15000001146", "石磊"),
    ("我是秘书处的庄小梅 14700005930", "庄小梅"),
    ("联系人：诸葛明 电话 13800001207", "诸葛明"),
    ("我是质量部的小李", "小李"),
    ("我叫王建军电话幺三八零零零零一二零七", "王建军"),
    ("到时候找李工对接", "李工"),
    ("武汉江城明月幼儿园，园长陈静，13800001207", "陈静"),
    ("陈静 园长 13800001207", "陈静"),
    ("陈静园长 13800001207", "陈静"),
    ("王经理 13800001207", "王经理"),
    ("13800001207王经理", "王经理"),
    ("刘师傅，13800001207", "刘师傅"),
    ("许阿姨 13800001207", "许阿姨"),
    ("周老板，13800001207", "周老板"),
    ("张总 13800001207", "张总"),
    ("姓王名建军", "王建军"),
    ("免贵姓欧阳", "欧阳"),
    ("叫我Tony", "Tony"),
    ("联系电话13800001207，联系人孙莉莉女士", "孙莉莉"),
    ("周一鸣 13800001207", "周一鸣"),
    ("联系人改为陈思远，电话不变", "陈思远"),
    ("武汉东盛机电有限公司 易军 手机13800001207", "易军"),
    ("联系人：覃晓燕（质检部）", "覃晓燕"),
    ("单位武汉东盛机电有限公司联系人易军电话13800001207", "易军"),
    ("我是武汉东盛机电有限公司的易军", "易军"),
    ("负责人：马超", "马超"),
    ("姓名 温小暖", "温小暖"),
    ("我们老板姓刘", "刘"),
    ("钟师傅 027-83450016转802", "钟师傅"),
    ("聯繫人：趙雲龍 13800001207", "趙雲龍"),
    ("司马青 / 13800001207", "司马青"),
    ("13800001207 高晓峰", "高晓峰"),
    ("称呼我小郭就好", "小郭"),
    ("联系人写错了，是李刚", "李刚"),
    ("名字不是覃小燕，是覃晓燕", "覃晓燕"),
    ("我是汪洋，刚才那个电梯的事", "汪洋"),
    ("车间主任方志强 13800001207", "方志强"),
    ("安全员雷鸣，13800001207", "雷鸣"),
    ("联系人换了，现在是江敏", "江敏"),
    ("法人是马超", "马超"),
    ("我姓王，三横王，王建军", "王建军"),
    ("这边是丁一凡", "丁一凡"),
)

NOBODY = (
    "老师，辣椒酱想测一下防腐剂和微生物", "你好，我们空压站那个压力容器要送检",
    "张工您好，我们想做认证", "谢谢王老师", "武汉东盛机电有限公司,安全阀,13800001207",
    "高温炉 13800001207", "下周一 13800001207", "明天 13800001207", "我是管质量的", "我是新来的",
    "我是做电动晾衣架的", "我是个体户", "我是安全员", "不用联系我", "联系时间下午", "怎么联系你们",
    "13600007715 这是我号码", "您贵姓", "不留名", "我是车间的", "时间不急，这个月里都行",
    "武汉灵栖智能科技有限公司 3C认证", "武汉拓微电子有限公司，压力表20块", "老百姓的事",
    "任何老师都行", "石油管道 13800001207", "查标准", "随便找个人就行", "周末 13800001207",
    "转人工", "找人问问", "联系方式是多少", "把他们联系人电话给我下", "",
)  # fmt: skip

ANSWERS = (
    ("王强吧", "王强"),
    ("就叫我老周好了", "老周"),
    ("欧阳", "欧阳"),
    ("李", "李"),
    ("阿芳", "阿芳"),
    ("买买提·艾山", "买买提·艾山"),
    ("就找前台", "前台"),
    ("就写厂长吧", "厂长"),
    ("李工，电话13800001207", "李工"),
    ("写覃晓燕", "覃晓燕"),
    ("Tony", "Tony"),
    ("嗯，张总", "张总"),
    ("小雷就行", "小雷"),
    ("禹海", "禹海"),
)

NO_ANSWERS = (
    "好的", "随便", "不急", "查进度", "哈喽", "查标准", "hello", "下周一", "武汉", "一共6块",
    "为什么要留名字", "不方便说", "老师", "收费吗", "你们几点下班", "GB 4806.7", "5", "等一下", "",
)  # fmt: skip


def _taken(plain: str, text: str) -> list[Span]:
    companies = [(one.start, one.end) for one in find_companies(plain, text)]
    return companies + [(one.start, one.end) for one in find_phones(plain)]


def _found(text: str) -> list[tuple[str, bool]]:
    plain = normalise(text)
    return [(one.value, one.foreign) for one in find_contacts(plain, text, _taken(plain, text))]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_contact_is_found_by_cue_or_neighbour(text: str, name: str) -> None:
    assert [value for value, foreign in _found(text) if not foreign] == [name]


@pytest.mark.parametrize("text", NOBODY)
def test_ordinary_words_are_nobodys_name(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(("text", "name"), ANSWERS)
def test_an_asked_name_may_be_said_plainly(text: str, name: str) -> None:
    assert read_contact(normalise(text), text) == name


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_talk_is_no_answer_to_the_question_for_a_person(text: str) -> None:
    assert read_contact(normalise(text), text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "我是庄小梅同事，这事以后归我管，联系人改成鲁智，电话 14700005931",
            [("庄小梅", True), ("鲁智", False)],
        ),
        ("联系人不是王强，是李刚", [("王强", True), ("李刚", False)]),
        ("把联系人王强换成李刚", [("王强", True), ("李刚", False)]),
        ("原来的联系人王强离职了，现在找我，我叫李刚", [("王强", True), ("李刚", False)]),
    ],
)
def test_who_only_explains_somebody_else_is_marked_foreign(
    text: str, found: list[tuple[str, bool]]
) -> None:
    assert _found(text) == found

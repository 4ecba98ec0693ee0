"""The usual ways to give one's particulars, with names over many trades and of many people."""

from itertools import cycle

import pytest

from bot.intents.entities.companies import find_companies, read_company
from bot.intents.entities.contacts import find_contacts
from bot.intents.entities.found import Span
from bot.intents.entities.phones import find_phones
from bot.intents.normal import normalise

ENTERPRISES = (
    "武汉市新洲区福临门豆制品厂", "武汉恒昱达精密机械有限公司", "武汉江岸区好又来餐饮店",
    "湖北楚源茶业有限公司", "武汉北湖机械加工厂", "武汉市黄陂区木兰山土特产专业合作社",
    "武汉光谷启明星幼儿园", "武汉东西湖万家福超市", "武汉盛世佳音文化传媒有限公司",
    "武汉市蔡甸区永安街陈记包子铺", "武汉众和联创生物科技股份有限公司", "武汉中瑞司法鉴定所",
    "武汉市洪山区万象美容院", "武汉民生社区养老服务中心", "武汉明德律师事务所", "武汉精工弹簧厂",
    "武汉新视野眼科医院", "武汉市机械工业协会", "武汉有间茶楼", "武汉好想你食品有限公司",
    "武汉他山石材有限公司", "武汉了凡教育咨询有限公司", "武汉天天洗涤厂", "武汉市江汉区小玲干洗店",
    "武汉长江轮渡公司", "武汉市汉阳区鹦鹉洲小学", "武汉大地测绘院", "武汉宏发混凝土搅拌站",
    "武汉安达驾校", "武汉锦江物流园", "武汉三五电源", "武汉华兴气瓶检验站", "武汉一品鲜水产",
    "武汉千里马汽车修理厂", "武汉百步亭花园物业", "武汉来旺再生资源回收有限公司",
)  # fmt: skip
PEOPLE = (
    "常志远", "郝建设", "时晓东", "方圆", "白洁", "金鑫", "安然", "高兴旺", "司徒静", "上官云",
    "明磊", "祝福来", "沙莎", "年广久", "闻强", "牛大力", "关小芳", "和平", "游海波", "麦穗",
    "应雪梅", "乐天", "党玉琴", "景田", "成龙飞", "鲍国安", "米兰", "向阳", "温和", "华晨宇",
    "万里", "江河", "包文正", "管彤", "路遥", "车晓", "苏小妹", "左权", "文静", "于谦", "康健",
    "李想", "马晓明", "林夕", "王总", "刘工", "老胡", "小田", "何姐", "曾经理",
)  # fmt: skip
WAYS = (
    "{enterprise}，{person}，{phone}",
    "{enterprise} {person} {phone}",
    "{enterprise} / {person} / {phone}",
    "{enterprise}\n{person}\n{phone}",
    "单位：{enterprise}\n联系人：{person}\n手机：{phone}\n事情：想办一期培训",
    "{enterprise}，联系{person} {phone}",
    "好的。公司是{enterprise}，联系人{person}，电话{phone}",
    "现在叫{enterprise}，联系人改成{person}，电话 {phone}",
)
PAIRS = [
    (enterprise, person, way)
    for way in WAYS
    for enterprise, person in zip(ENTERPRISES * 2, cycle(PEOPLE), strict=False)
]


@pytest.mark.parametrize(("enterprise", "person", "way"), PAIRS)
def test_particulars_are_found_whoever_gives_them(enterprise: str, person: str, way: str) -> None:
    text = way.format(enterprise=enterprise, person=person, phone="13800001207")
    plain = normalise(text)
    firms, phones = find_companies(plain, text), find_phones(plain)
    taken: list[Span] = [(one.start, one.end) for one in firms]
    taken += [(one.start, one.end) for one in phones]
    assert [(one.value, one.foreign) for one in firms] == [(enterprise, False)]
    assert [one.value for one in find_contacts(plain, text, taken)] == [person]
    assert [str(one.phone) for one in phones] == ["13800001207"]


@pytest.mark.parametrize("enterprise", ENTERPRISES)
@pytest.mark.parametrize(
    "way", ["公司名称是吧，{}", "公司名字叫{}丰收的丰肥沃的沃", "我们是{}的", "就是{}"]
)
def test_an_asked_enterprise_is_read_however_it_is_put(enterprise: str, way: str) -> None:
    text = way.format(enterprise)
    assert read_company(normalise(text), text) == enterprise

"""What is wished before or after something that happens on a named day."""

from datetime import datetime

import pytest

from bot.intents.entities.wishes import find_wishes
from bot.intents.normal import normalise
from core.wishes import WishKind

MONDAY = datetime.fromisoformat("2026-11-23T09:30:00+08:00")


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("压力表12月5号到期，想在到期前检完", "by", "2026-12-05"),
        ("客户12月18号来验厂，之前要弄好", "by", "2026-12-18"),
        ("我们12月8号开业，开业前要", "by", "2026-12-08"),
        ("验厂12月18号，提前一周搞定", "by", "2026-12-11"),
        ("证书1月8号过期，提前半个月来换", "by", "2026-12-24"),
        ("15号我们搬到新车间，搬完再来校吧", "after", "2026-12-15"),
        ("国庆放到7号，12月8号来检", "at", "2026-12-08"),
        ("8/20之前要结果，样品今天寄出", "by", "2027-08-20"),
        ("冬至前", "by", "2026-12-22"),
        ("新叉车12月13号才到货，到了之后你们再来", "after", "2026-12-13"),
        ("12月20号要上展台，没有报告不让通电，能不能赶在那之前出一份", "by", "2026-12-20"),
    ],
)
def test_the_event_gives_the_day(text: str, kind: str, day: str) -> None:
    found = find_wishes(normalise(text), text, MONDAY)[0].wish
    assert (found.kind, str(found.date)) == (WishKind(kind), day)


@pytest.mark.parametrize(
    "text",
    [
        "我们2月14号检的", "合同约定2027.1.10交货给业主", "体系是2023年4月建的",
        "隔壁厂讲他们12月18号有师傅上门", "12月5号到期，之前是你们检的", "发布会12月21号在光谷开",
        "从3月起就没收到过你们的短信", "街道说12月1号起公平秤要贴二维码", "中秋礼盒看哪个标准",
        "甲方28号才付款，能不能先欠着", "每月5号和20号开考", "莫20号来，那天领导检查",
        "下周一冇得人",
    ],
)  # fmt: skip
def test_what_only_happens_is_no_wish(text: str) -> None:
    wishes = [one.wish for one in find_wishes(normalise(text), text, MONDAY)]
    assert not [one for one in wishes if one.date]

"""What stands around a message and says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents.fringe import within


def core(text: str) -> str:
    return text[slice(*within(text))]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("王主任🙏", "王主任"),
        ("六月中旬，谢谢", "六月中旬"),
        ("明天上午来，麻烦您了，谢谢！🙏🙏", "明天上午来"),
        ("13800001207 谢谢您了", "13800001207"),
        ("4，谢谢", "4"),
        ("5星谢谢您了", "5星"),
        ("13800001207谢谢", "13800001207"),
        ("呃 5颗星", "5颗星"),
        ("满意[强]", "满意"),
        ("叶红哈", "叶红"),
        ("电话：13800001111～", "电话：13800001111"),
    ],
)
def test_thanks_faces_and_stammers_are_left_aside(said: str, meant: str) -> None:
    assert core(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "谢谢",
        "👌",
        "👋",
        "⭐⭐⭐⭐⭐",
        "给5星⭐⭐⭐⭐⭐",
        "。。。",
        "[微笑]",
        "好的，谢谢",
        "嗯，对",
        "1，",
        "天平要校准[两台]",
        "压力表要检[加急]",
        "",
    ],
)
def test_what_is_the_message_itself_stays(said: str) -> None:
    assert core(said) == said


@given(st.text(alphabet="检定4😊🙏⭐，。～谢您了哈嗯呃 [强]x", max_size=40))
def test_something_always_stays(text: str) -> None:
    start, end = within(text)
    assert 0 <= start <= end <= len(text)
    assert bool(text[start:end]) == bool(text)

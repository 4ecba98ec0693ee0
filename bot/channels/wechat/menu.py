"""The menu of an Official Account: what each entry stands for in the words that people use.

Every entry is a click: that reaches the chat, and unlike a link it lets the account write back
(three messages within a minute). Official Account: menu/create; at most three entries with at most
five below each.
"""

from dataclasses import dataclass
from typing import Any, Final

from core.categories import Category, row_of

CREATE: Final = "cgi-bin/menu/create"
READ: Final = "cgi-bin/menu/get"
DELETE: Final = "cgi-bin/menu/delete"
GUIDE: Final = "服务指南"


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` is persisted at WeChat: a menu that was pushed is shown until the next is."""

    key: str
    shown: str
    words: str


@dataclass(frozen=True, slots=True)
class Top:
    """An entry that opens those below it."""

    shown: str
    entries: tuple[Entry, ...]


def _service(category: Category, words: str) -> Entry:
    return Entry(f"service.{category}", row_of(category).short, words)


MENU: Final = (
    Top(
        "我要办事",
        (
            Entry("guide", "全部八类服务", GUIDE),
            _service(Category.METROLOGY, "我要办计量检测"),
            _service(Category.INSPECTION, "我要办产品检测"),
            _service(Category.SPECIAL_EQUIPMENT, "我要办特种设备检验"),
            _service(Category.CERTIFICATION, "我要办认证"),
        ),
    ),
    Top(
        "我的办事",
        (
            Entry("progress", "查进度", "进度"),
            Entry("rating", "我要评价", "评价"),
            Entry("human", "找人工", "人工"),
            Entry("cancel", "取消正在填的", "取消"),
            Entry("me", "我的信息", "我的信息"),
        ),
    ),
    Top(
        "关于本站",
        (
            Entry("hours", "开放时间", "开放时间"),
            Entry("address", "地址和电话", "地址在哪里，电话多少"),
            Entry("complaint", "投诉", "投诉"),
            Entry("opinion", "提意见和建议", "提建议"),
        ),
    ),
)
"""The four services that are asked for most stand by themselves; the guide leads to all eight."""

_WORDS: Final = {one.key: one.words for top in MENU for one in top.entries}


def words_of(key: str) -> str:
    """What somebody says who presses an entry; one of a menu of the past leads to the guide."""
    return _WORDS.get(key, GUIDE)


def menu_body() -> dict[str, Any]:
    """The menu as it is sent to the account."""
    return {"button": [_drawn(top) for top in MENU]}


def is_ours(answer: dict[str, Any]) -> bool:
    """Whether the menu that menu/get answers with is this one."""
    shown = answer.get("menu", {}).get("button", [])
    return _bare(shown) == _bare(menu_body()["button"])


def _drawn(top: Top) -> dict[str, Any]:
    below = [{"type": "click", "name": one.shown, "key": one.key} for one in top.entries]
    return {"name": top.shown, "sub_button": below}


def _bare(buttons: list[dict[str, Any]]) -> list[Any]:
    """Without what the account adds of its own (empty lists of what is below)."""
    return [
        (one.get("name"), one.get("type"), one.get("key"), _bare(one.get("sub_button", [])))
        for one in buttons
    ]

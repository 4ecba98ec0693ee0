"""What categories, meanings, acts and side questions are called where the lexicon is shown."""

from typing import Final

from bot.intents.groups import Group, Layer
from core.categories import CATEGORIES
from core.intents import Act, Meaning, Topic

MEANINGS: Final = {
    Meaning.NEED: "需求",
    Meaning.CONSULT: "咨询",
    Meaning.LOOKUP: "查标准",
    Meaning.LEDGER: "查台账",
    Meaning.ACTIVITY: "活动",
    Meaning.APPOINTMENT: "约时间",
    Meaning.REOPEN: "重开",
    Meaning.SAFETY: "险情",
    Meaning.PROGRESS: "查进度",
    Meaning.URGE: "催办",
    Meaning.PROBLEM: "遇到问题",
    Meaning.EVALUATE: "评价",
    Meaning.COMPLAINT: "投诉",
    Meaning.REPORT: "举报",
    Meaning.SUGGESTION: "建议",
    Meaning.PRAISE: "表扬",
    Meaning.WITHDRAW: "撤回",
    Meaning.CANCEL: "取消",
    Meaning.MY_DATA: "我的信息",
    Meaning.HELP: "问服务",
    Meaning.FACTS: "问站里情况",
    Meaning.HUMAN: "找人工",
    Meaning.GREETING: "问好",
    Meaning.THANKS: "感谢",
    Meaning.OFF_TOPIC: "无关",
    Meaning.PRIVACY_PROBE: "打听别人",
    Meaning.NONE: "看不出",
}
ACTS: Final = {
    Act.AFFIRM: "肯定",
    Act.DENY: "否定",
    Act.CORRECT: "更正",
    Act.CANCEL: "作罢",
    Act.RESUME: "接着办",
    Act.WITHDRAW: "撤回",
    Act.BACK: "回上一步",
    Act.SKIP: "跳过",
    Act.FLEXIBLE: "时间随意",
    Act.NEW_NEED: "另有一件",
    Act.ACKNOWLEDGE: "知道了",
    Act.URGE: "催办",
}
TOPICS: Final = {
    Topic.OPENING_HOURS: "上班时间",
    Topic.PARKING: "停车",
    Topic.FEE: "费用",
    Topic.ADDRESS: "地址",
    Topic.PHONE: "电话",
    Topic.DURATION: "要多久",
    Topic.MATERIALS: "带什么材料",
}
LAYERS: Final = {
    Layer.CATEGORY: "类别",
    Layer.MEANING: "意思",
    Layer.SCOPE: "范围",
    Layer.ACT: "对话动作",
    Layer.TOPIC: "顺带问",
    Layer.SHIELD: "遮蔽",
}
RATING: Final = "rating"
_TARGETS: Final[dict[str, str]] = {
    **{str(row.category): row.short for row in CATEGORIES},
    **{str(meaning): label for meaning, label in MEANINGS.items()},
    RATING: "评价",
}
POINT: Final = "{target} {points:g}"
APART: Final = "  "


def target_label(target: str) -> str:
    """What a category, a meaning or an intent is called."""
    return _TARGETS[target]


def first_target(group: Group) -> str:
    """The category or meaning that a group speaks for, or against, most."""
    return max(group.points, key=lambda point: abs(point[1]))[0]


def belongs(group: Group) -> str:
    """What the group's words speak for is called; its layer where they speak for nothing."""
    return target_label(first_target(group)) if group.points else LAYERS[group.layer]


def place(group: Group) -> tuple[int, int]:
    """By layer, and there by category or meaning, in the order of the station's forms."""
    target = list(_TARGETS).index(first_target(group)) if group.points else 0
    return list(LAYERS).index(group.layer), target


def points_label(group: Group) -> str:
    """What a word of the group points to; its layer where it points to nothing."""
    if not group.points:
        return LAYERS[group.layer]
    named = (POINT.format(target=target_label(each), points=it) for each, it in group.points)
    return APART.join(named)

"""What a station decides for itself: who it is, when it is open, and how long everything may take.

The standard names no number of days anywhere, so every deadline is a setting. Each one stands here
once: its kind, its default, and the words of the head's page. The defaults follow the practice of
public hotlines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from enum import StrEnum
from typing import Any, Final, TypeVar

from core import setting_kinds as kinds
from core.opening_hours import Span, Week
from core.rejected import Rejected
from core.setting_kinds import Closure, Json, Kind, Note, Widget

# ruff: noqa: RUF009 - `setting` is `dataclasses.field` with the page's words beside the default.

T = TypeVar("T")

VERSION: Final = 1
NO_SUCH_SETTING: Final = "没有这一项设置。"
RUNGS_OUT_OF_ORDER: Final = "三级提醒要一级比一级晚：先工作群，再站长，后上级联系人。"
DAY_OUT_OF_ORDER: Final = "开始发送的钟点要早于停止发送的钟点。"
FIX_OUT_OF_ORDER: Final = "复杂差评的整改期限不能短于一般差评。"
OVERDUE_OUT_OF_ORDER: Final = "报告站长要晚于第一次逾期提醒。"
OPEN_AND_CLOSED: Final = "{day}既写在休息日里又写在加班日里，请先改好其中一处。"

WORKDAY: Final = (Span(time(9), time(12)), Span(time(13, 30), time(17, 30)))
WORKWEEK: Final[Week] = (*(WORKDAY,) * 5, (), ())

MINUTES: Final = kinds.whole(1, 6000, "工作分钟")
WORKING_DAYS: Final = kinds.whole(1, 60, "个工作日")


class Group(StrEnum):
    """The sections of the head's page."""

    STATION = "本站信息"
    HOURS = "开放时间"
    CLAIMING = "接单与答复"
    SERVICE = "服务过程"
    RATING = "评价与差评"
    PEOPLE = "人员与消息"


def setting(kind: Kind[T], default: T, group: Group, label: str, note: str = "") -> T:
    metadata = {"kind": kind, "group": group, "label": label, "help": note}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class StationSettings:
    """`*_minutes` are working minutes, `*_days` working days unless the label says otherwise."""

    name: str = setting(kinds.text(40, needed=True), "一站式质量服务站", Group.STATION, "站名")
    code: str = setting(
        kinds.code(), "ZL", Group.STATION, "单号代码", "用在服务单号最前面，用过后请勿更换"
    )
    address: str = setting(kinds.text(80), "", Group.STATION, "地址")
    phone: str = setting(kinds.text(40), "", Group.STATION, "联系电话")
    parking: str = setting(kinds.text(200, widget=Widget.LONG_TEXT), "", Group.STATION, "停车说明")
    fees: str = setting(kinds.text(300, widget=Widget.LONG_TEXT), "", Group.STATION, "收费说明")
    fee_items: tuple[str, ...] = setting(kinds.lines(80), (), Group.STATION, "收费项目", "一行一项")
    supervision: str = setting(
        kinds.text(80), "", Group.STATION, "监督方式", "印在海报上，例如“监督电话027-00000000”"
    )
    service_notes: tuple[Note, ...] = setting(
        kinds.notes(), (), Group.STATION, "服务说明", "一行一类，例如“计量检测：可上门取样”"
    )

    hours: Week = setting(kinds.week(), WORKWEEK, Group.HOURS, "每周开放时间", "不开门的日子留空")
    closures: tuple[Closure, ...] = setting(
        kinds.closures(), (), Group.HOURS, "休息日", "一行一段，例如“2026-12-24 至 2026-12-26 盘点”"
    )
    extra_days: tuple[date, ...] = setting(
        kinds.days(), (), Group.HOURS, "加班日", "法定休息日或周末照常上班的日子，一行一天"
    )
    announced_years: tuple[int, ...] = setting(
        kinds.years(),
        (),
        Group.HOURS,
        "已补全放假安排的年份",
        "放假与调休都已写进上面两项的年份，一行一年",
    )

    unclaimed_group_minutes: int = setting(
        MINUTES, 30, Group.CLAIMING, "无人接单，提醒工作群", "从提交起算"
    )
    unclaimed_head_minutes: int = setting(
        MINUTES, 120, Group.CLAIMING, "无人接单，提醒站长", "从提交起算"
    )
    unclaimed_contact_minutes: int = setting(
        MINUTES, 240, Group.CLAIMING, "无人接单，提醒上级联系人", "从提交起算"
    )
    claim_minutes: int = setting(MINUTES, 120, Group.CLAIMING, "接单期限", "统计按时接收率时用")
    reply_days: int = setting(WORKING_DAYS, 1, Group.CLAIMING, "首次答复期限", "从接单起算")
    silent_minutes: int = setting(
        MINUTES, 840, Group.CLAIMING, "接单后一直没有答复，退回工作群", "从接单起算"
    )
    unseen_minutes: int = setting(
        MINUTES, 210, Group.CLAIMING, "答复没有送达，提醒负责人", "从回复起算，企业还没有打开来看"
    )
    handover_minutes: int = setting(
        MINUTES, 420, Group.CLAIMING, "人工接待自动结束", "从最后一次人工发言起算"
    )
    draft_minutes: int = setting(
        MINUTES, 120, Group.CLAIMING, "未填完的需求，提醒一次", "从企业最后一句话起算"
    )
    reopen_days: int = setting(
        WORKING_DAYS, 30, Group.CLAIMING, "结束后可以重开的期限", "从服务结束起算"
    )

    eve_clock: time = setting(
        kinds.clock(), time(16), Group.SERVICE, "预约提醒的钟点", "预约日的前一个工作日"
    )
    follow_up_days: int = setting(WORKING_DAYS, 5, Group.SERVICE, "服务中跟进间隔")
    due_soon_days: int = setting(WORKING_DAYS, 1, Group.SERVICE, "到期前提醒")
    overdue_days: int = setting(WORKING_DAYS, 1, Group.SERVICE, "逾期提醒", "从到期日起算")
    overdue_report_days: int = setting(
        WORKING_DAYS, 5, Group.SERVICE, "逾期报告站长", "从到期日起算"
    )

    rating_reminder_days: tuple[int, ...] = setting(
        kinds.steps(2, 1, 20, "个工作日"),
        (1, 3),
        Group.RATING,
        "评价提醒",
        "结束后第几个工作日，最多两次",
    )
    rating_window_days: int = setting(
        kinds.whole(1, 60, "天"), 7, Group.RATING, "评价期限", "自然日，从服务结束起算"
    )
    rating_grace_days: int = setting(
        WORKING_DAYS, 2, Group.RATING, "最后一次提醒后至少留", "与评价期限比，取较晚的"
    )
    bad_contact_days: int = setting(WORKING_DAYS, 1, Group.RATING, "差评回访期限")
    bad_fix_days: int = setting(WORKING_DAYS, 5, Group.RATING, "差评整改期限")
    bad_fix_complex_days: int = setting(WORKING_DAYS, 15, Group.RATING, "复杂差评整改期限")

    escalation_contact: str = setting(
        kinds.text(64, widget=Widget.PERSON), "", Group.PEOPLE, "上级联系人", "站长也没处理时找谁"
    )
    loud_from: time = setting(
        kinds.clock(), time(9), Group.PEOPLE, "主动消息最早发送", "只管系统主动发的，答复随时发"
    )
    loud_until: time = setting(kinds.clock(), time(18), Group.PEOPLE, "主动消息最晚发送")
    brief_clock: time = setting(kinds.clock(), time(8, 45), Group.PEOPLE, "每日简报的钟点")

    def __post_init__(self) -> None:
        """Refuse a station that never opens: counting its working time would not end."""
        if not any(self.hours):
            raise ValueError("a station opens on at least one day of the week")


@dataclass(frozen=True, slots=True)
class SettingField:
    """One row of the head's page."""

    name: str
    kind: Kind[Any]
    group: Group
    label: str
    help: str


SETTINGS_FIELDS: Final = tuple(
    SettingField(
        found.name,
        found.metadata["kind"],
        found.metadata["group"],
        found.metadata["label"],
        found.metadata["help"],
    )
    for found in fields(StationSettings)
)
_FIELDS: Final = {row.name: row for row in SETTINGS_FIELDS}


def validate(name: str, raw: object) -> object | Rejected:
    """Read one setting from a form or from storage."""
    row = _FIELDS.get(name)
    return row.kind.read(raw) if row else Rejected(NO_SUCH_SETTING)


def changed(settings: StationSettings, name: str, raw: object) -> StationSettings | Rejected:
    """The settings with one of them changed, if it can stand beside the others."""
    value = validate(name, raw)
    if isinstance(value, Rejected):
        return value
    change: dict[str, Any] = {name: value}
    candidate = replace(settings, **change)
    return contradiction(candidate) or candidate


def contradiction(settings: StationSettings) -> Rejected | None:
    """What in these settings cannot hold together."""
    rules = (
        (settings.unclaimed_group_minutes < settings.unclaimed_head_minutes, RUNGS_OUT_OF_ORDER),
        (settings.unclaimed_head_minutes < settings.unclaimed_contact_minutes, RUNGS_OUT_OF_ORDER),
        (settings.overdue_days < settings.overdue_report_days, OVERDUE_OUT_OF_ORDER),
        (settings.loud_from < settings.loud_until, DAY_OUT_OF_ORDER),
        (settings.bad_fix_days <= settings.bad_fix_complex_days, FIX_OUT_OF_ORDER),
    )
    broken = next((why for holds, why in rules if not holds), None)
    return Rejected(broken) if broken else _open_and_closed(settings)


def to_dict(settings: StationSettings) -> dict[str, Json]:
    written = {row.name: row.kind.write(getattr(settings, row.name)) for row in SETTINGS_FIELDS}
    return {"version": VERSION, **written}


def adopt(saved: Mapping[str, object]) -> tuple[StationSettings, tuple[str, ...]]:
    """Settings from storage, and the names of those that no longer stand and took the default.

    Saved settings are adopted, not trusted: a station must open in the morning whatever an earlier
    release wrote.
    """
    read = {name: validate(name, saved[name]) for name in _FIELDS if name in saved}
    good: dict[str, Any] = {
        name: value for name, value in read.items() if not isinstance(value, Rejected)
    }
    dropped = tuple(name for name in read if name not in good)
    return replace(StationSettings(), **good), dropped


def from_dict(saved: Mapping[str, object]) -> StationSettings:
    settings, _dropped = adopt(saved)
    return settings


def _open_and_closed(settings: StationSettings) -> Rejected | None:
    for day in settings.extra_days:
        if any(closure.first <= day <= closure.last for closure in settings.closures):
            return Rejected(OPEN_AND_CLOSED, {"day": day.isoformat()})
    return None

"""The states of a service request (figure A.1, rebuilt from clause 4.3) and their words."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final


class Group(StrEnum):
    """What reports count together. `ELSEWHERE` left the station without a service of its own."""

    INCOMPLETE = "incomplete"
    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"
    ELSEWHERE = "elsewhere"


class Status(StrEnum):
    """Persisted: a word here is never renamed."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    SELF_PLANNED = "self_planned"
    MATCHING = "matching"
    NEGOTIATING = "negotiating"
    AGREED = "agreed"
    REMATCHING = "rematching"
    IN_SERVICE = "in_service"
    SUSPENDED = "suspended"
    ENDED = "ended"
    EVALUATED = "evaluated"
    CLOSED = "closed"
    ARCHIVED = "archived"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    UNMET = "unmet"
    REFERRED = "referred"
    MERGED = "merged"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def group(self) -> Group:
        return GROUPS[self]


LABELS: Final[dict[Status, str]] = {
    Status.DRAFT: "草稿",
    Status.SUBMITTED: "待接收",
    Status.RECEIVED: "待评估",
    Status.SELF_PLANNED: "站内预约",
    Status.MATCHING: "匹配机构",
    Status.NEGOTIATING: "三方协商",
    Status.AGREED: "待启动",
    Status.REMATCHING: "中心再匹配",
    Status.IN_SERVICE: "服务中",
    Status.SUSPENDED: "挂起",
    Status.ENDED: "待评价",
    Status.EVALUATED: "已评价",
    Status.CLOSED: "已办结",
    Status.ARCHIVED: "已归档",
    Status.DROPPED: "已放弃",
    Status.WITHDRAWN: "已撤回",
    Status.UNMET: "未能满足",
    Status.REFERRED: "已转介",
    Status.MERGED: "已合并",
}

GROUPS: Final[dict[Status, Group]] = {
    Status.DRAFT: Group.INCOMPLETE,
    Status.SUBMITTED: Group.OPEN,
    Status.RECEIVED: Group.OPEN,
    Status.SELF_PLANNED: Group.OPEN,
    Status.MATCHING: Group.OPEN,
    Status.NEGOTIATING: Group.OPEN,
    Status.AGREED: Group.OPEN,
    Status.REMATCHING: Group.OPEN,
    Status.IN_SERVICE: Group.OPEN,
    Status.SUSPENDED: Group.OPEN,
    Status.ENDED: Group.ENDED,
    Status.EVALUATED: Group.ENDED,
    Status.CLOSED: Group.ENDED,
    Status.ARCHIVED: Group.ENDED,
    Status.DROPPED: Group.CANCELLED,
    Status.WITHDRAWN: Group.CANCELLED,
    Status.UNMET: Group.ELSEWHERE,
    Status.REFERRED: Group.ELSEWHERE,
    Status.MERGED: Group.ELSEWHERE,
}


def in_group(group: Group) -> frozenset[Status]:
    """The states that a report counts under `group`."""
    return frozenset(status for status, its in GROUPS.items() if its is group)


def without(states: Collection[Status], *others: Status) -> frozenset[Status]:
    return frozenset(states) - frozenset(others)


OPEN: Final = in_group(Group.OPEN)

HELD: Final = without(OPEN, Status.SUBMITTED)
"""Open, and somebody's: from the claim until the service has ended."""

BEFORE_SERVICE: Final = without(OPEN, Status.IN_SERVICE)
"""Until the service begins; a suspended request also remembers whether it had begun."""

OVER: Final = without(tuple(Status), *OPEN, Status.DRAFT, Status.ENDED, Status.EVALUATED)
"""Nothing is to be done any more, unless it is reopened."""

NEVER_FILED: Final = frozenset({Status.DRAFT, Status.DROPPED})
"""Nothing of it was ever registered."""

"""What a station's poster says: its words as values, laid out elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.categories import CATEGORIES, Category
from core.opening_hours import week_words
from core.settings import StationSettings


class Way(StrEnum):
    """By which messenger a poster's code leads in, the one that most people have first."""

    WECHAT = "wechat"
    TELEGRAM = "telegram"
    WEB = "web"


SCAN: Final[Mapping[Way, str]] = {
    Way.WECHAT: "打开微信扫一扫",
    Way.TELEGRAM: "用手机扫码，在 Telegram 里打开",
    Way.WEB: "用手机扫一扫，微信也可以",
}
HEADLINE: Final = "企业有质量方面的事，扫码说一句就行"
STEPS: Final[Mapping[Way, tuple[str, str]]] = {
    Way.WECHAT: ("扫码关注", "进入本站的公众号"),
    Way.TELEGRAM: ("扫码打开", "在对话里点“开始”"),
    Way.WEB: ("扫码打开", "不用注册，也不用下载"),
}
WRITE: Final = ("直接说事", "写一句就行，例如“电梯年检”")
WAIT: Final = ("等专员联系", "进度随时可查，办完请您评价")
SERVICES: Final = "八类服务"
FREE: Final = "咨询、登记和对接都不收费；检验检测等由承接机构按公示价收取。"
SAMPLE: Final = "示例海报，内容虚构"

HOURS: Final = "开放时间"
ADDRESS: Final = "地址"
PHONE: Final = "电话"
SUPERVISION: Final = "监督方式"

EXAMPLES: Final[Mapping[Category, str]] = {
    Category.TRAINING: "内审员培训",
    Category.MANAGEMENT: "质量管理咨询",
    Category.STANDARDIZATION: "查企业标准",
    Category.METROLOGY: "压力表校准",
    Category.INSPECTION: "产品送检",
    Category.SPECIAL_EQUIPMENT: "电梯年检",
    Category.CERTIFICATION: "ISO9001认证",
    Category.OTHER: "商标注册",
}
"""For each service a few words that are understood as that service."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where a poster's code leads."""

    way: Way
    link: str


@dataclass(frozen=True, slots=True)
class Poster:
    """A station and its entrance; a sample's poster says that it is one."""

    station: StationSettings
    entrance: Entrance
    sample: bool = False

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """How to begin, each in a few words and a sentence."""
        return (STEPS[self.entrance.way], WRITE, WAIT)

    @property
    def services(self) -> tuple[tuple[str, str], ...]:
        """Each service as form C.1 prints it, and what somebody would write who needs it."""
        rows = (row for row in CATEGORIES if not row.retired)
        return tuple((row.label, EXAMPLES[row.category]) for row in rows)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """When and where, and who supervises; without what the station has not told."""
        told = self.station
        every = (
            (HOURS, week_words(told.hours).replace("；", "\n")),
            (ADDRESS, told.address),
            (PHONE, told.phone),
            (SUPERVISION, told.supervision),
        )
        return tuple((name, said) for name, said in every if said)

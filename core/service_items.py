"""The service items of clause 4.2, each with its category and the flow by which it is served.

An item that no flow of clause 4.3.5.1 serves (政策, 政务) has none.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from core.categories import CATEGORIES, Category, Flow


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One sub-clause; `name` says in the standard's terms what is done."""

    clause: str
    category: Category
    flow: Flow | None
    name: str


_LEARN: Final = (Category.TRAINING, Flow.TRAINING)
_MANAGE: Final = (Category.MANAGEMENT, Flow.MANAGEMENT)
_STANDARD: Final = (Category.STANDARDIZATION, Flow.STANDARDIZATION)
_MEASURE: Final = (Category.METROLOGY, Flow.METROLOGY)
_TEST: Final = (Category.INSPECTION, Flow.INSPECTION)
_EQUIPMENT: Final = (Category.SPECIAL_EQUIPMENT, Flow.SPECIAL_EQUIPMENT)
_CERTIFY: Final = (Category.CERTIFICATION, Flow.CERTIFICATION)

SERVICE_ITEMS: Final = (
    ServiceItem("4.2.1.1", *_LEARN, "法律法规宣传培训和政策解读"),
    ServiceItem("4.2.1.2", *_LEARN, "质量意识和质量文化活动"),
    ServiceItem("4.2.1.3", *_LEARN, "质量主题培训"),
    ServiceItem("4.2.1.4", *_LEARN, "标准知识培训"),
    ServiceItem("4.2.1.5", *_LEARN, "计量管理知识和计量员培训"),
    ServiceItem("4.2.1.6", *_LEARN, "检验检测和特种设备从业人员培训"),
    ServiceItem("4.2.2.1", *_MANAGE, "质量提升活动和质量诊断"),
    ServiceItem("4.2.2.2", *_MANAGE, "管理体系咨询"),
    ServiceItem("4.2.2.3", *_MANAGE, "质量信用等级评定"),
    ServiceItem("4.2.2.4", *_MANAGE, "质量先进单位参观学习"),
    ServiceItem("4.2.2.5", *_MANAGE, "品牌建设和质量奖项申报"),
    ServiceItem("4.2.3.1", *_STANDARD, "标准信息和有效性查询"),
    ServiceItem("4.2.3.2", *_STANDARD, "标准声明公开"),
    ServiceItem("4.2.3.3", *_STANDARD, "执行标准指导"),
    ServiceItem("4.2.3.4", *_STANDARD, "标准水平提升"),
    ServiceItem("4.2.3.5", *_STANDARD, "标准立项申报和制订"),
    ServiceItem("4.2.3.6", *_STANDARD, "团体标准培育"),
    ServiceItem("4.2.4.1", *_MEASURE, "联系计量检定校准"),
    ServiceItem("4.2.4.2", *_MEASURE, "计量申报登记和代办"),
    ServiceItem("4.2.4.3", *_MEASURE, "计量管理制度和器具台账"),
    ServiceItem("4.2.5.1", *_TEST, "产品检验检测"),
    ServiceItem("4.2.5.2", *_TEST, "检验检测机构查询和送检代办"),
    ServiceItem("4.2.6.1", *_EQUIPMENT, "联系特种设备检验检测"),
    ServiceItem("4.2.6.2", *_EQUIPMENT, "特种设备注册登记和报检"),
    ServiceItem("4.2.7.1", *_CERTIFY, "认证法律法规咨询"),
    ServiceItem("4.2.7.2", *_CERTIFY, "认证机构和认证范围查询"),
    ServiceItem("4.2.7.3", *_CERTIFY, "自愿性认证推介和代办"),
    ServiceItem("4.2.8.1", Category.OTHER, None, "知识产权、科技、产业政策对接"),
    ServiceItem("4.2.8.2", Category.OTHER, None, "质量政务服务咨询"),
)

ITEMS: Final = MappingProxyType({item.clause: item for item in SERVICE_ITEMS})

OWN_FLOWS: Final = MappingProxyType(
    {Category.MANAGEMENT: Flow.AWARD, Category.OTHER: Flow.INTELLECTUAL_PROPERTY}
)
"""Flows that a part of a category has to itself: only words tell that they are meant."""
_FLOWS: Final = {row.category: row.flows[0] for row in CATEGORIES}


def flow_of(category: Category, spoken: bool = False) -> Flow | None:
    """The flow of a category; its own one where words spoke for that."""
    own = OWN_FLOWS.get(category)
    if spoken and own:
        return own
    return None if _FLOWS[category] is own else _FLOWS[category]

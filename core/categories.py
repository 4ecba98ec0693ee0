"""The eight service categories of table C.1 and the nine flows of clause 4.3.5.1.

A category is what the form prints; a flow is how the work runs. They are stored side by side
because they do not map one to one: an award runs its own flow under 质量管理, an intellectual
property matter runs one under 其他服务.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Category(StrEnum):
    """In the order in which table C.1 prints its boxes."""

    TRAINING = "training"
    MANAGEMENT = "management"
    STANDARDIZATION = "standardization"
    METROLOGY = "metrology"
    INSPECTION = "inspection"
    SPECIAL_EQUIPMENT = "special_equipment"
    CERTIFICATION = "certification"
    OTHER = "other"


class Flow(StrEnum):
    """The flows that clause 4.3.5.1 names."""

    TRAINING = "training"
    MANAGEMENT = "management"
    AWARD = "award"
    STANDARDIZATION = "standardization"
    METROLOGY = "metrology"
    INSPECTION = "inspection"
    SPECIAL_EQUIPMENT = "special_equipment"
    CERTIFICATION = "certification"
    INTELLECTUAL_PROPERTY = "intellectual_property"


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One box of table C.1: `label` is printed, `title` heads its clause, `short` fits a button."""

    category: Category
    label: str
    title: str
    short: str
    clause: str
    flows: tuple[Flow, ...]
    retired: bool = False


CATEGORIES: Final = (
    CategoryRow(
        Category.TRAINING,
        "质量教育和培训服务",
        "质量教育和培训服务",
        "教育培训",
        "4.2.1",
        (Flow.TRAINING,),
    ),
    CategoryRow(
        Category.MANAGEMENT,
        "质量管理",
        "质量管理服务",
        "质量管理",
        "4.2.2",
        (Flow.MANAGEMENT, Flow.AWARD),
    ),
    CategoryRow(
        Category.STANDARDIZATION,
        "标准化服务",
        "标准化服务",
        "标准化",
        "4.2.3",
        (Flow.STANDARDIZATION,),
    ),
    CategoryRow(
        Category.METROLOGY,
        "计量检测服务",
        "计量检测服务",
        "计量检测",
        "4.2.4",
        (Flow.METROLOGY,),
    ),
    CategoryRow(
        Category.INSPECTION,
        "产品检验检测服务",
        "产品检验检测服务",
        "产品检测",
        "4.2.5",
        (Flow.INSPECTION,),
    ),
    CategoryRow(
        Category.SPECIAL_EQUIPMENT,
        "特种设备检验检测服务",
        "特种设备检验检测服务",
        "特种设备",
        "4.2.6",
        (Flow.SPECIAL_EQUIPMENT,),
    ),
    CategoryRow(
        Category.CERTIFICATION,
        "认证服务",
        "认证服务",
        "认证",
        "4.2.7",
        (Flow.CERTIFICATION,),
    ),
    CategoryRow(
        Category.OTHER,
        "其他服务",
        "其他服务",
        "其他服务",
        "4.2.8",
        (Flow.INTELLECTUAL_PROPERTY,),
    ),
)

_ROWS: Final = {row.category: row for row in CATEGORIES}


def row_of(category: Category) -> CategoryRow:
    return _ROWS[category]

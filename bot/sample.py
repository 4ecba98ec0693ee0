"""The sample station: invented from its name to its last phone number, to try everything with.

Nothing here is loaded unless the sample is asked for by name, and never beside a real station.
"""

from datetime import date, datetime, time
from typing import Final

from core.categories import Category
from core.opening_hours import Span
from core.parties import Person
from core.people import Role
from core.refusals import Refused
from core.setting_kinds import Closure
from core.settings import StationSettings
from storage.connections import Connection
from storage.schema import Schema
from storage.staff import add_member
from storage.stations import add_station, list_stations, mark_as_sample

STATION: Final = "hy"
REAL_STATION: Final = (
    "这个数据目录里已有正式的服务站“{name}”，示例数据不会装进来。"
    "请用环境变量 STATION_DATA_DIR 另指一个目录给示例。"
)

WORKDAY: Final = (Span(time(8, 30), time(12)), Span(time(14), time(17, 30)))

SETTINGS: Final = StationSettings(
    name="示例·汉阳园区质量服务站（虚构）",
    code="HY",
    address="武汉市汉阳区示例路1号企业服务中心一楼（虚构）",
    phone="027-00000000",
    parking="园区南门地下停车场可停车，到服务台登记车牌，前两小时免费。",
    fees="咨询、培训和标准查询不收费；检验检测和校准由承接机构按公示价收取，接单前会先告知。",
    fee_items=(
        "标准文本查询：免费",
        "公益培训：免费",
        "压力表校准：由承接机构按公示价收取",
        "产品委托检验：由承接机构按项目报价",
    ),
    supervision="监督电话027-00000001（虚构）",
    service_notes=(
        (Category.TRAINING, "每月第二个星期四下午在一楼教室有公益培训"),
        (Category.METROLOGY, "小件器具可送到服务站代收，大件约时间上门"),
        (Category.INSPECTION, "送样前请先说明产品名称和执行标准"),
        (Category.SPECIAL_EQUIPMENT, "报检请带使用登记证和上次检验报告"),
    ),
    hours=(*(WORKDAY,) * 5, (), ()),
    closures=(Closure(date(2026, 12, 30), date(2026, 12, 31), "年终盘点"),),
    escalation_contact="zheng",
)

STAFF: Final = (
    ("zhou", "周岚", Role.HEAD),
    ("li", "李雪", Role.SPECIALIST),
    ("wang", "王建国", Role.SPECIALIST),
    ("chen", "陈思远", Role.SPECIALIST),
    ("zheng", "郑敏", Role.CENTRE),
)


def load_sample(connection: Connection, schema: Schema, at: datetime) -> None:
    """Put the sample station in, once; `Refused` where a real station lives."""
    stations = list_stations(connection)
    for real in (each for each in stations if not each.sample):
        raise Refused(REAL_STATION, name=real.settings.name)
    if stations:
        return
    add_station(connection, schema, STATION, SETTINGS)
    mark_as_sample(connection, STATION)
    for key, name, role in STAFF:
        trained = role is not Role.CENTRE
        add_member(connection, schema, Person(key, STATION, name, (role,), trained, True, at))

"""Every fault that `station doctor` knows of an installation itself: what is wrong, what follows,
and what to do. What messengers refuse is said beside their own checks."""

from dataclasses import dataclass
from typing import Final

from bot.cli.findings import Finding, Level

ERROR, WARNING = Level.ERROR, Level.WARNING


@dataclass(frozen=True, slots=True)
class Fault:
    """The sentences may name values in braces."""

    code: str
    level: Level
    what: str
    follows: str
    todo: str

    def found(self, todo: str = "", **values: object) -> Finding:
        """It was found here; `todo` where what to do depends on more than the fault."""
        what, follows = self.what.format(**values), self.follows.format(**values)
        return Finding(self.level, what, todo or self.todo.format(**values), follows, self.code)


# The machine

NO_FOLDER: Final = Fault(
    "no-folder", ERROR, "数据目录“{path}”不存在。", "服务启动不了。",
    "运行 station db upgrade 建立它，或用 STATION_DATA_DIR 指出正确的目录。",
)  # fmt: skip
FOLDER_CLOSED: Final = Fault(
    "folder-closed", ERROR, "数据目录“{path}”无法写入：{why}",
    "消息和图片存不下来，发消息的人会被要求重发。",
    "请检查目录的所有者和权限，或者磁盘是否以只读方式挂载。",
)  # fmt: skip
DISK_LOW: Final = Fault(
    "disk-low", ERROR, "磁盘只剩 {free} MB，低于 {floor} MB。", "磁盘写满后新消息存不下来。",
    "请清理磁盘，或换一个更大的；要留多少由 STATION_DISK_FLOOR_MB 设置。",
)  # fmt: skip
STRANGE_VARIABLE: Final = Fault(
    "strange-variable", WARNING, "环境变量 {name} 不是本系统的设置，没有起作用。",
    "想设置的没有设上，仍按默认值办。", "请检查拼写，用不着就删去。",
)  # fmt: skip
SECRET_OPEN: Final = Fault(
    "secret-open", ERROR, "密钥文件“{path}”别人也能读。", "读到它的人能冒充任何人登录。",
    "请运行 chmod 600 {path}",
)  # fmt: skip
SECRET_SHORT: Final = Fault(
    "secret-short", ERROR, "密钥文件“{path}”是空的或太短。", "登录和续办链接可能被伪造。",
    "请从备份恢复它；没有备份就删去，重启时会新建，以前的登录和续办链接随之失效。",
)  # fmt: skip
NO_KEY: Final = Fault(
    "no-key", WARNING, "没有设置 STATION_KEY，姓名、电话和对话在数据库里是明文。",
    "拿到数据库文件或备份的人都能读到。",
    "请设置一个不少于32个字符的随机值，并在别处妥善保存。",
)  # fmt: skip
PORT_TAKEN: Final = Fault(
    "port-taken", ERROR, "{host}:{port} 用不了：{why}", "服务启动不了，页面和回调都打不开。",
    "请停掉占用这个端口的程序，或用 STATION_HOST、STATION_PORT 换一个。",
)  # fmt: skip

# The database

NO_DATABASE: Final = Fault(
    "no-database", ERROR, "还没有数据库“{place}”。", "服务启动不了。",
    "请运行 station db upgrade，或用 station restore 恢复备份。",
)  # fmt: skip
UNREADABLE: Final = Fault(
    "database-unreadable", ERROR, "数据库读不出来：{why}", "服务启动不了，或者不再确认新消息。",
    "请停掉服务，用 station restore --replace 恢复最近的备份。",
)  # fmt: skip
EMPTY: Final = Fault(
    "database-empty", ERROR, "数据库与这个版本对不上：里面还没有表。", "服务启动不了。",
    "请运行 station db upgrade。",
)  # fmt: skip
BEHIND: Final = Fault(
    "database-behind", ERROR, "数据库与这个版本对不上：它是旧版本建立的。", "服务启动不了。",
    "请先 station backup 备份，再 station db upgrade 升级。",
)  # fmt: skip
AHEAD: Final = Fault(
    "database-ahead", ERROR, "数据库与这个版本对不上：它是另一个版本建立的。", "服务启动不了。",
    "请换回原来的版本，或恢复备份。",
)  # fmt: skip
DAMAGED: Final = Fault(
    "database-damaged", ERROR, "数据库有损坏：{found}", "有的内容可能读不出来，损坏可能扩大。",
    "请停掉服务，用 station restore --replace 恢复最近的备份。",
)  # fmt: skip
NOT_WRITABLE: Final = Fault(
    "database-closed", ERROR, "数据库写不进去：{why}", "写不进去时新消息不会被确认，发的人要重发。",
    "请检查磁盘空间、文件权限和是否有别的程序占着它。",
)  # fmt: skip
WRONG_KEY: Final = Fault(
    "wrong-key", ERROR, "数据库里有用另一个密钥加密的内容（{column}），现在读不出来。",
    "和这些内容有关的消息都处理不了。", "请把 STATION_KEY 设回原来的值。",
)  # fmt: skip
AWAY: Final = Fault(
    "postgres-away", ERROR, "PostgreSQL（{place}）用不了：{why}",
    "服务启动不了，或者不再确认新消息。",
    "请检查 STATION_DATABASE_URL、网络，以及 PostgreSQL 是否在运行。",
)  # fmt: skip
WRONG_PASSWORD: Final = Fault(
    "postgres-password", ERROR, "PostgreSQL（{place}）不让进：{why}", "服务启动不了。",
    "请核对 STATION_DATABASE_URL 里的用户和密码，以及服务器的 pg_hba.conf。",
)  # fmt: skip
NOT_ON_SERVER: Final = Fault(
    "postgres-no-database", ERROR, "服务器上没有数据库“{place}”。", "服务启动不了。",
    "请先建立：{make}；再运行 station db upgrade。",
)  # fmt: skip
TOO_OLD: Final = Fault(
    "postgres-old", ERROR, "PostgreSQL 是 {version}，至少要 {least}。", "有的操作会失败。",
    "请升级 PostgreSQL，先 pg_dump 备份。",
)  # fmt: skip
SORTS_BY_LANGUAGE: Final = Fault(
    "postgres-collation", ERROR, "这个数据库按某种语言排序，助手需要按字节排序。",
    "列表的次序和查找会出错，升级会被拒绝。",
    "请另建一个：{make}；再用 pg_dump 和 pg_restore 搬过去。",
)  # fmt: skip
NO_RIGHTS: Final = Fault(
    "postgres-rights", ERROR, "PostgreSQL 的用户 {role} 权限不够：{what}",
    "服务启动不了，或者新消息存不下来。",
    "请让这个用户成为数据库和各个表的所有者：ALTER DATABASE … OWNER TO {role}",
)  # fmt: skip

NO_WORKER: Final = Fault(
    "no-worker", WARNING, "没有 station work 在运行。",
    "到点的催办、评价邀请和时限没有人办，没送出去的消息不会再送。",
    "请启动至少一个 station work（例如 systemctl start station-work）。",
)  # fmt: skip

# Stations, their people and their messages

NO_STATION: Final = Fault(
    "no-station", ERROR, "还没有服务站。", "没有人能发来需求。",
    "请运行 station station add HY 站名",
)  # fmt: skip
NO_HEAD: Final = Fault(
    "no-head", ERROR, "“{name}”没有站长。", "没有人能改设置，也没有人管差评。",
    "请运行 station staff add 姓名 --role head --station {station}",
)  # fmt: skip
NO_ONE: Final = Fault(
    "no-one-on-duty", WARNING, "“{name}”没有质量服务专员或站长在岗。", "新需求没有人接。",
    "请在工作群里回复“上岗”，或用 station staff add 添加专员。",
)  # fmt: skip
NO_ROOM: Final = Fault(
    "no-room", ERROR, "“{name}”没有工作群。", "新需求没有人看得到。",
    "请用 station telegram room-code 或 station wecom room 绑定一个群。",
)  # fmt: skip
NO_ESCALATION: Final = Fault(
    "no-escalation", ERROR, "“{name}”没有设置上级联系人。",
    "站长也没处理的需求和对站长的差评没有人管。",
    "请站长在设置页选一位上级联系人（不要选站长自己）。",
)  # fmt: skip
STALE_ESCALATION: Final = Fault(
    "stale-escalation", ERROR, "“{name}”的上级联系人已不在本站。",
    "站长也没处理的需求和对站长的差评没有人管。",
    "请站长在设置页选一位上级联系人（不要选站长自己）。",
)  # fmt: skip
BAD_SETTINGS: Final = Fault(
    "bad-settings", WARNING, "“{name}”有读不出来的设置：{settings}", "这几项按默认值办。",
    "请站长在设置页检查并重新保存这几项。",
)  # fmt: skip
UNKNOWN_YEAR: Final = Fault(
    "unknown-year", WARNING, "“{name}”还不知道{year}年的放假和调休安排。", "那一年的期限会算错。",
    "请站长按国务院办公厅的通知在设置页填好休息日和加班日，再把{year}写进“已补全放假安排的年份”。",
)  # fmt: skip
FAILED: Final = Fault(
    "inbox-failed", ERROR, "有{count}条消息处理失败。", "发消息的人还在等。",
    "请用 station inbox list 查看，排除原因后运行 station inbox retry --all",
)  # fmt: skip
SET_ASIDE: Final = Fault(
    "outbox-failed", ERROR, "有{count}条发出去的消息没能送达，已放在一边。", "对方一直没有收到。",
    "请用 station outbox list 查看原因，排除后运行 station outbox retry --all",
)  # fmt: skip
OUTBOX_WAITS: Final = Fault(
    "outbox-waits", WARNING, "有{count}条消息等着发出，最早的是{since}的。", "对方还没有收到。",
    "请看服务是否在运行、日志里有没有 delivery，以及这里列出的其他错误。",
)  # fmt: skip
DUE_LATE: Final = Fault(
    "due-late", ERROR, "到点的提醒和时限有{count}项没有办，最早的应在{since}。",
    "催办、评价邀请和时限都会迟到。", "请看 station serve 是否在运行；它每秒办一次到点的事。",
)  # fmt: skip
CLOSED_ROOM: Final = Fault(
    "room-closed", ERROR, "工作群（{chat}）不收机器人的消息：{why}。有{count}条在等。",
    "群里的人看不到新需求。", "",
)  # fmt: skip
SHUT_OUT: Final = Fault(
    "account-shut-out", ERROR, "{account} 从{since}起不让本站的账号使用：{why}。",
    "从那里发来的消息可能收不到，要发去的消息在等。",
    "请核对这个账号的令牌或密钥，换上有效的，再重新启动服务；恢复后会自动补发。",
)  # fmt: skip
CLOCK_BEHIND: Final = Fault(
    "clock-behind", ERROR, "机器的时间（{now}）早于最后一条记录（{last}）。",
    "期限和提醒都会错。", "请校准机器时间（timedatectl set-ntp true）。",
)  # fmt: skip
CLOCK_APART: Final = Fault(
    "clock-apart", WARNING, "本机的时间（{now}）与数据库服务器的（{there}）不一样。",
    "服务都按数据库服务器的时间办事，不受影响；本机的日志和 station 命令用的是本机的时间。",
    "请校准两边的时间（timedatectl set-ntp true）。",
)  # fmt: skip

FAULTS: Final = tuple(each for each in tuple(vars().values()) if isinstance(each, Fault))

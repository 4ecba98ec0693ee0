"""What `station doctor` looks at on the machine: the folder, the disk, the secrets."""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from typing import Final

from bot.cli.findings import Finding, error, warning
from bot.settings import Settings, unknown_variables

NO_FOLDER: Final = "数据目录“{path}”不存在。"
MAKE_FOLDER: Final = "运行 station db upgrade 建立它，或用 STATION_DATA_DIR 指出正确的目录。"
FOLDER_CLOSED: Final = "数据目录“{path}”无法写入：{why}"
OPEN_FOLDER: Final = "请检查目录的所有者和权限，或者磁盘是否以只读方式挂载。"
DISK_LOW: Final = "磁盘只剩 {free} MB，低于 {floor} MB。"
FREE_DISK: Final = "请清理磁盘，或换一个更大的；磁盘写满后新消息存不下来。"
STRANGE: Final = "环境变量 {name} 不是本系统的设置，没有起作用。"
SPELLING: Final = "请检查拼写，用不着就删去。"
COOKIE_FILE_OPEN: Final = "密钥文件“{path}”别人也能读。"
CLOSE_COOKIE_FILE: Final = "请运行 chmod 600 {path}"
COOKIE_FILE_SHORT: Final = "密钥文件“{path}”是空的或太短。"
RESTORE_COOKIE_FILE: Final = (
    "请从备份恢复它；没有备份就删去，重启时会新建，以前的登录和续办链接随之失效。"
)
NO_KEY: Final = "没有设置 STATION_KEY，姓名、电话和对话在数据库里是明文。"
SET_KEY: Final = "请设置一个不少于32个字符的随机值，并在别处妥善保存。"

MEGABYTE: Final = 1024 * 1024
SHORTEST: Final = 32
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO

Check = Callable[[Settings], Iterator[Finding]]


def folder(settings: Settings) -> Iterator[Finding]:
    """Whether the data folder is there and takes files."""
    if not settings.data_dir.is_dir():
        yield error(NO_FOLDER.format(path=settings.data_dir), MAKE_FOLDER)
        return
    try:
        with tempfile.TemporaryFile(dir=settings.data_dir) as file:
            file.write(b"x")
    except OSError as fault:
        what = FOLDER_CLOSED.format(path=settings.data_dir, why=os.strerror(fault.errno or 0))
        yield error(what, OPEN_FOLDER)


def disk(settings: Settings) -> Iterator[Finding]:
    """Whether what must be left free is."""
    if not settings.data_dir.is_dir():
        return
    free = shutil.disk_usage(settings.data_dir).free // MEGABYTE
    if free < settings.disk_floor_mb:
        yield error(DISK_LOW.format(free=free, floor=settings.disk_floor_mb), FREE_DISK)


def variables(_settings: Settings) -> Iterator[Finding]:
    """Whether a setting was mistyped."""
    for name in unknown_variables():
        yield warning(STRANGE.format(name=name), SPELLING)


def secret(settings: Settings) -> Iterator[Finding]:
    """Whether the secret of cookies is whole and kept from others."""
    path = settings.secret_file
    if settings.secret or not path.exists():
        return
    if path.stat().st_mode & OTHERS:
        yield error(COOKIE_FILE_OPEN.format(path=path), CLOSE_COOKIE_FILE.format(path=path))
    if len(path.read_bytes().strip()) < SHORTEST:
        yield error(COOKIE_FILE_SHORT.format(path=path), RESTORE_COOKIE_FILE)


def key(settings: Settings) -> Iterator[Finding]:
    """Whether what persons say is sealed."""
    if not settings.key:
        yield warning(NO_KEY, SET_KEY)


MACHINE_CHECKS: Final[tuple[Check, ...]] = (folder, disk, variables, secret, key)

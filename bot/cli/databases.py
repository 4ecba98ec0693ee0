"""`station db`, `station backup`, `station restore`: the data folder as a whole."""

from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.screen import Stop, progress, say
from bot.clock import SystemClock
from bot.installation import assert_not_ahead, assert_ready, database_of, make_folder, make_ready
from bot.settings import Settings, read_settings
from core.shanghai import local
from storage.backup import DataFolder, back_up, restore
from storage.postgres.copying import copy
from storage.postgres.database import PostgresDatabase
from storage.rekeying import rekey
from storage.seal import SealOfEither
from storage.sqlite_database import SqliteDatabase

UPGRADED: Final = "数据库“{path}”已是最新。"
BACKED_UP: Final = "已备份到“{path}”。"
KEEP_THE_KEY: Final = "备份里没有 STATION_KEY，请另外妥善保存：没有它，备份里的姓名和电话读不出来。"
NO_SUCH_FOLDER: Final = "没有“{path}”这个目录。"
NO_SUCH_FILE: Final = "没有“{path}”这个文件。"
IN_THE_WAY: Final = (
    "“{path}”里已有数据库。确定要换成备份里的，请加上 --replace；现有的数据会移到旁边保留。"
)
ON_A_SERVER: Final = (
    "数据库在 PostgreSQL 上：请用 pg_dump 备份、pg_restore 恢复，图片目录另外备份"
    "（docs/operations.md）。"
)
WHERE_TO: Final = "请用环境变量 STATION_DATABASE_URL 指出要搬到哪里。"
COPYING: Final = "搬运"
COPIED: Final = "已搬到“{place}”，共{rows}行，逐行核对无误。图片仍在数据目录里。"
NO_NEW_KEY: Final = (
    "请把 STATION_KEY 设为新的密钥，STATION_KEY_BEFORE 设为原来的密钥（原来没有设过就不填）。"
)
REKEYING: Final = "更换密钥"
REKEYED: Final = (
    "已换成新的密钥，共{rows}行。请从环境变量里去掉 STATION_KEY_BEFORE，并保管好新的密钥。"
)
RESTORED: Final = "已恢复。"
MOVED_ASIDE: Final = "原来的数据移到了“{path}”。"
ARCHIVE: Final = "station-{at}.tar"
ASIDE: Final = "before-restore-{at}"
MOMENT: Final = "%Y%m%d-%H%M%S"

group = typer.Typer(help="数据库。", no_args_is_help=True)


@group.command("upgrade")
def upgrade_database() -> None:
    """建立数据库，或升级到这个版本。"""
    settings = read_settings()
    make_folder(settings)
    database = database_of(settings)
    with database.served():
        make_ready(settings)
    say(UPGRADED.format(path=database.place))


@group.command("copy")
def copy_database() -> None:
    """把数据目录里的数据库搬到 STATION_DATABASE_URL 所指的 PostgreSQL，先停掉服务。"""
    settings = read_settings()
    if not settings.database_url:
        raise Stop(WHERE_TO)
    file = SqliteDatabase(settings.database, settings.serving_file)
    target = PostgresDatabase(settings.database_url)
    with file.served():
        assert_ready(file)
        target.upgrade()
        with progress(COPYING) as tell:
            rows = copy(settings.database, target, tell)
    say(COPIED.format(rows=rows, place=target.place))


@group.command("rekey")
def rekey_database() -> None:
    """用新的 STATION_KEY 重新加密，原来的写在 STATION_KEY_BEFORE，先停掉服务。"""
    settings = read_settings()
    if not settings.key:
        raise Stop(NO_NEW_KEY)
    database = database_of(settings)
    with database.served():
        assert_ready(database)
        with progress(REKEYING) as tell, database.writing() as connection:
            rows = rekey(connection, SealOfEither(settings.key, settings.key_before), tell)
        database.compact()
    say(REKEYED.format(rows=rows))


def back_up_data(
    folder: Annotated[Path, typer.Argument(help="放备份的目录")],
) -> None:
    """备份数据库和图片，服务不用停。"""
    settings = read_settings()
    _assert_in_file(settings)
    assert_ready(database_of(settings))
    if not folder.is_dir():
        raise Stop(NO_SUCH_FOLDER.format(path=folder))
    archive = folder / ARCHIVE.format(at=_stamp())
    with progress("备份") as tell:
        back_up(data_folder(settings), archive, tell)
    say(BACKED_UP.format(path=archive))
    if settings.key:
        say(KEEP_THE_KEY)


def restore_data(
    file: Annotated[Path, typer.Argument(help="备份文件")],
    replace: Annotated[bool, typer.Option("--replace", help="换掉现有的数据")] = False,
) -> None:
    """恢复一份备份，先停掉服务。"""
    settings = read_settings()
    _assert_in_file(settings)
    if not file.is_file():
        raise Stop(NO_SUCH_FILE.format(path=file))
    if settings.database.exists() and not replace:
        raise Stop(IN_THE_WAY.format(path=settings.data_dir))
    make_folder(settings)
    aside = settings.data_dir / ASIDE.format(at=_stamp())
    with database_of(settings).served():
        restore(data_folder(settings), file, aside, _is_usable)
        make_ready(settings)
    say(RESTORED)
    if aside.exists():
        say(MOVED_ASIDE.format(path=aside))


def data_folder(settings: Settings) -> DataFolder:
    """What belongs to an installation."""
    others = (settings.pictures, settings.secret_file)
    return DataFolder(settings.data_dir, settings.database, others)


def _assert_in_file(settings: Settings) -> None:
    if settings.database_url:
        raise Stop(ON_A_SERVER)


def _is_usable(path: Path) -> None:
    assert_not_ahead(SqliteDatabase(path, path.with_suffix(".lock")))


def _stamp() -> str:
    return local(SystemClock().now()).strftime(MOMENT)

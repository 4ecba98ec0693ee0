"""The command `station`: a module for each group of commands, put together here."""

import logging
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import singledispatch
from typing import Any, Final

import structlog
import typer
from typer._click.exceptions import UsageError
from typer.core import TyperGroup

from bot.cli import (
    databases,
    inbox,
    lexicon,
    outbox,
    product,
    staff,
    stations,
    telegram,
    wechat,
    wecom,
)
from bot.cli.doctor import doctor
from bot.cli.erasing import erase
from bot.cli.poster import poster
from bot.cli.screen import Stop, complain
from bot.cli.usage import speak_chinese, worded
from bot.installation import NotReady
from bot.intents.faults import LexiconError
from bot.settings import BadSettings
from core.refusals import Refused
from storage.backup import BadBackup
from storage.connections import Interrupted
from storage.database import AlreadyServed, is_outside, sentence_of
from storage.postgres.copying import NotCopied
from storage.postgres.database import UnfitDatabase
from storage.seal import SealBroken
from storage.store import Unavailable

ALREADY_SERVED: Final = "这个数据目录正由另一个进程（{by}）使用，请先停掉它。"
BAD_LEXICON: Final = "词表文件有误，改好以后再试（station lexicon check 只作检查）：\n{faults}"
WRONG_KEY: Final = (
    "数据库里有用另一个密钥加密的内容（{column}），现在读不出来，什么都没有改动。"
    "请把 STATION_KEY 设回原来的值；正在更换密钥的，把原来的写在 STATION_KEY_BEFORE。"
)
DISK_FAULT: Final = "读写文件时出错：{why}"
SAYABLE: Final = (
    AlreadyServed, BadBackup, BadSettings, LexiconError, NotReady, OSError, Refused, Stop,
    Interrupted, NotCopied, SealBroken, Unavailable, UnfitDatabase, sqlite3.Error,
)  # fmt: skip

speak_chinese()


@contextmanager
def logging_beside() -> Iterator[None]:
    """What a command says goes to standard output, what is logged meanwhile does not, and only what
    calls for somebody."""
    before = structlog.get_config()
    structlog.configure(
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )
    try:
        yield
    finally:
        structlog.configure(**before)


class Commands(TyperGroup):
    """Ends in a sentence what is no bug, whichever command it came from."""

    def make_context(self, *args: Any, **more: Any) -> Any:
        try:
            return super().make_context(*args, **more)
        except UsageError as mistake:
            raise worded(mistake) from None

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        try:
            with logging_beside():
                return super().invoke(ctx)
        except UsageError as mistake:
            raise worded(mistake) from None
        except SAYABLE as no:
            if isinstance(no, sqlite3.Error) and not is_outside(no):
                raise
            complain(sentence(no))
            raise typer.Exit(1) from None


app = typer.Typer(
    cls=Commands,
    help="质量服务站的消息助手。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for command in (
    product.serve, product.work, product.talk, product.classify, product.replay, poster, doctor,
):  # fmt: skip
    app.command()(command)
app.command()(erase)
app.command("backup")(databases.back_up_data)
app.command("restore")(databases.restore_data)
app.add_typer(databases.group, name="db")
app.add_typer(stations.group, name="station")
app.add_typer(staff.group, name="staff")
app.add_typer(lexicon.group, name="lexicon")
app.add_typer(inbox.group, name="inbox")
app.add_typer(outbox.group, name="outbox")
app.add_typer(telegram.group, name="telegram")
app.add_typer(wechat.group, name="wechat")
app.add_typer(wecom.group, name="wecom")


def main() -> None:
    """Run a command."""
    app()


@singledispatch
def sentence(no: Exception) -> str:
    """What to show of an error that is no bug."""
    return str(no)


@sentence.register
def _(no: Refused) -> str:
    return no.sentence()


@sentence.register
def _(no: BadSettings) -> str:
    return "\n".join(no.sentences)


@sentence.register
def _(no: LexiconError) -> str:
    return BAD_LEXICON.format(faults=no)


@sentence.register
def _(no: AlreadyServed) -> str:
    return ALREADY_SERVED.format(by=no.by)


@sentence.register
def _(no: Interrupted) -> str:
    return no.sentence


@sentence.register
def _(no: sqlite3.Error) -> str:
    return sentence_of(no)


@sentence.register
def _(no: SealBroken) -> str:
    return WRONG_KEY.format(column=no.column)


@sentence.register
def _(no: OSError) -> str:
    return DISK_FAULT.format(why=no)

"""`station inbox`: messages on which a turn failed."""

import re
from typing import Final

import typer

from bot.cli.product import retry_failed
from bot.cli.screen import show_any
from bot.installation import reading, tables_of
from bot.settings import read_settings
from core.conversations import InboxState, Received
from core.shanghai import moment_words
from storage.connections import Connection
from storage.schema import Schema

NONE: Final = "没有处理失败的消息。"
TITLES: Final = ("编号", "收到", "聊天", "类型", "出错处")
FRAME: Final = re.compile(r'File ".*?([^/"]+/[^/"]+)", line (\d+)')
KIND: Final = re.compile(r"^(?:\w+\.)*(\w*(?:Error|Exception|Refused))\b", re.MULTILINE)
SITE: Final = "{kind} {file}:{line}"

group = typer.Typer(help="处理失败的消息。", no_args_is_help=True)
group.command("retry")(retry_failed)


@group.command("list")
def list_failed() -> None:
    """列出处理失败的消息，不显示内容。"""
    settings = read_settings()
    with reading(settings) as connection:
        found = failed(connection, tables_of(settings))
    show_any(TITLES, [_row(each) for each in found], NONE)


def failed(connection: Connection, schema: Schema) -> tuple[Received, ...]:
    """Every message on which a turn failed, oldest first."""
    return schema.of(Received).query("state", order="id").all(connection, InboxState.FAILED)


def site_of(fault: str) -> str:
    """Where a turn broke, without what the error says: that may quote the message."""
    frames, kinds = FRAME.findall(fault), KIND.findall(fault)
    file, line = frames[-1] if frames else ("?", "?")
    return SITE.format(kind=kinds[-1] if kinds else "?", file=file, line=line)


def _row(received: Received) -> tuple[str, ...]:
    at = moment_words(received.received_at)
    return str(received.id), at, received.chat, received.kind, site_of(received.fault)

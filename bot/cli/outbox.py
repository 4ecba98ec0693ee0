"""`station outbox`: messages that no try could send, and sending them once more."""

from typing import Annotated, Final

import typer

from bot.cli.screen import Stop, say, show_any
from bot.installation import reading, tables_of, writing
from bot.settings import read_settings
from core.conversations import Said
from core.shanghai import moment_words
from storage.set_aside import send_again, set_aside

NONE: Final = "没有放在一边的消息。"
TITLES: Final = ("编号", "写于", "试过", "原因")
KEY: Final = "{chat}#{n}"
TIMES: Final = "{count}次"
NO_SUCH_MESSAGE: Final = "没有编号为“{key}”的消息放在一边。"
WHICH: Final = "请写明编号，或用 --all 全部再发。"
AGAIN: Final = "{count}条消息等着再发，服务运行时几秒内发出。"

group = typer.Typer(help="没能送达、放在一边的消息。", no_args_is_help=True)


@group.command("list")
def list_set_aside() -> None:
    """列出没能送达的消息和原因，不显示内容。"""
    settings = read_settings()
    with reading(settings) as connection:
        found = set_aside(connection, tables_of(settings))
    show_any(TITLES, [_row(each) for each in found], NONE)


@group.command("retry")
def retry(
    key: Annotated[str, typer.Argument(help="消息编号")] = "",
    everything: Annotated[bool, typer.Option("--all", help="全部")] = False,
) -> None:
    """把放在一边的消息再发一次；仍送不到的又会放在一边。"""
    if not key and not everything:
        raise Stop(WHICH)
    settings = read_settings()
    with writing(settings) as connection:
        every = set_aside(connection, tables_of(settings))
        found = [each for each in every if everything or key_of(each) == key]
        if key and not found:
            raise Stop(NO_SUCH_MESSAGE.format(key=key))
        for each in found:
            send_again(connection, each)
    say(AGAIN.format(count=len(found)))


def key_of(said: Said) -> str:
    return KEY.format(chat=said.chat, n=said.n)


def _row(said: Said) -> tuple[str, ...]:
    times = TIMES.format(count=said.refusals + 1)
    return key_of(said), moment_words(said.at), times, said.fault

"""`station inbox`: messages on which the assistant failed, and trying them again."""

from typing import Annotated, Final

import typer

from bot.cli.screen import Stop, progress, say, show
from bot.installation import reading, tables_of, writing
from bot.intents.lexicon import load_lexicon
from bot.retrying import Retrier, failed, site_of
from bot.settings import read_settings
from core.conversations import Received
from core.shanghai import moment_words

NONE: Final = "没有处理失败的消息。"
NO_SUCH_MESSAGE: Final = "没有编号为“{number}”的失败消息。"
WHICH: Final = "请写明编号，或用 --all 全部重试。"
RESULT: Final = "重试{all}条，成功{done}条，仍失败{left}条。"
TITLES: Final = ("编号", "收到", "聊天", "类型", "出错处")
RETRYING: Final = "重试"

group = typer.Typer(help="处理失败的消息。", no_args_is_help=True)


@group.command("list")
def list_failed() -> None:
    """列出处理失败的消息，不显示内容。"""
    settings = read_settings()
    with reading(settings) as connection:
        found = failed(connection, tables_of(settings))
    if not found:
        say(NONE)
        return
    show(TITLES, [_row(each) for each in found])


@group.command("retry")
def retry_failed(
    number: Annotated[int, typer.Argument(help="消息编号")] = 0,
    everything: Annotated[bool, typer.Option("--all", help="全部")] = False,
) -> None:
    """重新处理失败的消息；仍失败的留在原处。"""
    if not number and not everything:
        raise Stop(WHICH)
    settings = read_settings()
    tables = tables_of(settings)
    with reading(settings) as connection:
        found = [each for each in failed(connection, tables) if everything or each.id == number]
    if number and not found:
        raise Stop(NO_SUCH_MESSAGE.format(number=number))
    retrier, done = Retrier(tables, load_lexicon()), 0
    with progress(RETRYING) as tell:
        for count, received in enumerate(found, start=1):
            with writing(settings) as connection:
                done += retrier.retry(connection, received)
            tell(count, len(found))
    say(RESULT.format(all=len(found), done=done, left=len(found) - done))
    if done < len(found):
        raise typer.Exit(1)


def _row(received: Received) -> tuple[str, ...]:
    at = moment_words(received.received_at)
    return str(received.id), at, received.chat, received.kind, site_of(received.fault)

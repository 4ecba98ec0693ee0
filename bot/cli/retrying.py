"""`station inbox retry`: taking failed messages again, beside a server if there is one."""

from typing import Final

import typer

from bot.cli.inbox import failed
from bot.cli.screen import Stop, progress, say
from bot.installation import database_of, reading, tables_of, writing
from bot.own_words import lexicon_of
from bot.retrying import Retrier
from bot.settings import read_settings

NO_SUCH_MESSAGE: Final = "没有编号为“{number}”的失败消息。"
WHICH: Final = "请写明编号，或用 --all 全部重试。"
RESULT: Final = "重试{all}条，成功{done}条，仍失败{left}条。"
RETRYING: Final = "重试"


def retry(number: int, *, everything: bool) -> None:
    """Take one failed message again, or all; the exit is 1 where one still fails."""
    if not number and not everything:
        raise Stop(WHICH)
    settings = read_settings()
    tables = tables_of(settings)
    with reading(settings) as connection:
        found = [each for each in failed(connection, tables) if everything or each.id == number]
    if number and not found:
        raise Stop(NO_SUCH_MESSAGE.format(number=number))
    retrier, done = Retrier(tables, lexicon_of(database_of(settings))), 0
    with progress(RETRYING) as tell:
        for count, received in enumerate(found, start=1):
            with writing(settings) as connection:
                done += retrier.retry(connection, received)
            tell(count, len(found))
    say(RESULT.format(all=len(found), done=done, left=len(found) - done))
    if done < len(found):
        raise typer.Exit(1)

"""`station doctor`: what an installation lacks, and what to do about it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

import typer

from bot.cli.database_checks import examine_database
from bot.cli.findings import Finding, Level
from bot.cli.machine_checks import MACHINE_CHECKS
from bot.cli.screen import say
from bot.cli.server_checks import clocks
from bot.cli.station_checks import examine_stations
from bot.clock import SystemClock
from bot.installation import database_of, tables_of
from bot.settings import Settings, read_settings

MARKS: Final = {Level.ERROR: ("✗", "bold red"), Level.WARNING: ("!", "yellow")}
WHAT: Final = "{mark} {what}"
FOLLOWS: Final = "    后果：{follows}"
TODO: Final = "    办法：{todo}"
ALL_WELL: Final = "✓ 一切正常。"
TOTAL: Final = "{errors}处错误，{warnings}处提醒。"


def doctor() -> None:
    """检查设置、数据库、磁盘、词表和服务站，说明怎么办。"""
    found = list(examine(read_settings(), SystemClock().now()))
    tell(found)
    errors = sum(finding.level is Level.ERROR for finding in found)
    say(TOTAL.format(errors=errors, warnings=len(found) - errors) if found else ALL_WELL)
    if errors:
        raise typer.Exit(1)


def tell(found: Iterable[Finding]) -> None:
    """Each finding, and below it what follows from it and what to do."""
    for finding in found:
        mark, style = MARKS[finding.level]
        say(WHAT.format(mark=mark, what=finding.what), style)
        if finding.follows:
            say(FOLLOWS.format(follows=finding.follows))
        say(TODO.format(todo=finding.todo))


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything that is not as it should be, what others rest on first."""
    for check in MACHINE_CHECKS:
        yield from check(settings)
    in_file = list(examine_database(settings))
    yield from in_file
    if any(finding.level is Level.ERROR for finding in in_file):
        return
    with database_of(settings).reading() as connection:
        from bot.cli.lexicon_checks import examine_lexicon

        if settings.database_url:
            yield from clocks(connection, now)
        yield from examine_lexicon(connection)
        yield from examine_stations(connection, tables_of(settings), now)
    if settings.telegram_token:
        from bot.cli.telegram_checks import examine_telegram

        yield from examine_telegram(settings)
    if settings.wechat_all:
        from bot.cli.wechat_checks import examine_wechat

        yield from examine_wechat(settings)
    if settings.wecom_all:
        from bot.cli.wecom_checks import examine_wecom

        yield from examine_wecom(settings)

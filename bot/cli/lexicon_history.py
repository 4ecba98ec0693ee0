"""`station lexicon history` and `undo`: what was changed in the lexicon, and taking it back."""

from typing import Final

from bot.cli.screen import say
from bot.clock import SystemClock
from bot.installation import reading, writing
from bot.settings import read_settings
from core.lexicon_changes import ChangeKind, ChangeSource, LexiconVersion, TermChange
from core.shanghai import moment_words
from storage.lexicon_changes import history, undo

NONE: Final = "本站还没有改过词表。"
VERSION: Final = "第{version}版 {state} {at} {by} {how}"
CHANGES: Final = "    {changes}"
MARKS: Final = {ChangeKind.ADD: "+", ChangeKind.DROP: "-"}
CHANGE: Final = "{mark}{term}({group})"
SOURCES: Final = {ChangeSource.TYPED: "手工", ChangeSource.REVIEW: "更正归纳"}
BY_COMMAND: Final = "命令行"
OF_STATION: Final = "{by}@{station}"
IN_FORCE: Final = "在用"
UNDONE: Final = "（{at}由{by}撤销）"
UNDONE_STYLE: Final = "dim"
TAKEN_BACK: Final = "已撤销第{version}版改动，运行中的服务几秒内生效。"


def list_all() -> None:
    """Every version, the newest first."""
    with reading(read_settings()) as connection:
        found = history(connection)
    if not found:
        say(NONE)
    for made in found:
        say(_headline(made), UNDONE_STYLE if made.undone_at else "")
        say(CHANGES.format(changes=" ".join(map(said, made.changes))))


def take_back(version: int, by: str) -> None:
    """Undo a version."""
    with writing(read_settings()) as connection:
        undo(connection, version, by, SystemClock().now())
    say(TAKEN_BACK.format(version=version))


def said(change: TermChange) -> str:
    """A change in a word."""
    return CHANGE.format(mark=MARKS[change.kind], term=change.term, group=change.group)


def _headline(made: LexiconVersion) -> str:
    origin = made.origin
    by = origin.by or BY_COMMAND
    return VERSION.format(
        version=made.version,
        state=_state(made),
        at=moment_words(made.at),
        by=OF_STATION.format(by=by, station=origin.station) if origin.station else by,
        how="：".join(filter(None, (SOURCES[origin.source], origin.why))),
    )


def _state(made: LexiconVersion) -> str:
    if made.undone_at is None:
        return IN_FORCE
    return UNDONE.format(at=moment_words(made.undone_at), by=made.undone_by or BY_COMMAND)

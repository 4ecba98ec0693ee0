"""What is wrong with the lexicon, in the release's tables and in the station's own changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.cli.findings import Finding, error, warning
from bot.intents.faults import LexiconError
from bot.intents.lexicon import LEXICON_DIR, tables_in, why_not
from bot.intents.lexicon_tables import Tables
from core.lexicon_changes import LexiconVersion
from storage.connections import Connection
from storage.lexicon_changes import history

BAD_TABLE: Final = "词表文件有误：{fault}"
MEND_TABLE: Final = "请改好这一处，或恢复这个版本原来的文件；改好以前，重新启动会失败。"
BROKEN: Final = "第{version}版词表改动里的“{term}”没有采用：{why}"
MEND_CHANGE: Final = (
    "请运行 station lexicon undo {version} 撤销这一版；还要用的词，用 station lexicon add 重新加。"
)


def examine_lexicon(connection: Connection | None, folder: Path = LEXICON_DIR) -> Iterator[Finding]:
    """Every fault by itself. A change cannot be judged by tables that cannot be read."""
    try:
        tables = tables_in(folder)
    except LexiconError as no:
        yield from (error(BAD_TABLE.format(fault=fault), MEND_TABLE) for fault in no.faults)
        return
    for version in history(connection) if connection else ():
        if version.undone_at is None:
            yield from _broken(version, tables)


def _broken(version: LexiconVersion, tables: Tables) -> Iterator[Finding]:
    for change in version.changes:
        if why := why_not(change, tables):
            what = BROKEN.format(version=version.version, term=change.term, why=why)
            yield warning(what, MEND_CHANGE.format(version=version.version))

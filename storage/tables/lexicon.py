"""The station's own words: what was changed in the lexicon, by whom, and what was undone."""

from sqlmodel import SQLModel

from core.lexicon_changes import ChangeKind, ChangeSource
from storage.tables import columns


class LexiconChangeRow(SQLModel, table=True):
    """Changes that share a version were made together; `place` is their order in it. A version
    stands for ever: whoever undoes it says so in its rows."""

    __tablename__ = "lexicon_change"
    __table_args__ = (
        columns.one_of("kind", ChangeKind),
        columns.one_of("source", ChangeSource),
    )
    version: int = columns.number(key=True)
    place: int = columns.number(key=True)
    kind: str
    term: str
    term_group: str
    by: str
    source: str
    why: str = columns.text()
    station: str = columns.text()
    at: int = columns.time()
    undone_at: int | None = columns.maybe_time()
    undone_by: str = columns.text()

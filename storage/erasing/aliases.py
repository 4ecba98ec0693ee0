"""Other names for somebody's chats and for the person, wherever these stand: what belonged together
still does, and leads to no account."""

import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Integer, Table

from core.erasures import ALIAS
from core.parties import STRANGER
from storage.connections import Connection
from storage.erasing.subject import Subject, is_alias
from storage.migrations.comparing import METADATA
from storage.schema import TABLES

ALIAS_BYTES: Final = 8
NAME: Final = r"(?<![\w.\-])(?:{names})(?![\w.\-/])"
"""A whole id, also within a longer key: telegram:12 does not stand in telegram:123."""
ESCAPED: Final = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


class Aliases:
    """One alias for each id of a person; what is an alias already stays."""

    def __init__(self, subject: Subject) -> None:
        self._new: Mapping[str, str] = {
            **{chat: f"{chat.partition(':')[0]}:{_fresh()}" for chat in _named(subject.chats)},
            **{person: f"{STRANGER}{_fresh()}" for person in _named(subject.persons)},
        }
        longest = sorted(self._new, key=len, reverse=True)
        self._pattern = re.compile(NAME.format(names="|".join(map(re.escape, longest)) or "(?!)"))

    def of(self, key: str) -> str:
        """What an id is called from now on."""
        return self._new.get(key, key)

    def within(self, text: str) -> str:
        """A text with every such id renamed."""
        return self._pattern.sub(lambda found: self._new[found[0]], text)

    def spread(self, connection: Connection) -> None:
        """Rename in every column of every table that is not sealed."""
        private = {(table.schema.name, name) for table in TABLES for name in table.private}
        for table in METADATA.sorted_tables:
            for column in table.columns:
                text = not isinstance(column.type, Integer)
                if text and (table.name, column.name) not in private:
                    self._rename(connection, table, column.name)

    def _rename(self, connection: Connection, table: Table, column: str) -> None:
        keys = [one.name for one in table.primary_key]
        listed = ", ".join(f'"{name}"' for name in (column, *keys))
        this = " AND ".join(f'"{name}" = ?' for name in keys)
        like = " OR ".join([f"\"{column}\" LIKE ? ESCAPE '\\'"] * len(self._new))
        if not like:
            return
        found = connection.execute(
            f'SELECT {listed} FROM "{table.name}" WHERE {like}',  # noqa: S608 - our own names
            [f"%{key.translate(ESCAPED)}%" for key in self._new],
        ).fetchall()
        change = f'UPDATE "{table.name}" SET "{column}" = ? WHERE {this}'  # noqa: S608
        for text, *key in found:
            if (renamed := self.within(text)) != text:
                connection.execute(change, [renamed, *key])


def _named(keys: Iterable[str]) -> Iterable[str]:
    return (key for key in keys if not is_alias(key))


def _fresh() -> str:
    return f"{ALIAS}{secrets.token_hex(ALIAS_BYTES)}"

"""An intake's statements as a script of pgbench, which can be run for any number of new chats.

The intake is noted on a database in which whatever its statements draw begins at a number that
occurs nowhere else; so wherever such a number stands, the script puts what the server has drawn
this time. One run of the script is one turn, so that a turn that lost a race is tried again alone.
https://www.postgresql.org/docs/current/pgbench.html
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from benchmarks.notes import Note, Noted
from benchmarks.product import FIRST_STATION
from storage.postgres.store import COMMIT, READS, WRITES

FIRST_NUMBER: Final = 50_000_000
FIRST_POSITION: Final = 60_000_000
FIRST_CHAT: Final = 80_000_000
FIRST_TURN: Final = 90_000_000
DRAWN: Final = re.compile(r"(?<!\d)[5-9]0{4}\d{3}(?!\d)")
"""What looks like one of these, soon after its beginning."""

LOCK: Final = "SELECT pg_advisory_lock(:station)"
RETURNED: Final = re.compile(r"RETURNING (\w+)$")
MARK_OR_QUOTED: Final = re.compile(r"'[^']*'|\?")
ESCAPED: Final = str.maketrans({"\\": r"\\", "'": r"\x27", ":": r"\x3A", "\n": r"\n"})
"""A colon begins a variable of pgbench, also between quotes."""

CHOOSE: Final = r"""\set step :turn % {steps}
\if :step = 0
\set chat :first_chat + :client_id * 100000 + :turn / {steps}
\set station {station} + :client_id % :stations
"""
DONE: Final = "\\endif\n\\set turn :turn + 1\n"
"""Last of all: a turn that is tried again keeps the variables that it has set."""
UNLOCK_ALL: Final = "SELECT pg_advisory_unlock_all()"
"""Of a turn that was tried again the lock is held more than once."""


def intake_script(turns: Sequence[Sequence[Noted]], chat: int) -> str:
    """The script of an intake that this chat had with the first station."""
    return "".join(_Script(chat).lines(turns))


class _Script:
    """`_drawn` is what the numbers that the recording drew are called in the script."""

    def __init__(self, chat: int) -> None:
        self._drawn = {chat: ":chat", FIRST_STATION: ":station"}

    def lines(self, turns: Sequence[Sequence[Noted]]) -> Iterator[str]:
        yield CHOOSE.format(steps=len(turns), station=FIRST_STATION)
        for step, transactions in enumerate(turns):
            if step:
                yield f"\\elif :step = {step}\n"
            for transaction in transactions:
                yield from self._transaction(transaction)
        yield DONE

    def _transaction(self, noted: Noted) -> Iterator[str]:
        yield f"{LOCK};\n{WRITES};\n" if noted.writes else f"{READS};\n"
        yield from map(self._statement, noted.notes)
        yield f"{COMMIT};\n"
        if noted.writes:
            yield f"{UNLOCK_ALL};\n"

    def _statement(self, note: Note) -> str:
        values = iter(note.parameters)

        def spelled(found: re.Match[str]) -> str:
            return self._value(next(values)) if found[0] == "?" else _quoted(found[0][1:-1])

        sql = MARK_OR_QUOTED.sub(spelled, note.sql)
        column, returned = RETURNED.search(note.sql), [row[0] for row in note.rows]
        if column and returned and DRAWN.fullmatch(str(returned[0])):
            [value] = returned
            prefix = f"drawn{value}_"
            self._drawn[value] = f":{prefix}{column[1]}"
            return f"{sql} \\gset {prefix}\n"
        return f"{sql};\n"

    def _value(self, value: Any) -> str:
        if value is None:
            return "NULL"
        if isinstance(value, str):
            return self._text(value)
        assert isinstance(value, int), value
        return self._number(value) if DRAWN.fullmatch(str(value)) else str(int(value))

    def _text(self, text: str) -> str:
        spelled = _quoted(text)
        for number in sorted(set(DRAWN.findall(text))):
            found = self._number(int(number))
            found = f"({found})::text" if " " in found else found
            spelled = f"replace({spelled}, '{number}', {found})"
        return spelled

    def _number(self, number: int) -> str:
        """What a number is called: of positions that are drawn together, the last is returned."""
        if number in self._drawn:
            return self._drawn[number]
        last = min(drawn for drawn in self._drawn if drawn > number)
        assert str(last)[0] == str(number)[0], f"{number} stands where nothing has returned it"
        return f"{self._drawn[last]}::bigint - {last - number}"


def _quoted(text: str) -> str:
    return f"E'{text.translate(ESCAPED)}'"

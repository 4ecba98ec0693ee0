"""What the commands put on the terminal: sentences, tables, progress."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

OUT: Final = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
ERR: Final = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


class Stop(Exception):
    """A command that cannot go on; `str()` is the sentence to show."""


def say(sentence: str, style: str = "") -> None:
    """A sentence on standard output."""
    OUT.print(sentence, style=style or None)


def complain(sentence: str) -> None:
    """A sentence on standard error."""
    ERR.print(sentence, style="bold red")


def show(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table; into a pipe, one line a row with tabs between, so that programs can read it."""
    if not OUT.is_terminal:
        for row in rows:
            print("\t".join(row))
        return
    table = Table(*titles, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    OUT.print(table)


def show_any(titles: Sequence[str], rows: Sequence[Sequence[str]], none: str) -> None:
    """A table, or a sentence where it would be empty."""
    if rows:
        show(titles, rows)
    else:
        say(none)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how much of how much is done; on a terminal alone."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)

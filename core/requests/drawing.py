"""The page that shows the table of moves: a diagram and every row, drawn from the table itself."""

from collections.abc import Iterable
from typing import Final

from core.requests.actions import TOLD
from core.requests.status import Status
from core.requests.transition import Transition
from core.requests.transitions import TRANSITIONS

MANY: Final = 3
"""From more states than these a move is told below the diagram, which stays readable."""

HEAD: Final = """# The life of a request

`core/requests/transitions.py` is the table; this page is drawn from it by `core.requests.drawing`,
and a test compares the two. What is not in the table cannot happen. Rules are numbered as in the
reading of clause 4.3: a letter tells rows of one rule apart. T42 is the station's reply, which the
figure of the standard does not show.

    python -c "from core.requests.drawing import page; print(page(), end='')" > docs/requests.md
"""

DIAGRAM: Final = """
## States

{legend}

```mermaid
stateDiagram-v2
{edges}
```

From many states:

{many}
"""

TABLE: Final = """
## Moves

A move that keeps the state shows “–”. *Only* are the guards, each with its own sentence in
`core/requests/guards/`; *told* is what has to be said with the action. ☎ marks moves in which a
specialist may record the enterprise's word given by phone or in talk.

| rule | from | action | by | to | only | told | sets in form C.1 |
|---|---|---|---|---|---|---|---|
{rows}
"""


def page() -> str:
    """The whole page as Markdown."""
    diagram = DIAGRAM.format(legend=_legend(), edges=_edges(), many=_many())
    return HEAD + diagram + TABLE.format(rows=_rows())


def _legend() -> str:
    return " · ".join(f"`{status}` {status.label}" for status in Status)


def _in_order(states: Iterable[Status]) -> tuple[Status, ...]:
    chosen = frozenset(states)
    return tuple(status for status in Status if status in chosen)


def _edges() -> str:
    words: dict[tuple[str, str], list[str]] = {}
    for row in TRANSITIONS:
        if row.to is None or len(row.sources) > MANY:
            continue
        for source in _in_order(row.sources) or ("[*]",):
            word = row.action.label
            if word not in words.setdefault((source, row.to), []):
                words[source, row.to].append(word)
    return "\n".join(
        f"    {source} --> {to}: {'、'.join(said)}" for (source, to), said in words.items()
    )


def _many() -> str:
    rows = (row for row in TRANSITIONS if row.to and len(row.sources) > MANY)
    told = [f"- {row.action.label} → `{row.to}`: from {_sources(row)}" for row in rows]
    told.append("- 恢复: from `suspended` to the state that it left")
    return "\n".join(told)


def _sources(row: Transition) -> str:
    return ", ".join(f"`{status}`" for status in _in_order(row.sources)) or "–"


def _rows() -> str:
    return "\n".join(_row(row) for row in sorted(TRANSITIONS, key=lambda row: row.id))


def _row(row: Transition) -> str:
    cells = (
        row.id,
        _sources(row),
        row.action.label,
        row.by.label + (" ☎" if row.by_phone else ""),
        f"`{row.to}`" if row.to else "–",
        ", ".join(guard.name for guard in (*row.when, *row.only)),
        " ".join(TOLD[told].question for told in row.action.asks),
        "、".join(row.form),
    )
    return f"| {' | '.join(cells)} |"

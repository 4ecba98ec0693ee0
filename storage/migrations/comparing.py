"""How the declared tables are compared with those of a database, the same wherever that is done."""

from typing import Any, Final, Literal

from alembic.autogenerate.api import AutogenContext
from sqlmodel.sql.sqltypes import AutoString

from storage import tables

METADATA: Final = tables.StationRow.metadata


def plain_type(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write SQLModel's own text type as the one it stands for: a step outlives its library."""
    if kind == "type" and isinstance(value, AutoString):
        return f"sa.String({value.length or ''})"
    return False


OPTIONS: Final[dict[str, Any]] = {
    "target_metadata": METADATA,
    "compare_type": True,
    "render_item": plain_type,
    # SQLite changes a table by making it anew.
    "render_as_batch": True,
}

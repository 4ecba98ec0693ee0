"""Draws the first step from the declared tables: `make draw`.

Until the first release there is one step, drawn anew whenever a table changes, and named after what
it makes, so that a database of an earlier drawing is known as such. After the release steps are
added and none is changed.
"""

import hashlib
from pathlib import Path
from typing import Final

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from storage.migrations.comparing import METADATA, OPTIONS, plain_type

FIRST: Final = Path(__file__).parent / "versions" / "m0001_first.py"
NAME_LETTERS: Final = 12

WRITTEN: Final = '''\
"""The tables of the first release, drawn from what declares them (`make draw`)."""

import sqlalchemy as sa
from alembic import op

revision = "{name}"
down_revision = None


def upgrade() -> None:
    """Make every table."""
{code}
'''


def drawn() -> str:
    """The first step as Python, before its layout is put in order."""
    with create_engine("sqlite://").connect() as connection:
        context = MigrationContext.configure(connection, opts={**OPTIONS, "render_as_batch": False})
        script = produce_migrations(context, METADATA)
    operations = script.upgrade_ops
    if operations is None:
        raise RuntimeError("there are no tables to draw")
    code = render_python_code(operations, render_item=plain_type)
    made = "\n".join(line for line in code.splitlines() if not line.strip().startswith("#"))
    name = hashlib.sha256(made.encode()).hexdigest()[:NAME_LETTERS]
    return WRITTEN.format(name=name, code=f"    {made.strip()}")


if __name__ == "__main__":
    FIRST.write_text(drawn(), encoding="utf-8")

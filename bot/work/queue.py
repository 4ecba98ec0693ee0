"""The queue of jobs on the PostgreSQL that the processes share.

https://procrastinate.readthedocs.io
"""

from typing import Final

from procrastinate import App, PsycopgConnector

from storage.postgres.work_queue import SCHEMA

CONNECTIONS: Final = 4
SETTINGS: Final = {
    "options": f"-c search_path={SCHEMA}",
    "application_name": "quality-station work",
}


def queue_of(url: str) -> App:
    """A queue without any tasks, to be opened."""
    return App(
        connector=PsycopgConnector(conninfo=url, kwargs=SETTINGS, min_size=1, max_size=CONNECTIONS)
    )

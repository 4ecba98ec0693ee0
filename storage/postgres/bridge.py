"""Waiting for the asynchronous driver where nothing else is to be done meanwhile, as in a command.

An event loop of its own in a thread of its own: whoever waits may have a running loop already.
"""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from storage.postgres.session import Wait


@contextmanager
def bridge() -> Iterator[Wait]:
    """A function that waits for what it is given, as long as the block lasts."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="bridge", daemon=True)
    thread.start()

    def wait(coming: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coming, loop).result()

    try:
        yield wait
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

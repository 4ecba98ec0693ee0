"""The server on this machine, in a thread and a loop of its own."""

import itertools
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from tests.weixin.server.surroundings import Registry
from tests.weixin.server.web import Door
from tests.weixin.server.world import World


class Server:
    """One for all tests; each takes a world of its own, in which nobody else lives."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.registry = Registry()
        self._numbers = itertools.count(1)

    def world(self) -> World:
        return World(next(self._numbers), self.address, self.registry)


@contextmanager
def serving() -> Iterator[Server]:
    # Named as TCP, or asyncio leaves Nagle's pause in every answer.
    with socket.socket(proto=socket.IPPROTO_TCP) as door:
        door.bind(("127.0.0.1", 0))
        door.listen(128)
        server = Server(f"http://127.0.0.1:{door.getsockname()[1]}")
        config = uvicorn.Config(
            Door(server.registry),
            log_level="critical",
            lifespan="off",
            ws="none",
            loop="asyncio",
            timeout_graceful_shutdown=1,
        )
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, args=([door],), name="weixin")
        thread.start()
        try:
            yield server
        finally:
            running.should_exit = True
            thread.join()

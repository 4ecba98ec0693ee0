"""The command `station`, held in memory and forked when it is told to start.

Reading the modules and the dictionary takes longer than a server lives here; a fork is ready at
once and is then the same program. One order a line on standard input, the next when the one before
is born; on standard output the births, and the ends with their status.
"""

import ctypes
import json
import os
import sys
from functools import cache
from importlib import import_module
from selectors import EVENT_READ, DefaultSelector
from signal import SIGKILL
from typing import Any, Final

from bot import cli, starting
from bot.intents.lexicon import load_lexicon
from bot.intents.words import warm

READ_ON_FIRST_USE: Final = "bot.cli.serving"
PR_SET_PDEATHSIG: Final = 1


def stand_by() -> None:
    """Fork a process for each order, and tell of its end."""
    die_with_parent()
    import_module(READ_ON_FIRST_USE)
    warm()
    read_once()
    with DefaultSelector() as happening:
        happening.register(sys.stdin, EVENT_READ)
        while True:
            for key, _ in happening.select():
                if key.data is None:
                    line = sys.stdin.readline()
                    if not line:
                        return
                    child = born(json.loads(line))
                    happening.register(os.pidfd_open(child), EVENT_READ, child)
                else:
                    happening.unregister(key.fd)
                    os.close(key.fd)
                    tell("ended", key.data, os.waitpid(key.data, 0)[1])


def read_once() -> None:
    """Give every fork the lexicon that was read here: it takes as long as all else of a start."""
    kept = cache(load_lexicon)
    kept()
    starting.load_lexicon = kept  # type: ignore[attr-defined,assignment]


def born(order: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        become(order)
    tell("born", child)
    return child


def become(order: dict[str, Any]) -> None:
    """Be the command that was ordered."""
    die_with_parent()
    log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ.update(order["environment"])
    sys.argv = ["station", *order["arguments"]]
    cli.main()
    sys.exit()


def die_with_parent() -> None:
    """Let the system kill this process when the one that started it is gone, however that went."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGKILL)


def tell(word: str, *numbers: int) -> None:
    print(word, *numbers, flush=True)


if __name__ == "__main__":
    stand_by()

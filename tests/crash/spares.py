"""The command `station`, held in memory and forked when it is told to start.

Reading the modules and the dictionary takes longer than a server lives here; a fork is ready at
once and is then the same program. One order a line on standard input; for each, the process's
number when it is there and its status when it has ended on standard output.
"""

import ctypes
import json
import os
import sys
from importlib import import_module
from signal import SIGKILL
from typing import Any, Final

from bot import cli
from bot.intents.words import warm

READ_ON_FIRST_USE: Final = "bot.cli.serving"
PR_SET_PDEATHSIG: Final = 1


def stand_by() -> None:
    """Fork a server for each order, one at a time."""
    die_with_parent()
    import_module(READ_ON_FIRST_USE)
    warm()
    tell(os.getpid())
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            become(order)
        tell(child)
        tell(os.waitpid(child, 0)[1])


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


def tell(number: int) -> None:
    print(number, flush=True)


if __name__ == "__main__":
    stand_by()

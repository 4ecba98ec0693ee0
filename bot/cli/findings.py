"""What an examination finds: how bad it is, what is wrong, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error keeps the station from working as it should; a warning will, or may."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """`follows` says what comes of it; `code` names a fault of the table (`bot.cli.faults`)."""

    level: Level
    what: str
    todo: str
    follows: str = ""
    code: str = ""


def error(what: str, todo: str) -> Finding:
    return Finding(Level.ERROR, what, todo)


def warning(what: str, todo: str) -> Finding:
    return Finding(Level.WARNING, what, todo)
